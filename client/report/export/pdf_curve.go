package export

import "stationcompanion/client/report"

// curveMost bounds the points drawn of one curve; of more, each bucket gives its
// first, least, greatest and last.
const curveMost = 4000

type place struct{ x, y float64 }

// curve draws one series; a gap stays a gap.
func (d *doc) curve(x, y scale, s report.Series, style lineStyle) {
	var piece []place
	signs := 0
	flush := func() {
		d.stroke(thin(piece), style)
		if len(piece) == 1 || len(s.Y) <= 40 {
			for _, p := range piece {
				d.sign(p.x, p.y, style)
				signs++
			}
		}
		piece = piece[:0]
	}
	eachPoint(s, func(px, py float64) {
		if !drawable(x.value(px)) || !drawable(y.value(py)) {
			flush()
			return
		}
		piece = append(piece, place{x.at(px), y.at(py)})
	})
	if signs == 0 && len(piece) > 40 { // a long curve gets a few, so that it can be named
		for i := 1; i <= 5; i++ {
			p := piece[i*len(piece)/6]
			d.sign(p.x, p.y, style)
		}
	}
	flush()
}

func (d *doc) stroke(piece []place, style lineStyle) {
	if len(piece) < 2 {
		return
	}
	d.pdf.SetDrawColor(style.ink.rgb())
	d.pdf.SetLineWidth(style.width)
	d.dashed(style)
	d.pdf.MoveTo(piece[0].x, piece[0].y)
	for _, p := range piece[1:] {
		d.pdf.LineTo(p.x, p.y)
	}
	d.pdf.DrawPath("D")
	if style.dash != nil {
		d.pdf.SetDashPattern(nil, 0)
	}
}

// thin keeps the shape of a curve with far fewer points.
func thin(all []place) []place {
	if len(all) <= curveMost {
		return all
	}
	size := (len(all)*4 + curveMost - 1) / curveMost
	out := make([]place, 0, curveMost+4)
	for from := 0; from < len(all); from += size {
		bucket := all[from:min(from+size, len(all))]
		low, high := 0, 0
		for i, p := range bucket {
			if p.y < bucket[low].y {
				low = i
			}
			if p.y > bucket[high].y {
				high = i
			}
		}
		out = append(out, bucket[0], bucket[min(low, high)], bucket[max(low, high)], bucket[len(bucket)-1])
	}
	return out
}

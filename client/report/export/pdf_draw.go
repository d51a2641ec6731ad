package export

import "codeberg.org/go-pdf/fpdf"

// ink is a colour, 0xRRGGBB.
type ink uint32

// Colours for white paper: text keeps 4.5:1, and nothing is told by colour alone.
const (
	black      ink = 0x16202A
	quiet      ink = 0x4F5B66
	hairline   ink = 0xC9D0D7
	panel      ink = 0xF2F4F7
	band       ink = 0xE2E7ED
	white      ink = 0xFFFFFF
	goodInk    ink = 0x006B4F
	badInk     ink = 0xA64000
	warnInk    ink = 0x7D5600
	infoInk    ink = 0x00588C
	unknownInk ink = 0x55606B
	zoneInk    ink = 0xBFD8CF
)

func (c ink) rgb() (r, g, b int) { return int(c >> 16 & 0xff), int(c >> 8 & 0xff), int(c & 0xff) }

// letters say how a text is set.
type letters struct {
	face face
	size float64
	ink  ink
}

var (
	body     = letters{regular, 9, black}
	bodyBold = letters{bold, 9, black}
	soft     = letters{regular, 8.5, quiet}
	small    = letters{regular, 8, black}
	heading  = letters{bold, 11, black}
)

func (l letters) in(c ink) letters         { l.ink = c; return l }
func (l letters) sized(pt float64) letters { l.size = pt; return l }
func (l letters) height() float64          { return l.size * lineRate }

// text draws one line with its baseline at y and gives its width.
func (d *doc) text(x, y float64, l letters, line string) float64 {
	d.pdf.SetTextColor(l.ink.rgb())
	from := x
	for _, r := range d.fonts.runs(l.face, line) {
		d.pdf.SetFont(fontName(r.font), "", l.size)
		d.pdf.Text(x, y, r.text)
		for _, c := range r.text {
			x += float64(d.fonts.widths[r.font][c]) * l.size / 1000
		}
	}
	return x - from
}

// textRight draws one line that ends at x.
func (d *doc) textRight(x, y float64, l letters, line string) {
	d.text(x-d.fonts.textWidth(l.face, l.size, line), y, l, line)
}

func (d *doc) widthOf(l letters, line string) float64 {
	return d.fonts.textWidth(l.face, l.size, line)
}

func (d *doc) wrapped(l letters, text string, width float64) []string {
	return d.fonts.wrap(l.face, l.size, clip(text), width)
}

// clip bounds a text for printing and says what is missing.
func clip(text string) string {
	short := cut(text, pdfText)
	if len(short) != len(text) {
		short += " (cut here; the text and CSV forms have more)"
	}
	return short
}

// paragraph draws a text over the width, going on on new pages, and moves down.
func (d *doc) paragraph(x float64, l letters, text string) {
	for _, line := range d.wrapped(l, text, d.right-x) {
		d.need(l.height())
		d.text(x, d.y+l.size, l, line)
		d.y += l.height()
	}
}

// fill draws a filled rectangle.
func (d *doc) fill(x, y, w, h float64, c ink) {
	d.pdf.SetFillColor(c.rgb())
	d.pdf.Rect(x, y, w, h, "F")
}

// rule draws a line of a width.
func (d *doc) rule(x1, y1, x2, y2, width float64, c ink) {
	d.pdf.SetDrawColor(c.rgb())
	d.pdf.SetLineWidth(width)
	d.pdf.Line(x1, y1, x2, y2)
}

// polygon fills a shape of x, y pairs.
func (d *doc) polygon(c ink, xy ...float64) {
	points := make([]fpdf.PointType, 0, len(xy)/2)
	for i := 0; i+1 < len(xy); i += 2 {
		points = append(points, fpdf.PointType{X: xy[i], Y: xy[i+1]})
	}
	d.pdf.SetFillColor(c.rgb())
	d.pdf.Polygon(points, "F")
}

// title draws the heading of a part with a hairline under it.
func (d *doc) title(text string) {
	d.need(60)
	d.text(d.left, d.y+heading.size, heading, text)
	d.y += heading.height() + 2
	d.rule(d.left, d.y, d.right, d.y, 0.6, hairline)
	d.y += 5
}

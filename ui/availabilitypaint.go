package ui

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/availability"
	"stationcompanion/ui/look"
)

// stripHigh is the band's height, in points at scale 1.
const stripHigh = 44

// shareOf is how high a state stands, as part of the band.
func shareOf(s availability.State) float64 {
	switch s {
	case availability.Unsure:
		return 0.66
	case availability.Down:
		return 1
	}
	return 0.34
}

// paint draws the band in pixels.
func (s *availabilityStrip) paint(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	fill(img, img.Rect, colorOf(look.ColorBand))
	px := float64(w) / math.Max(float64(s.Size().Width), 1) * float64(unit())
	for _, m := range s.hours() {
		x := int(m.part * float64(w))
		fill(img, image.Rect(x, 0, x+max(1, int(px/2)), h), colorOf(look.ColorLine))
	}
	for worst := availability.Unknown; worst <= availability.Down; worst++ { // the worst on top
		s.each(w, func(i, from, to int) {
			p := s.pieces[i]
			if p.State() != worst {
				return
			}
			if worst > availability.Connected { // however short, it is seen
				to = max(to, from+int(math.Ceil(2*px)))
				from = max(min(from, w-int(math.Ceil(2*px))), 0)
			}
			top := h - int(math.Round(shareOf(worst)*float64(h)))
			drawState(img, image.Rect(from, top, min(to, w), h), worst, px)
		})
	}
	s.each(w, func(i, from, to int) {
		if i == s.at {
			from = max(min(from, w-int(6*px)), 0)
			frame(img, image.Rect(from, 0, max(to, from+int(6*px)), h), int(math.Max(2*px, 1)), colorOf(theme.ColorNameForeground))
		}
	})
	return img
}

// each calls fn with every piece's pixels.
func (s *availabilityStrip) each(w int, fn func(i, from, to int)) {
	before := 0.0
	for i, p := range s.pieces {
		next := before + float64(p.Length())/float64(availability.Span)*float64(w)
		fn(i, int(math.Round(before)), int(math.Round(next)))
		before = next
	}
}

// drawState fills r as a state looks: one plain, the unknown hatched.
func drawState(img *image.NRGBA, r image.Rectangle, s availability.State, px float64) {
	c := colorOf(colorOfState(s))
	if s != availability.Unknown {
		fill(img, r, c)
		return
	}
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	r = r.Intersect(img.Rect)
	pitch, thick := max(3, int(math.Round(5*px))), max(1, int(math.Round(1.5*px)))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if (x+y)%pitch < thick {
				img.SetNRGBA(x, y, n)
			}
		}
	}
}

func fill(img *image.NRGBA, r image.Rectangle, c color.Color) {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	r = r.Intersect(img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			img.SetNRGBA(x, y, n)
		}
	}
}

// frame draws r's edge from inside.
func frame(img *image.NRGBA, r image.Rectangle, thick int, c color.Color) {
	fill(img, image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+thick), c)
	fill(img, image.Rect(r.Min.X, r.Max.Y-thick, r.Max.X, r.Max.Y), c)
	fill(img, image.Rect(r.Min.X, r.Min.Y, r.Min.X+thick, r.Max.Y), c)
	fill(img, image.Rect(r.Max.X-thick, r.Min.Y, r.Max.X, r.Max.Y), c)
}

// availabilityRenderer is the band with the hours beneath it.
type availabilityRenderer struct {
	s      *availabilityStrip
	band   *canvas.Raster
	labels []*canvas.Text
	marks  []hourMark
}

func (r *availabilityRenderer) MinSize() fyne.Size {
	return fyne.NewSize(240*unit(), stripHigh*unit()+theme.CaptionTextSize()*1.5)
}

// Layout places the band and as many hours as do not touch each other.
func (r *availabilityRenderer) Layout(size fyne.Size) {
	high := size.Height - theme.CaptionTextSize()*1.5
	put(r.band, 0, 0, size.Width, high)
	every := 3
	if len(r.labels) > 0 && size.Width/8 < 1.3*r.labels[0].MinSize().Width {
		every = 6
	}
	end := float32(0)
	for i, l := range r.labels {
		m := r.marks[i]
		min := l.MinSize()
		x := float32(m.part)*size.Width - min.Width/2
		l.Hidden = m.at.Hour()%every != 0 || x < end || x+min.Width > size.Width
		if !l.Hidden {
			put(l, x, high+theme.CaptionTextSize()*0.2, min.Width, min.Height)
			end = x + min.Width
		}
	}
}

// Refresh follows new pieces and the theme.
func (r *availabilityRenderer) Refresh() {
	r.marks = r.s.hours()
	for len(r.labels) < len(r.marks) {
		r.labels = append(r.labels, canvas.NewText("", color.Transparent))
	}
	r.labels = r.labels[:len(r.marks)]
	for i, l := range r.labels {
		text := clockHour(r.marks[i].at.Hour())
		l.Text, l.TextSize, l.Color = text, theme.CaptionTextSize(), colorOf(look.ColorQuiet)
	}
	r.Layout(r.s.Size())
	r.band.Refresh()
	canvas.Refresh(r.s)
}

// clockHour writes a full hour ("09:00").
func clockHour(h int) string {
	text := strconv.Itoa(h) + ":00"
	if h < 10 {
		text = "0" + text
	}
	return text
}

func (r *availabilityRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.band}
	for _, l := range r.labels {
		out = append(out, l)
	}
	return out
}

func (r *availabilityRenderer) Destroy() {}

// swatch paints a state as the band does: at its height.
func swatch(s availability.State) func(w, h int) image.Image {
	return func(w, h int) image.Image {
		img := image.NewNRGBA(image.Rect(0, 0, w, h))
		fill(img, img.Rect, colorOf(look.ColorBand))
		drawState(img, image.Rect(0, h-int(math.Round(shareOf(s)*float64(h))), w, h), s, float64(h)/16)
		return img
	}
}

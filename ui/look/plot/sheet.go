package plot

import (
	"fyne.io/fyne/v2"

	"stationcompanion/ui/look"
)

// Distances in points at scale 1.
const (
	edge     = 6  // around everything
	gap      = 6  // between text and what it belongs to
	keyLine  = 34 // a sample of a line in the key
	keySpace = 14 // between two entries of the key
	mostKey  = 0.42
	mostHead = 0.55
)

// word is a text on a plot.
type word struct {
	text  string
	box   rect
	color fyne.ThemeColorName
	style fyne.TextStyle
}

// sheet is a plot laid out for one size: texts, and a function that draws the rest.
type sheet struct {
	kit   *kit
	size  fyne.Size
	area  rect // where the data stand
	words []word
	// samples draw the key; draw draws everything else first. Both are called by the
	// raster, as often as it needs a picture.
	samples []func(k *ink)
	draw    func(k *ink)
	// message stands in place of a picture.
	message string
}

// newSheet starts a sheet whose area is all of it but the edge.
func newSheet(k *kit, size fyne.Size) *sheet {
	e := edge * k.u
	return &sheet{kit: k, size: size, area: rect{e, e, size.Width - 2*e, size.Height - e}}
}

// write puts text with its upper left corner at (x, y).
func (s *sheet) write(text string, x, y float32, c fyne.ThemeColorName) rect {
	box := rect{x, y, x + s.kit.width(text), y + s.kit.line}
	if text != "" {
		s.words = append(s.words, word{text: text, box: box, color: c})
	}
	return box
}

// title writes what an axis is called, in bold.
func (s *sheet) title(text string, x, y float32) rect {
	box := rect{x, y, x + s.kit.boldWidth(text), y + s.kit.line}
	s.words = append(s.words, word{text: text, box: box, color: theme0, style: bold})
	return box
}

// entry is one line of the key: a sample drawn at the middle of its left end, and a name.
type entry struct {
	name   string
	room   float32 // the sample's width
	sample func(k *ink, x, y float32)
}

// head writes the title of the y axis and the key over the area, and takes their room
// off it. What does not fit is counted: "+ 3 more".
func (s *sheet) head(title string, key []entry) {
	k := s.kit
	right := s.size.Width - edge*k.u
	x, y := s.area.x0, s.area.y0
	rows := 1
	if title != "" {
		x = s.title(k.fitBold(title, (right-x)*mostHead), x, y).x1 + keySpace*k.u
	}
	most := max(2, int(s.size.Height/(100*k.u)))
	for i, e := range key {
		name := k.fit(e.name, (right-s.area.x0)*mostKey)
		wide := e.room + gap*k.u + k.width(name)
		reserve := float32(0)
		if rows == most && i < len(key)-1 {
			reserve = keySpace*k.u + k.width(more(len(key)-i-1))
		}
		if x+wide+reserve > right && rows < most {
			x, y, rows = s.area.x0, y+k.line, rows+1
			if rows == most && i < len(key)-1 {
				reserve = keySpace*k.u + k.width(more(len(key)-i-1))
			}
		}
		if x+wide+reserve > right {
			s.write(k.fit(more(len(key)-i), right-x), x, y, look.ColorQuiet)
			break
		}
		sx, sy := x, y+k.line/2
		s.samples = append(s.samples, func(k *ink) { e.sample(k, sx, sy) })
		x = s.write(name, x+e.room+gap*k.u, y, theme0).x1 + keySpace*k.u
	}
	if title != "" || len(key) > 0 {
		s.area.y0 = y + k.line + gap*k.u/2
	}
	s.area.y0 += gap * k.u // half of the topmost tick label
}

// foot writes the title of the x axis at the right and a note at the left, under the
// room for the tick labels, and takes all that off the area.
func (s *sheet) foot(title, note string) {
	k := s.kit
	if title != "" || note != "" {
		y := s.area.y1 - k.line
		left, right := s.area.x0, s.size.Width-edge*k.u
		if title != "" {
			title = k.fitBold(title, (right-left)*mostHead)
			right -= k.boldWidth(title)
			s.title(title, right, y)
			right -= keySpace * k.u
		}
		s.write(k.fit(note, right-left), left, y, look.ColorAttentionText)
		s.area.y1 = y
	}
	s.area.y1 -= k.line + gap*k.u/2
}

// say puts a sentence in the middle of the area instead of a picture.
func (s *sheet) say(text string) {
	k := s.kit
	s.message = text
	text = k.fit(text, s.area.width())
	x := (s.area.x0 + s.area.x1 - k.width(text)) / 2
	s.write(text, x, (s.area.y0+s.area.y1-k.line)/2, look.ColorQuiet)
}

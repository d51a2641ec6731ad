package logview

import (
	"stationcompanion/logging/tail"
)

// brush paints rows on a picture.
type brush struct {
	picture
	*grid
	*inks
	columns
}

// row paints one at y.
func (b *brush) row(r *rowText, y int, picked bool) {
	if picked {
		b.fill(0, y, b.Rect.Dx(), b.pitch, b.picked)
	}
	level := b.inks.level(r.line.Level)
	if r.line.Level >= tail.Warning {
		b.fill(0, y, b.edge, b.pitch, level.mark)
	}
	if r.start {
		b.fill(0, y, b.Rect.Dx(), max(1, b.edge/2), b.line)
	}
	base := y + b.base
	b.text(b.timeAt, b.timeAt+b.cells(timeChars), base, r.when, b.quiet)
	if mark := b.marks[r.line.Level-tail.Unknown]; mark != nil {
		b.stamp(mark, b.markAt, y+(b.pitch-b.side)/2, level.mark)
	}
	b.text(b.levelAt, b.levelAt+b.cells(levelChars), base, r.line.Level.String(), level.text)
	end := b.tail(r, y)
	if b.loggerAt > 0 {
		b.text(b.loggerAt, b.loggerAt+b.cells(loggerChars), base, r.line.Logger, b.quiet)
	}
	b.body(r, base, end)
}

// tail paints what stands at the row's right, the id and the note about repeats, and
// gives where that begins.
func (b *brush) tail(r *rowText, y int) int {
	end := b.end
	if b.idAt > 0 && r.line.CorrelationID != "" {
		b.text(b.idAt, b.idAt+b.cells(idChars), y+b.base, head(r.line.CorrelationID, idChars), b.quiet)
		end = b.idAt - b.gap
	}
	r.repeatAt, r.repeatEnd = 0, 0
	if r.repeat == "" {
		return end
	}
	x := end - b.wide(r.repeat) - b.gap
	if x < b.messageAt+b.cells(2*loggerChars) {
		return end // the message has the room
	}
	r.repeatAt, r.repeatEnd = x, end
	b.fill(x, y+1, end-x, b.pitch-2, b.band)
	b.text(x+b.gap/2, end, y+b.base, r.repeat, b.plain)
	return x - b.gap
}

// body paints message and fields.
func (b *brush) body(r *rowText, base, end int) {
	ink := b.plain
	if r.line.Level == tail.Debug || r.lost {
		ink = b.quiet
	}
	s := strip{ink: ink, found: r.found, refs: r.refs}
	r.end = b.strip(b.messageAt, end, base, r.message, &s)
	r.fieldsAt, r.fieldsEnd = r.end+b.gap, end
	s = strip{ink: b.quiet, found: r.foundRest, refs: r.refs, fields: true}
	b.strip(r.fieldsAt, end, base, r.line.Fields, &s)
}

// wide is the width of a short text.
func (b *brush) wide(s string) int {
	n := 0
	for len(s) > 0 {
		g, size := b.glyphs.next(s)
		n, s = n+g.cells, s[size:]
	}
	return b.cells(n)
}

// text paints as much of a text as there is room for and gives where it ends.
func (b *brush) text(x, end, base int, s string, ink rgb) int {
	return b.strip(x, end, base, s, &strip{ink: ink})
}

// strip is how a text is painted.
type strip struct {
	ink    rgb
	found  []span // to be marked, in order
	refs   []ref  // to be underlined, in order
	fields bool   // of refs, only those of the fields
}

// strip paints as much of a text as there is room for, with "…" where it is cut, and
// gives where it ends.
func (b *brush) strip(x, end, base int, s string, how *strip) int {
	for at := 0; at < len(s); {
		g, n := b.glyphs.next(s[at:])
		w := g.cells * b.glyphs.cell
		if x+w > end {
			return x
		}
		if x+w+2*b.glyphs.cell > end && !b.rest(s[at+n:], end-x-w) {
			g, _ = b.glyphs.next("…")
			b.stamp(g, x, base, how.ink)
			return x + b.glyphs.cell
		}
		if s[at] != ' ' || how.found != nil || how.refs != nil {
			b.stamp(g, x, base, how.inkAt(b, at, x, base, w))
		}
		x, at = x+w, at+n
	}
	return x
}

// rest reports whether a text fits in a width.
func (b *brush) rest(s string, room int) bool {
	for len(s) > 0 {
		g, n := b.glyphs.next(s)
		if room -= g.cells * b.glyphs.cell; room < 0 {
			return false
		}
		s = s[n:]
	}
	return true
}

// inkAt gives the colour of the character at a byte of the text, and paints what lies
// under it.
func (s *strip) inkAt(b *brush, at, x, base, w int) rgb {
	ink := s.ink
	for len(s.found) > 0 && at >= s.found[0][1] {
		s.found = s.found[1:]
	}
	if len(s.found) > 0 && at >= s.found[0][0] {
		b.fill(x, base-b.glyphs.ascent, w, b.glyphs.height, b.inks.found)
		ink = b.plain
	}
	for len(s.refs) > 0 && (s.refs[0].fields != s.fields || at >= s.refs[0].span[1]) {
		s.refs = s.refs[1:]
	}
	if len(s.refs) > 0 && at >= s.refs[0].span[0] {
		thick := max(1, b.edge/3)
		b.fill(x, base+2*thick, w, thick, b.link)
		if ink == s.ink {
			ink = b.link
		}
	}
	return ink
}

// byteAt gives the byte of a text whose character is painted at a place, for a text that
// begins at x; −1 when there is none.
func (b *brush) byteAt(x, end, place int, s string) int {
	for at := 0; at < len(s) && place >= x; {
		g, n := b.glyphs.next(s[at:])
		w := g.cells * b.glyphs.cell
		if x+w > end {
			break
		}
		if place < x+w {
			return at
		}
		x, at = x+w, at+n
	}
	return -1
}

package match

import (
	"slices"
	"strings"
)

// literal is the question for one text or several.
type literal struct {
	needles []*needle
	plain   finder
	odd     odds
}

// finder finds plain variants.
type finder interface {
	// find returns where the first match that begins in [from, to) begins, or -1.
	// It may end after to. The cursor is the same as long as b is, and from never
	// goes back.
	find(b []byte, from, to int, c *cursor) int
}

// partsOf is texts as parts, each once.
func partsOf(texts []string, fold bool) choice {
	var c choice
	for _, t := range slices.Compact(slices.Sorted(slices.Values(texts))) {
		c = append(c, part{t, fold})
	}
	return c
}

func anyOf(parts choice) question {
	l := &literal{}
	byLine := false
	for _, p := range parts {
		switch {
		case p.text == "":
			return every{}
		case strings.Contains(p.text, "\n"):
			continue
		}
		l.needles = append(l.needles, newNeedle(p.text, p.fold))
		byLine = byLine || strings.HasSuffix(p.text, "\r")
	}
	if len(l.needles) == 0 {
		return none{}
	}
	l.odd = oddsOf(l.needles)
	switch n := len(l.needles); {
	case n == 1:
		l.plain = newSingle(l.needles[0])
	case n <= atMost:
		l.plain = newFew(l.needles)
	default:
		l.plain = newMany(l.needles)
	}
	if byLine {
		return perLine{l}
	}
	return l
}

// perLine asks line by line. A text that ends in a carriage return must not be
// found at the end of a line, which a search in the block would not see.
type perLine struct{ *literal }

func (p perLine) lines(block []byte, hit func(from, to int) bool) bool {
	return eachLine(block, p.match, hit)
}

func (l *literal) lines(block []byte, hit func(from, to int) bool) bool {
	return l.each(block, func(from, _, to int) bool { return hit(from, to) })
}

// each is lines, with where the first match in the line begins.
func (l *literal) each(block []byte, hit func(from, at, to int) bool) bool {
	var c cursor
	for pos := 0; pos < len(block); {
		at := l.next(block, pos, &c)
		if at < 0 {
			return true
		}
		from, end := lineStart(block, pos, at), lineEnd(block, at)
		if !hit(from, at, trimmed(block, from, end)) {
			return false
		}
		pos = end + 1
	}
	return true
}

func (l *literal) match(line []byte) bool {
	var c cursor
	return l.next(line, 0, &c) >= 0
}

func (l *literal) spans(line []byte, to [][2]int) [][2]int {
	room := len(to) + MaxSpans
	var c cursor
	for pos := 0; pos < len(line) && len(to) < room; {
		pos = l.next(line, pos, &c)
		if pos < 0 {
			break
		}
		end := -1
		for _, n := range l.needles {
			end = max(end, n.end(line, pos))
		}
		to = append(to, [2]int{pos, end})
		pos = end
	}
	return to
}

package match

import (
	"bytes"
	"slices"
	"testing"
	"unicode"
	"unicode/utf8"
)

// The slow twins: what Lines must find, written so that one sees it is right.

// twinLines returns the lines of block for which ok is true.
func twinLines(block []byte, ok func(line []byte) bool) [][2]int {
	var found [][2]int
	from := 0
	for _, line := range bytes.SplitAfter(block, []byte("\n")) {
		if len(line) == 0 {
			break // nothing follows the last line feed
		}
		bare, cut := bytes.CutSuffix(line, []byte("\n"))
		if cut {
			bare = bytes.TrimSuffix(bare, []byte("\r"))
		}
		if ok(bare) {
			found = append(found, [2]int{from, from + len(bare)})
		}
		from += len(line)
	}
	return found
}

// canonical puts the smallest of all that differ by case only in place of every
// character; bytes that belong to none stay.
func canonical(b []byte) []byte {
	var out []byte
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			out = append(out, b[0])
		} else {
			least := r
			for x := unicode.SimpleFold(r); x != r; x = unicode.SimpleFold(x) {
				least = min(least, x)
			}
			out = utf8.AppendRune(out, least)
		}
		b = b[n:]
	}
	return out
}

// twinHolds reports whether line holds one of texts.
func twinHolds(line []byte, texts []string, fold bool) bool {
	return slices.ContainsFunc(texts, func(text string) bool {
		if fold {
			return bytes.Contains(canonical(line), canonical([]byte(text)))
		}
		return bytes.Contains(line, []byte(text))
	})
}

// check compares m with a twin, on the whole block and line by line, and looks at
// what must hold for spans.
func check(t *testing.T, m *Matcher, block []byte, ok func(line []byte) bool) {
	t.Helper()
	want := twinLines(block, ok)
	var got [][2]int
	if !m.Lines(block, func(from, to int) bool { got = append(got, [2]int{from, to}); return true }) {
		t.Error("Lines says it was stopped")
	}
	if !slices.Equal(got, want) {
		t.Errorf("lines %v, want %v of %q", got, want, block)
	}
	for _, l := range twinLines(block, func([]byte) bool { return true }) {
		line := block[l[0]:l[1]]
		if got := m.Match(line); got != ok(line) {
			t.Errorf("Match(%q) = %v", line, got)
		}
		checkSpans(t, m, line)
	}
	for stop := range want {
		n := 0
		if m.Lines(block, func(int, int) bool { n++; return n <= stop }) || n != stop+1 {
			t.Errorf("stopped at hit %d: called %d times", stop, n)
		}
		if stop > 3 {
			break
		}
	}
}

func checkSpans(t *testing.T, m *Matcher, line []byte) {
	t.Helper()
	spans := m.Spans(line, nil)
	if len(spans) > MaxSpans || len(spans) > 0 && !m.Match(line) {
		t.Errorf("%d spans in %q, Match %v", len(spans), line, m.Match(line))
	}
	end := 0
	for _, s := range spans {
		if s[0] < end || s[1] <= s[0] || s[1] > len(line) {
			t.Errorf("spans %v of %q", spans, line)
		}
		end = s[1]
	}
}

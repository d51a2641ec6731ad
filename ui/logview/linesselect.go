package logview

import "strings"

// selection are the rows between two lines, both of them included, by their numbers: it
// stays on its lines while the list changes.
type selection struct{ from, to int64 }

var noSelection = selection{none, none}

func (s selection) empty() bool { return s.from == none }

// bounds gives the lower number first.
func (s selection) bounds() (low, high int64) { return min(s.from, s.to), max(s.from, s.to) }

// has reports whether a line is selected.
func (s selection) has(no int64) bool {
	low, high := s.bounds()
	return s.from != none && no >= low && no <= high
}

// selectLines changes the selection; from and to may be none, or in any order.
func (l *lines) selectLines(from, to int64) {
	s := selection{from, to}
	if s == l.selection {
		return
	}
	l.selection = s
	l.view.stale = true
	l.settle()
	if l.events.selected != nil {
		l.events.selected()
	}
}

// moveSelection moves a selection of one line to another, which stands for it now.
func (l *lines) moveSelection(no int64) {
	l.selection = selection{no, no}
	l.view.stale = true
	l.settle()
}

// selectAll selects every row.
func (l *lines) selectAll() {
	if n := l.list.Len(); n > 0 {
		l.selectLines(l.list.At(0), l.list.At(n-1))
	}
}

// extendTo moves the selection's end to row i.
func (l *lines) extendTo(i int64) {
	i = min(max(i, 0), l.list.Len()-1)
	if i < 0 {
		return
	}
	no := l.list.At(i)
	if l.selection.empty() {
		l.selectLines(no, no)
		return
	}
	l.selectLines(l.selection.from, no)
}

// selected is where the selected rows are in the list now.
func (l *lines) selected() (from, to int64) {
	if l.selection.empty() {
		return 0, 0
	}
	low, high := l.selection.bounds()
	return l.list.Find(low), l.list.Find(high + 1)
}

// The bounds of what is copied at once: more is no use in a message, and the clipboard
// of some desktops gives up.
const (
	copyLines = 10_000
	copyBytes = 8 << 20
)

// selectedText is the text of the selected lines as they stand in the log, at most
// copyLines of them from the first; with how many it holds and how many are selected. A
// line that stands for others is followed by one that says so.
func (l *lines) selectedText() (text string, n, of int64) {
	from, to := l.selected()
	var b strings.Builder
	for i := from; i < to && n < copyLines && b.Len() < copyBytes; i++ {
		line, ok := l.hooks.fetch(l.list.At(i))
		if !ok {
			continue // dropped meanwhile
		}
		b.WriteString(line.Raw)
		b.WriteByte('\n')
		n++
		if run := runOf(l.list, line.No); run.Count > 1 {
			b.WriteString("    " + l.hooks.repeated(run) + "\n")
		}
	}
	if n == 1 {
		return strings.TrimSuffix(b.String(), "\n"), n, to - from
	}
	return b.String(), n, to - from
}

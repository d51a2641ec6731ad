package lookup

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/report"
	"stationcompanion/ui/words"
)

// finder is what is looked for among the steps: every word must stand in the step's
// name, in one of its measurements' names, or in a name above it; letter case and the
// order of the words do not matter.
type finder struct {
	text  string
	words []string
}

func newFinder(text string) finder {
	return finder{text: text, words: strings.FieldsFunc(strings.ToLower(text), unicode.IsSpace)}
}

func (f finder) empty() bool { return len(f.words) == 0 }

// has reports whether name holds word, which is in lower case.
func has(name, word string) bool { return strings.Contains(strings.ToLower(name), word) }

// steps tells for each row whether it and what is above it hold every word, and gives
// the rows to list: those that do not merely inherit all of them, so that looking for a
// sequence does not list all that it calls.
func (f finder) steps(r *report.Report) (matches []bool, list []int32) {
	all := uint64(1)<<min(len(f.words), 63) - 1
	held := make([]uint64, r.Len())
	matches = make([]bool, r.Len())
	known := map[string]uint64{} // names repeat
	for row := range held {
		s := r.Step(row)
		above := uint64(0)
		if s.Parent >= 0 {
			above = held[s.Parent]
		}
		own := f.mask(known, s.Name)
		held[row] = above | own
		if s.Measurements > 1 {
			for _, m := range r.Measurements(row) {
				own |= f.mask(known, m.Name)
			}
		}
		matches[row] = held[row] == all
		if above|own == all && above != all {
			list = append(list, int32(row))
		}
	}
	return matches, list
}

func (f finder) mask(known map[string]uint64, name string) uint64 {
	if name == "" {
		return 0
	}
	m, ok := known[name]
	if !ok {
		for i, w := range f.words[:min(len(f.words), 63)] {
			if has(name, w) {
				m |= 1 << i
			}
		}
		known[name] = m
	}
	return m
}

// measurement reports whether measurement i of a row is one that is looked for: of a
// row found by its own name or one above, every one is.
func (f finder) measurement(path []string, name string) bool {
	for _, w := range f.words {
		if !has(name, w) && !hasAny(path, w) {
			return false
		}
	}
	return true
}

func hasAny(names []string, word string) bool {
	for _, n := range names {
		if has(n, word) {
			return true
		}
	}
	return false
}

// findEntry is the field "find a step". Esc empties it and gives the focus away, so
// that a scan never ends up in it by accident.
type findEntry struct {
	widget.Entry

	leave func()
	move  func(fyne.KeyName) bool
	clear *widget.Button
}

func newFindEntry(changed func(string), leave func(), move func(fyne.KeyName) bool) *findEntry {
	e := &findEntry{leave: leave, move: move}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = words.T("lookup.find")
	e.clear = widget.NewButtonWithIcon("", theme.CancelIcon(), func() { e.SetText(""); leave() })
	e.clear.Importance = widget.LowImportance
	e.clear.Hide()
	e.ActionItem = e.clear
	e.OnChanged = func(text string) {
		shown(e.clear, text != "")
		changed(text)
	}
	return e
}

// TypedKey lets Esc leave and the arrows move through what was found.
func (e *findEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape:
		e.SetText("")
		e.leave()
	case fyne.KeyReturn, fyne.KeyEnter:
		e.move(fyne.KeyDown)
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		e.move(k.Name)
	default:
		e.Entry.TypedKey(k)
	}
}

// put changes the text without looking.
func (e *findEntry) put(text string) {
	was := e.OnChanged
	e.OnChanged = nil
	e.SetText(text)
	e.OnChanged = was
	shown(e.clear, text != "")
}

package logview

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// selected offers to copy where several rows are selected; what was told is over.
func (b *bar) selected(n int64) {
	b.told = ""
	b.paintNote()
	if n > 1 {
		b.copy.SetText(words.T("logview.copy", thousands(n)))
		b.copy.Show()
	} else {
		b.copy.Hide()
	}
	b.root.Refresh()
}

// tell says what was done, until something is selected or the filter changes.
func (b *bar) tell(text string) {
	b.told = text
	b.paintNote()
}

// say says how the log is, in as many words as there is room for, the most first; nil for
// nothing of note.
func (b *bar) say(status []string) {
	b.status = status
	b.paintNote()
}

// operation says what is known of the operation that is shown, in as many words as there
// is room for, the most first; nil for none.
func (b *bar) operation(says []string) {
	b.op = says
	b.paintNote()
}

// found says how many errors or matches there are; the buttons go where there are none.
func (b *bar) found(s sought) {
	key, colour := "logview.errors", look.ColorBadText
	if s.matches {
		key, colour = "logview.matches", theme.ColorNameForeground
	}
	text := words.T(key, thousands(s.n))
	if s.n == 1 {
		text = words.T(key + ".one")
	}
	if show := s.n > 0 || s.matches; show != b.error.Visible() || show && text != b.fails.Full() {
		b.fails.SetColor(colour)
		b.fails.SetText(text)
		b.error.Hidden = !show
		b.root.Refresh()
	}
}

// paintNote says what was done, else how the log is, else what is shown of it.
func (b *bar) paintNote() {
	says := b.op
	switch {
	case b.told != "":
		says = []string{b.told}
	case len(b.status) > 0:
		says = b.status
	}
	if !slices.Equal(says, b.says) {
		b.says = says
		b.fitNote(b.middle.Size().Width)
		b.root.Refresh() // its room is that of others
	}
}

// noteWants is the room of the shortest note there is, beyond the least of the filter.
func (b *bar) noteWants() float32 {
	if len(b.says) == 0 {
		return 0
	}
	short := b.says[len(b.says)-1]
	return fyne.MeasureText(short, theme.Size(theme.SizeNameText), fyne.TextStyle{}).Width - noteRoom(filterLeast)
}

// fitNote says it in as many words as there is room for in the middle.
func (b *bar) fitNote(width float32) {
	text := ""
	for _, text = range b.says {
		if fyne.MeasureText(text, theme.Size(theme.SizeNameText), fyne.TextStyle{}).Width <= noteRoom(width) {
			break
		}
	}
	b.note.SetText(text)
}

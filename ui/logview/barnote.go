package logview

import "stationcompanion/ui/words"

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

// tell says what was done, until something is selected.
func (b *bar) tell(text string) {
	b.told = text
	b.paintNote()
}

// say says how the log is; empty for nothing of note.
func (b *bar) say(status string) {
	b.status = status
	b.paintNote()
}

// errors says how many errors the log has; the buttons go where there are none.
func (b *bar) errors(n int64) {
	text := words.T("logview.errors", thousands(n))
	if n == 1 {
		text = words.T("logview.errors.one")
	}
	if show := n > 0; show != b.error.Visible() || show && text != b.fails.Full() {
		b.fails.SetText(text)
		b.error.Hidden = !show
		b.root.Refresh()
	}
}

func (b *bar) paintNote() {
	text := b.status
	if b.told != "" {
		text = b.told
	}
	if b.note.Full() != text {
		b.note.SetText(text)
		b.middle.Refresh() // the note's room is the filter's
	}
}

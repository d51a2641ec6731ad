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

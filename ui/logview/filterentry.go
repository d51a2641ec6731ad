package logview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/words"
)

// filterEntry is the text of the filter. Esc empties it and gives the focus away, so
// that a scan never ends up in it by accident.
type filterEntry struct {
	widget.Entry
	clear      *widget.Button
	regexp     *widget.Button // turns expression on and off
	expression bool           // the text is a regular expression
	marking    bool           // the text hides nothing
}

func newFilterEntry(changed func()) *filterEntry {
	e := &filterEntry{}
	e.ExtendBaseWidget(e)
	e.PlaceHolder = words.T("logview.filter")
	e.clear = widget.NewButtonWithIcon("", theme.CancelIcon(), func() { e.put(""); changed() })
	e.clear.Importance = widget.LowImportance
	e.clear.Hide()
	e.regexp = widget.NewButton(".*", func() { e.express(!e.expression); changed() })
	e.express(false)
	e.ActionItem = e.clear
	e.OnChanged = func(string) { e.showClear(); changed() }
	return e
}

// express says whether the text is a regular expression.
func (e *filterEntry) express(on bool) {
	e.expression, e.regexp.Importance = on, widget.LowImportance
	if on {
		e.regexp.Importance = widget.HighImportance
	}
	e.regexp.Refresh()
	e.hint()
}

// marks says whether the text hides nothing.
func (e *filterEntry) marks(on bool) {
	e.marking = on
	e.hint()
}

// hint says what to type.
func (e *filterEntry) hint() {
	switch {
	case e.expression:
		e.SetPlaceHolder(words.T("logview.filter.regexp"))
	case e.marking:
		e.SetPlaceHolder(words.T("logview.filter.mark"))
	default:
		e.SetPlaceHolder(words.T("logview.filter"))
	}
}

// put changes the text without filtering.
func (e *filterEntry) put(text string) {
	was := e.OnChanged
	e.OnChanged = nil
	e.SetText(text)
	e.OnChanged = was
	e.showClear()
}

func (e *filterEntry) showClear() {
	if e.Text == "" {
		e.clear.Hide()
	} else {
		e.clear.Show()
	}
}

// TypedKey handles Esc and leaves all else to the entry.
func (e *filterEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name != fyne.KeyEscape {
		e.Entry.TypedKey(k)
		return
	}
	e.SetText("")
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
		c.Unfocus()
	}
}

// upTo gives its first object the room the second one leaves, but not more than width
// points and not less than filterLeast.
type upTo struct {
	width float32
	fit   func(width float32) // told how wide both are
}

const filterLeast = 150

// noteRoom is how wide the second object may be at most.
func noteRoom(width float32) float32 { return width - filterLeast - 4*theme.Padding() }

func (u *upTo) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(filterLeast, objects[0].MinSize().Height)
}

func (u *upTo) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	u.fit(size.Width)
	gap := 2 * theme.Padding()
	note := max(0, min(objects[1].MinSize().Width+gap, noteRoom(size.Width)+gap))
	h := objects[0].MinSize().Height
	w := max(objects[0].MinSize().Width, min(size.Width-note-gap, u.width*theme.Size(theme.SizeNameText)/14))
	objects[0].Move(fyne.NewPos(0, (size.Height-h)/2))
	objects[0].Resize(fyne.NewSize(w, h))
	objects[1].Move(fyne.NewPos(w+gap, 0))
	objects[1].Resize(fyne.NewSize(max(0, size.Width-w-2*gap), size.Height))
}

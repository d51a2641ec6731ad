package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/cache"
	"stationcompanion/ui/words"
)

// copiesBox says how many reports are kept on this PC, and removes them after being
// pressed twice: nothing brings them back but WATS.
type copiesBox struct {
	dialog *Dialog
	state  *note
	clear  *button
	sure   bool // pressed once
	root   fyne.CanvasObject
}

func newCopiesBox(d *Dialog) *copiesBox {
	b := &copiesBox{dialog: d, state: newNote()}
	b.clear = newButton(words.T("settings.copies.clear"), theme.DeleteIcon(), d.esc, b.pressed)
	b.root = formRow(words.T("settings.copies"), container.NewHBox(tall(b.clear)), b.state.root)
	if d.d.Copies == nil || d.d.ClearCopies == nil {
		b.root.Hide()
		return b
	}
	b.count(nil)
	return b
}

// count asks how many there are, after removing them where clear is given.
func (b *copiesBox) count(clear func() error) {
	d := b.dialog
	d.run(func() {
		var err error
		if clear != nil {
			err = clear()
		}
		stats := d.d.Copies()
		d.post(func() { b.show(stats, err) })
	})
}

func (b *copiesBox) show(s cache.Stats, err error) {
	able(b.clear, s.Reports > 0 || s.Off) // switched off, nobody counts what an earlier time left
	if err != nil {
		b.state.bad(wrong(err))
		return
	}
	b.state.quiet(words.SavedCopies(s, b.dialog.d.Now()))
}

func (b *copiesBox) pressed() {
	if !b.sure {
		b.sure = true
		b.clear.SetText(words.T("settings.copies.sure"))
		return
	}
	b.sure = false
	b.clear.SetText(words.T("settings.copies.clear"))
	able(b.clear, false)
	b.count(b.dialog.d.ClearCopies)
}

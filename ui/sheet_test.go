package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// TestSheetFollowsTheWindow: it is as large as it wants where there is room, keeps a margin,
// and stays within a window that is made smaller while it is open.
func TestSheetFollowsTheWindow(t *testing.T) {
	b := sheetBench(t)
	for _, c := range []struct{ window, page fyne.Size }{
		{fyne.NewSize(1280, 1024), fyne.NewSize(600, 500)},
		{fyne.NewSize(1000, 700), fyne.NewSize(600, 500)},
		{fyne.NewSize(560, 400), fyne.NewSize(528, 368)},
	} {
		b.win.Resize(c.window)
		if b.sheet.open == nil {
			b.sheet.present("Title", look.Scroll(widget.NewLabel("content")), fyne.NewSize(600, 500), nil)
		}
		page := b.sheet.open.page
		middle := fyne.NewPos((c.window.Width-c.page.Width)/2, (c.window.Height-c.page.Height)/2)
		if page.Size() != c.page || page.Position() != middle {
			t.Errorf("in %v the page is %v at %v, not %v at %v", c.window, page.Size(), page.Position(), c.page, middle)
		}
		for i, o := range page.Objects {
			if end := o.Position().AddXY(o.Size().Width, o.Size().Height); end.X > c.page.Width || end.Y > c.page.Height || o.Position().X < 0 {
				t.Errorf("in %v part %d ends at %v", c.window, i, end)
			}
		}
		content, buttons := page.Objects[2], page.Objects[3]
		if gap := buttons.Position().Y - content.Position().Y - content.Size().Height; gap < sheetGap {
			t.Errorf("the buttons stand %v below the content", gap)
		}
	}
}

// A sheet is left once, whoever closes it, and only one is open.
func TestSheetIsLeftOnce(t *testing.T) {
	b := sheetBench(t)
	left := 0
	if !b.sheet.present("A", widget.NewLabel("a"), fyne.NewSize(300, 200), func() { left++ }) ||
		b.sheet.present("B", widget.NewLabel("b"), fyne.NewSize(300, 200), func() { left += 10 }) {
		t.Fatal("not exactly one sheet opens")
	}
	buttonOf(t, b, words.T("window.close")).OnTapped()
	b.sheet.close()
	b.run(cmdBack)
	if left != 1 || b.sheet.open != nil || b.win.Canvas().Overlays().Top() != nil {
		t.Errorf("left %d times, open %v", left, b.sheet.open != nil)
	}
}

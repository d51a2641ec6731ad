package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// sheet is a small window over the window that a person opened: closed by its button,
// by Esc, and by a scan.
type sheet struct {
	w    *Window
	open *sheetFrame // nil when none is
}

// sheetButton is the width of a sheet's buttons in points at scale 1.
const sheetButton = 112

// show opens content under a title; text is what Copy copies, empty for nothing to copy.
// more are buttons beside it.
func (s *sheet) show(title string, content fyne.CanvasObject, text string, size fyne.Size, more ...*widget.Button) {
	if text != "" {
		more = append([]*widget.Button{widget.NewButton(words.T("window.copy"), func() { s.w.copy(text) })}, more...)
	}
	s.present(title, content, size, nil, more...)
}

// present opens content under a title, with these buttons and one that closes it; left is
// called once it is closed. It reports false, and does nothing, when something is open.
func (s *sheet) present(title string, content fyne.CanvasObject, size fyne.Size, left func(), more ...*widget.Button) bool {
	canvas := s.w.win.Canvas()
	if canvas.Overlays().Top() != nil {
		return false
	}
	buttons := container.NewHBox()
	done := widget.NewButton(words.T("window.close"), s.close)
	done.Importance = widget.HighImportance
	for _, b := range append(more, done) {
		if b.Importance == widget.HighImportance && b != done {
			done.Importance = widget.MediumImportance // one thing to press next
		}
		buttons.Add(look.Sized(b, sheetButton, look.TargetPrimary))
	}
	keys := newSheetKeys(s.w)
	s.open = newSheetFrame(title, container.NewStack(keys, content), buttons, size, left)
	canvas.Overlays().Add(s.open.over)
	s.open.over.Resize(canvas.Size())
	keys.start()
	return true
}

// close closes it; nothing happens when none is open.
func (s *sheet) close() {
	f := s.open
	if f == nil {
		return
	}
	s.open = nil
	s.w.win.Canvas().Overlays().Remove(f.over)
	if f.left != nil {
		f.left()
	}
}

// sheetFrame is what a sheet looks like: a page in the middle of the window, which it
// dims, with a title, the content, and buttons beneath. It follows the window's size, so
// that nothing of it is ever out of reach.
type sheetFrame struct {
	over *fyne.Container // all of it, as large as the window
	page *fyne.Container
	left func() // called once it is closed; may be nil
}

// sheetTitle is the size of a sheet's title relative to the text's.
const sheetTitle = 1.2

func newSheetFrame(title string, content, buttons fyne.CanvasObject, size fyne.Size, left func()) *sheetFrame {
	heading := look.NewText(title, theme.ColorNameForeground, sheetTitle, fyne.TextStyle{Bold: true})
	heading.SetMinRunes(40)
	page := container.New(sheetLayout{},
		look.NewGround(theme.ColorNameOverlayBackground, look.ColorLine, 10), heading, content, buttons)
	scrim := look.NewGround(theme.ColorNameShadow, "", 0)
	return &sheetFrame{over: container.New(sheetPlace{size}, scrim, page), page: page, left: left}
}

// MinSize is the least the page needs.
func (f *sheetFrame) MinSize() fyne.Size { return f.page.MinSize() }

// Lengths of a sheet in points at scale 1.
const (
	sheetHead   = 51 // the title's line
	sheetSide   = 16 // empty at the left, the right, and beneath the buttons
	sheetGap    = 12 // between content and buttons
	sheetMargin = 16 // what is seen of the window around it, at least
)

// sheetLayout lays out a page: ground, title, content and buttons.
type sheetLayout struct{}

func (sheetLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	u := unit()
	title, content, buttons := o[1].MinSize(), o[2].MinSize(), o[3].MinSize()
	return fyne.NewSize(max(max(title.Width, content.Width)+2*sheetSide*u, buttons.Width+2*theme.Padding()),
		(sheetHead+sheetGap+sheetSide)*u+content.Height+buttons.Height)
}

func (sheetLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	u, b := unit(), o[3].MinSize()
	side, head, wide := sheetSide*u, sheetHead*u, size.Width-2*sheetSide*u
	below := size.Height - side - b.Height
	put(o[0], 0, 0, size.Width, size.Height)
	put(o[1], side, 0, wide, head)
	put(o[2], side, head, wide, max(below-sheetGap*u-head, 0))
	put(o[3], (size.Width-b.Width)/2, below, b.Width, b.Height)
}

// sheetPlace spreads the scrim and puts the page, of this size in points at scale 1 where
// there is room for it, in the middle.
type sheetPlace struct{ want fyne.Size }

// MinSize is nothing: a sheet never keeps the window from being made smaller.
func (sheetPlace) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l sheetPlace) Layout(o []fyne.CanvasObject, size fyne.Size) {
	u, least := unit(), o[1].MinSize()
	w := max(min(l.want.Width*u, size.Width-2*sheetMargin*u), least.Width)
	h := max(min(l.want.Height*u, size.Height-2*sheetMargin*u), least.Height)
	put(o[0], 0, 0, size.Width, size.Height)
	put(o[1], (size.Width-w)/2, (size.Height-h)/2, w, h)
}

package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
)

// pager is a virtual list that a gloved finger and a keyboard can move through: Fyne's
// own does not scroll by finger on the desktop, so it has page buttons. It keeps no
// selection of its own and its Length is a snapshot, because Fyne asks for it with
// every frame.
type pager struct {
	list     *keyList
	up, down *widget.Button
	buttons  fyne.CanvasObject // up and down; hidden while everything fits
	n        int
	height   float32 // of one row, in points at scale 1
	pending  int     // row to show once there is a size; -1 none
	hold     int     // row kept in sight when the size changes; -1 none
	tall     float32 // the height it was laid out for
	relayout func()  // places what stands beside the buttons anew
}

// newPager makes an empty one. pressed runs after a page button; key gets the keys
// typed while the list has the focus, typed the characters (a scan).
func newPager(height float32, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *pager {
	p := &pager{height: height, pending: -1, hold: -1}
	p.list = &keyList{}
	p.list.Length = func() int { return p.n }
	p.list.CreateItem = create
	p.list.UpdateItem = func(i int, o fyne.CanvasObject) {
		if i < p.n {
			update(i, o)
		}
	}
	p.list.HideSeparators = true
	p.list.sized = p.resized
	p.list.ExtendBaseWidget(p.list)
	p.up = widget.NewButtonWithIcon("", theme.MenuDropUpIcon(), func() { p.page(-1) })
	p.down = widget.NewButtonWithIcon("", theme.MenuDropDownIcon(), func() { p.page(1) })
	return p
}

// set shows n rows; top goes to the first.
func (p *pager) set(n int, top bool) {
	p.n = n
	p.list.Refresh()
	if top {
		p.pending, p.hold = -1, -1
		p.offset(0)
	}
	p.fit()
}

// refresh repaints the visible rows.
func (p *pager) refresh() { p.list.Refresh() }

// pitch is the distance from row to row.
func (p *pager) pitch() float32 {
	return p.height*look.Unit(p.list.Theme()) + p.list.Theme().Size(theme.SizeNamePadding)
}

// offset scrolls to y, kept inside what there is.
func (p *pager) offset(y float32) {
	last := float32(p.n)*p.pitch() - p.list.Theme().Size(theme.SizeNamePadding) - p.list.Size().Height
	y = max(0, min(y, last))
	if y < last { // whole rows at the top, where there is no end to stop at
		y = float32(int(y/p.pitch())) * p.pitch()
	}
	p.list.ScrollToOffset(y)
}

// page moves by what is visible, less one row that stays as a hold for the eye.
func (p *pager) page(dir int) {
	step := float32(max(1, p.visible()-1)) * p.pitch()
	p.offset(p.list.GetScrollOffset() + float32(dir)*step)
}

// visible is how many rows fit.
func (p *pager) visible() int {
	return int((p.list.Size().Height + p.list.Theme().Size(theme.SizeNamePadding)) / p.pitch())
}

// show makes row i visible, in the middle when it was not; before the first layout it
// waits for one.
func (p *pager) show(i int) {
	if i < 0 || i >= p.n {
		return
	}
	p.hold = i
	h := p.list.Size().Height
	if h < p.pitch() {
		p.pending = i
		return
	}
	y, at := float32(i)*p.pitch(), p.list.GetScrollOffset()
	if y >= at && y+p.pitch() <= at+h+1 {
		return
	}
	p.offset(y - (h-p.pitch())/2)
}

// resized runs after every layout of the list.
func (p *pager) resized() {
	h := p.list.Size().Height
	switch {
	case p.pending >= 0 && h >= p.pitch():
		i := p.pending
		p.pending = -1
		p.show(i)
	case h != p.tall && p.hold >= 0:
		p.show(p.hold)
	}
	p.tall = h
	p.fit()
}

// fit shows the page buttons only where there is a page to turn.
func (p *pager) fit() {
	if p.buttons == nil {
		return
	}
	was := p.buttons.Visible()
	shown(p.buttons, float32(p.n)*p.pitch() > p.list.Size().Height+2*p.list.Theme().Size(theme.SizeNamePadding))
	if was != p.buttons.Visible() {
		p.relayout()
	}
}

// keyList is a list whose keys, typed characters and size its owner takes.
type keyList struct {
	widget.List

	key   func(*fyne.KeyEvent)
	typed func(rune)
	sized func()
}

// TypedKey hands on the keys instead of moving Fyne's own highlight.
func (l *keyList) TypedKey(e *fyne.KeyEvent) {
	if l.key != nil {
		l.key(e)
	}
}

// TypedRune hands on what is typed: a scan that arrives while the list has the focus.
func (l *keyList) TypedRune(r rune) {
	if l.typed != nil {
		l.typed(r)
	}
}

// FocusGained and FocusLost keep Fyne from highlighting a row of its own choice; the
// chosen row is marked whether the list has the focus or not.
func (l *keyList) FocusGained() {}
func (l *keyList) FocusLost()   {}

// Resize tells the owner, who may have waited for a size.
func (l *keyList) Resize(s fyne.Size) {
	l.List.Resize(s)
	if l.sized != nil {
		l.sized()
	}
}

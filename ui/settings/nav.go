package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
)

// section is a page of the editor.
type section uint8

const (
	sectionStation section = iota
	sectionServer
	sectionBehaviour
	sectionLook
)

// nav is the rail of sections with the one that is open beside it. A section whose
// values do not fit carries a mark.
type nav struct {
	root    fyne.CanvasObject
	rail    *fyne.Container
	pages   *fyne.Container
	buttons []*button
	scrolls []*container.Scroll // one for each section
	whole   bool                // the sections stand unscrolled: what holds them scrolls
	current section
	esc     func()
}

func newNav(esc func()) *nav {
	n := &nav{esc: esc, rail: container.NewWithoutLayout(), pages: container.NewStack()}
	n.root = container.New(railLayout{n}, n.rail, look.Hang(n.pages))
	return n
}

// add appends a section.
func (n *nav) add(s section, name string, page fyne.CanvasObject) {
	b := newButton(name, nil, n.esc, func() { n.open(s) })
	b.Alignment = widget.ButtonAlignLeading
	b.IconPlacement = widget.ButtonIconTrailingText
	scroll := look.Scroll(look.Inset(page, 2, 1))
	scroll.Hide()
	n.buttons = append(n.buttons, b)
	n.scrolls = append(n.scrolls, scroll)
	n.rail.Add(b)
	n.pages.Add(scroll)
}

// open shows a section.
func (n *nav) open(s section) {
	n.current = s
	for i, b := range n.buttons {
		b.Importance = widget.LowImportance
		n.pages.Objects[i].Hide()
		if section(i) == s {
			b.Importance = widget.MediumImportance
			n.pages.Objects[i].Show()
		}
		b.Refresh()
	}
	n.pages.Refresh()
}

// reveal scrolls the open section down until o's lower end is in view.
func (n *nav) reveal(o fyne.CanvasObject) {
	if n.whole {
		return
	}
	scroll := n.scrolls[n.current]
	for range 2 { // wrapped text knows its height only once it has its width
		scroll.Content.Refresh()
		scroll.Refresh()
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	below := at(o).Y + o.Size().Height - at(scroll).Y - scroll.Size().Height
	if below > 0 {
		scroll.Offset.Y += below
		scroll.Refresh()
	}
}

// unscroll lets the sections stand in their whole height, or scroll again.
func (n *nav) unscroll(yes bool) {
	n.whole = yes
	for i, s := range n.scrolls {
		s.Content.Show()
		n.pages.Objects[i] = s
		if yes {
			n.pages.Objects[i] = s.Content
		}
	}
	n.open(n.current)
}

// mark shows which sections hold values that do not fit.
func (n *nav) mark(bad map[section]bool) {
	for i, b := range n.buttons {
		var icon fyne.Resource
		if bad[section(i)] {
			icon = theme.WarningIcon()
		}
		if b.Icon != icon {
			b.SetIcon(icon)
		}
	}
}

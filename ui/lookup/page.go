package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// page is something about the open report that needs more room than the pane has: it
// stands in place of rows and report until Esc or Back. A new question closes it.
type page struct {
	title   string
	facts   string            // beside the title, quiet
	content fyne.CanvasObject // gets all the room there is
	actions []fyne.CanvasObject
	text    func() string // what Copy copies; nil for none
	key     func(fyne.KeyName) bool
	again   func() // asks anew (F5); may be nil
	closed  func() // ends what the page has under way; may be nil
}

// pageView shows one page at a time, with the way back at its top left.
type pageView struct {
	title, facts *look.Text
	line         *fyne.Container
	frame        *fyne.Container
	object       *fyne.Container
	hooks        paneHooks
	now          *page
}

func newPageView(h paneHooks, back func()) *pageView {
	v := &pageView{
		title: look.NewText("", theme.ColorNameForeground, 1.2, fyne.TextStyle{Bold: true}),
		facts: look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{}),
		hooks: h,
	}
	v.title.SetMinRunes(60)
	v.facts.SetMinRunes(20)
	b := widget.NewButtonWithIcon(words.T("lookup.page.back"), theme.NavigateBackIcon(), back)
	v.line = container.New(&lineLayout{grow: 2, yield: 1, gap: 12}, look.Sized(b, 96, look.TargetPrimary), v.title, v.facts)
	v.frame = container.NewStack()
	v.object = container.New(&stackLayout{grow: func() fyne.CanvasObject { return v.frame }, least: 100, gap: 8}, v.line, v.frame)
	v.object.Hide()
	return v
}

// show puts p in the place of the one before.
func (v *pageView) show(p *page) {
	v.end()
	v.now = p
	v.title.SetText(p.title)
	v.facts.SetText(p.facts)
	v.line.Objects = v.line.Objects[:3:3]
	for _, a := range p.actions {
		v.line.Add(a)
	}
	if p.text != nil {
		v.line.Add(look.Sized(newCopyButton(words.T("lookup.copy"), v.hooks, p.text), 96, look.TargetPrimary))
	}
	v.frame.Objects = []fyne.CanvasObject{p.content}
	v.frame.Refresh()
	v.object.Show()
	v.object.Refresh()
}

// renew changes the quiet facts beside the title.
func (v *pageView) renew(p *page, facts string) {
	p.facts = facts
	if v.now == p {
		v.facts.SetText(facts)
	}
}

// end takes the page away and ends what it has under way.
func (v *pageView) end() {
	p := v.now
	if p == nil {
		return
	}
	v.now = nil
	v.object.Hide()
	v.frame.Objects = nil
	if p.closed != nil {
		p.closed()
	}
}

// openPage shows a page in place of rows and report.
func (p *Panel) openPage(pg *page) {
	p.paging.stop()
	p.under.Hide() // what lies under a page must not get its taps
	p.pages.show(pg)
	p.paintWay()
	p.refocus()
}

// closePage goes back to rows and report; it reports whether a page was open.
func (p *Panel) closePage() bool {
	if p.pages.now == nil {
		return false
	}
	p.paging.stop()
	p.pages.end()
	p.under.Show()
	p.body.Refresh()
	p.paintWay()
	p.refocus()
	return true
}

// pairs shows names and values in two columns below each other; values can be selected.
func pairs(rows [][2]string) fyne.CanvasObject {
	box := container.New(layout.NewCustomPaddedVBoxLayout(6))
	for _, row := range rows {
		if row[1] == "" {
			head := look.NewText(row[0], theme.ColorNameForeground, 1.07, fyne.TextStyle{Bold: true})
			box.Add(container.NewVBox(layout.NewSpacer(), head))
			continue
		}
		name := look.NewText(row[0], look.ColorQuiet, 1, fyne.TextStyle{})
		name.SetMinRunes(40)
		left := container.NewVBox(look.Sized(name, pairNames, 0))
		box.Add(container.New(layout.NewBorderLayout(nil, nil, left, nil), left, wrapped(row[1])))
	}
	return box
}

// pairNames is the width of the names' column, in points at scale 1.
const pairNames = 200

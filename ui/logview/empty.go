package logview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// emptyState says what will stand in the pane, or that the filter hides all there is.
type emptyState struct {
	root   *fyne.Container
	title  *look.Text
	advice *look.Text
	all    fyne.CanvasObject

	isWrong bool // it tells of an expression
}

func newEmptyState(showAll func()) *emptyState {
	e := &emptyState{
		title:  look.NewText("", theme.ColorNameForeground, 1.1, fyne.TextStyle{Bold: true}),
		advice: look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{}),
		all:    look.Target(widget.NewButton(words.T("logview.empty.all"), showAll), false),
	}
	for _, t := range []*look.Text{e.title, e.advice} {
		t.SetAlign(fyne.TextAlignCenter)
		t.SetMinRunes(80)
	}
	e.root = container.NewStack(look.NewGround(theme.ColorNameBackground, "", 0), // over the rows
		container.NewCenter(container.NewVBox(e.title, e.advice, container.NewCenter(e.all))))
	return e
}

func (e *emptyState) hide() {
	e.isWrong = false
	e.root.Hide()
}

// wrong says what is wrong with the filter's expression.
func (e *emptyState) wrong(why string) {
	e.isWrong = true
	e.title.SetText(words.T("logview.wrong.title"))
	e.advice.SetText(why)
	e.all.Hide()
	e.root.Show()
	e.root.Refresh()
}

// show says why no row is there: held lines are kept, everything tells that none of
// them is hidden.
func (e *emptyState) show(held int64, everything bool) {
	title, advice := words.T("logview.none.title"), words.T("logview.none.advice", thousands(held))
	hides := held > 0 && !everything
	if !hides {
		title, advice = words.T("logview.empty.title"), words.T("logview.empty.advice")
	}
	if e.root.Visible() && e.title.Full() == title && e.advice.Full() == advice {
		return
	}
	e.title.SetText(title)
	e.advice.SetText(advice)
	e.all.Hide()
	if hides {
		e.all.Show()
	}
	e.root.Show()
	e.root.Refresh()
}

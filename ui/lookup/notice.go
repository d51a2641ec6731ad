package lookup

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// press is one button of a notice.
type press struct {
	label   string
	primary bool
	do      func()
}

// notice is a state in words: what is so, what still works, what to do. Empty, waiting
// and failed all are one.
type notice struct {
	shape     look.Shape
	color     fyne.ThemeColorName
	title     string
	body      []string
	pointsFor string   // what the points are
	points    []string // things to do, one a line
	technical string   // the cause, one tap away
	presses   []press
}

// same reports whether two notices read alike and offer the same.
func (n notice) same(o notice) bool {
	return n.shape == o.shape && n.color == o.color && n.title == o.title && n.technical == o.technical &&
		n.pointsFor == o.pointsFor && slices.Equal(n.body, o.body) && slices.Equal(n.points, o.points) &&
		slices.EqualFunc(n.presses, o.presses, func(a, b press) bool { return a.label == b.label && a.primary == b.primary })
}

// noticeView shows one notice at a time, in the middle of whatever room it gets.
type noticeView struct {
	object fyne.CanvasObject
	column *fyne.Container
	first  *widget.Label // the first paragraph, which may count down
	now    notice

	hooks paneHooks
}

func newNoticeView(h paneHooks) *noticeView {
	v := &noticeView{column: container.New(layout.NewCustomPaddedVBoxLayout(10)), hooks: h}
	v.object = container.NewVScroll(look.Inset(container.New(&columnLayout{width: 620}, v.column), 5, 4))
	return v
}

// set shows n; the same notice again leaves everything as it is, the opened cause too.
func (v *noticeView) set(n notice) {
	if v.now.same(n) {
		return
	}
	v.now = n
	title := look.NewText(n.title, theme.ColorNameForeground, 1.35, fyne.TextStyle{Bold: true})
	mark := look.NewMark(n.shape, n.color, titleMark)
	objects := []fyne.CanvasObject{container.New(&lineLayout{grow: 1, yield: -1, gap: titleGap}, mark, title)}
	v.first = nil
	for _, text := range n.body {
		if text == "" {
			continue
		}
		l := paragraph(text)
		if v.first == nil {
			v.first = l
		}
		objects = append(objects, underTitle(container.New(&flushLayout{}, l)))
	}
	if len(n.points) > 0 {
		objects = append(objects, underTitle(points(n)))
	}
	if row := v.buttons(n); row != nil {
		objects = append(objects, underTitle(row))
	}
	v.column.Objects = objects
	v.column.Refresh()
	v.object.Refresh()
}

// Side of the mark before the title and the distance between them, in points at scale 1.
const (
	titleMark = 28
	titleGap  = 12
)

// underTitle moves o under the title's text, past the mark.
func underTitle(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&indentLayout{titleMark + titleGap}, o)
}

// tick changes the first paragraph alone.
func (v *noticeView) tick(text string) {
	if v.first != nil && v.first.Text != text {
		v.first.SetText(text)
	}
}

func paragraph(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

func points(n notice) fyne.CanvasObject {
	box := container.New(layout.NewCustomPaddedVBoxLayout(6))
	if n.pointsFor != "" {
		head := paragraph(n.pointsFor)
		head.TextStyle.Bold = true
		box.Add(container.New(&flushLayout{}, head))
	}
	for _, p := range n.points {
		bullet := container.NewVBox(look.NewText("•", look.ColorQuiet, 1, fyne.TextStyle{}))
		box.Add(container.New(layout.NewBorderLayout(nil, nil, bullet, nil), bullet, container.New(&flushLayout{}, paragraph(p))))
	}
	return box
}

// buttons is the row of what can be pressed, with the technical cause behind it.
func (v *noticeView) buttons(n notice) fyne.CanvasObject {
	row := container.New(layout.NewRowWrapLayout())
	for _, p := range n.presses {
		b := widget.NewButton(p.label, func() { p.do(); v.hooks.after() })
		if p.primary {
			b.Importance = widget.HighImportance
		}
		row.Add(look.Sized(b, 96, look.TargetPrimary))
	}
	if n.technical == "" {
		if len(row.Objects) == 0 {
			return nil
		}
		return look.Inset(row, 0, 1)
	}
	cause := widget.NewLabel(n.technical)
	cause.Wrapping, cause.Selectable, cause.TextStyle.Monospace = fyne.TextWrapBreak, true, true
	cause.SizeName = theme.SizeNameCaptionText
	cause.Hide()
	row.Add(look.Sized(widget.NewButton(words.T("lookup.technical"), func() {
		shown(cause, !cause.Visible())
		v.column.Refresh()
		v.object.Refresh()
		v.hooks.after()
	}), 96, look.TargetPrimary))
	copyAll := newCopyButton(words.T("lookup.copy"), v.hooks, func() string { return joinFull("\n", n.title, n.technical) })
	row.Add(look.Sized(copyAll, 96, look.TargetPrimary))
	return container.NewVBox(look.Inset(row, 0, 1), cause)
}

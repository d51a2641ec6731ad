package settings

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
)

// para is text that wraps, in a colour of the theme.
type para struct {
	*widget.RichText
	seg *widget.TextSegment
}

func newPara(text string, c fyne.ThemeColorName) para {
	seg := &widget.TextSegment{Text: text, Style: widget.RichTextStyle{ColorName: c, SizeName: theme.SizeNameText}}
	r := widget.NewRichText(seg)
	r.Wrapping = fyne.TextWrapWord
	return para{r, seg}
}

// caption is a para of second-rank size.
func caption(text string, c fyne.ThemeColorName) para {
	p := newPara(text, c)
	p.seg.Style.SizeName = theme.SizeNameCaptionText
	return p
}

// set changes text and colour; an empty text takes no room.
func (p para) set(text string, c fyne.ThemeColorName) {
	if p.seg.Text != text || p.seg.Style.ColorName != c {
		p.seg.Text, p.seg.Style.ColorName = text, c
		p.Refresh()
	}
	if text == "" {
		p.Hide()
	} else {
		p.Show()
	}
}

// text is what it says.
func (p para) text() string { return p.seg.Text }

// note is the line beneath a field: what is wrong, what overrules it, or quietly
// where the value comes from. What matters has a mark as well as a colour.
type note struct {
	root *fyne.Container
	mark *look.Mark
	para para
	room *fyne.Container // of the mark; hidden with it
}

func newNote() *note {
	n := &note{mark: look.NewMark(look.ShapeErrored, look.ColorAttention, 12), para: caption("", look.ColorQuiet)}
	n.room = look.Inset(n.mark, 1, 0)
	n.root = container.NewBorder(nil, nil, n.room, nil, n.para)
	n.quiet("")
	return n
}

func (n *note) quiet(text string) {
	n.room.Hide()
	n.show(text, look.ColorQuiet)
}

func (n *note) attention(text string) {
	n.mark.Set(look.ShapeErrored, look.ColorAttention)
	n.room.Show()
	n.show(text, look.ColorAttentionText)
}

func (n *note) bad(text string) {
	n.mark.Set(look.ShapeFailed, look.ColorBad)
	n.room.Show()
	n.show(text, look.ColorBadText)
}

func (n *note) good(text string) {
	n.mark.Set(look.ShapePassed, look.ColorGood)
	n.room.Show()
	n.show(text, look.ColorGoodText)
}

func (n *note) show(text string, c fyne.ThemeColorName) {
	n.para.set(text, c)
	if text == "" {
		n.root.Hide()
		return
	}
	n.root.Show()
	n.root.Refresh()
}

// text is what the note says.
func (n *note) text() string { return n.para.text() }

// heading is the title of a group of fields.
func heading(text string) fyne.CanvasObject {
	return look.NewText(text, theme.ColorNameForeground, 1.15, fyne.TextStyle{Bold: true})
}

// space keeps steps of the grid free.
func space(steps float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	return look.Sized(r, steps*look.Grid, steps*look.Grid)
}

// formRow puts a label to the left of a control, and a note beneath the control.
func formRow(label string, control, below fyne.CanvasObject) fyne.CanvasObject {
	name := look.NewText(label, theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true})
	name.SetMinRunes(40)
	left := container.NewVBox(look.Sized(name, labelWidth, look.TargetPrimary))
	return flowing(formWidth, 0, left, container.NewVBox(control, below))
}

// labelWidth is the width of the labels' column, and formWidth that from which labels
// stand beside their fields, in points at scale 1.
const (
	labelWidth = 180
	formWidth  = 480
)

// tall gives a control the height a gloved finger needs.
func tall(o fyne.CanvasObject) *fyne.Container {
	return container.NewStack(look.Sized(o, 0, look.TargetPrimary))
}

// wide asks for a width for a control that stands alone in its row.
func wide(o fyne.CanvasObject, width float32) fyne.CanvasObject {
	return container.NewHBox(look.Sized(o, width, look.TargetPrimary))
}

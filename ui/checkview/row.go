package checkview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/check"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// Widths of a row's columns, in points at scale 1.
const (
	nameWidth = 124
	tookWidth = 84
)

// row is one layer: mark, name, what was found and how long that took; beneath it what
// to do, the cause, and the certificate.
type row struct {
	id        check.StepID
	root      *fyne.Container
	mark      *look.Mark
	name      *look.Text
	took      *look.Text
	texts     *fyne.Container
	title     *widget.Label
	advice    *widget.Label
	technical *widget.Label
	cert      *certificate // nil but for TLS
}

func newRow(id check.StepID, selectable bool, opened func(fyne.CanvasObject, bool)) *row {
	r := &row{id: id,
		mark:  look.NewMark(look.ShapeUnknown, look.ColorUnknown, 16),
		name:  look.NewText(words.CheckStep(id), theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true}),
		took:  look.NewText("", look.ColorQuiet, 0.9, fyne.TextStyle{}),
		title: text(selectable), advice: text(selectable), technical: text(selectable)}
	r.name.SetMinRunes(40)
	r.took.SetAlign(fyne.TextAlignTrailing)
	r.technical.SizeName, r.technical.Importance = theme.SizeNameCaptionText, widget.LowImportance
	r.texts = container.New(&linesLayout{}, r.title, r.advice, r.technical)
	body := container.NewVBox(r.texts)
	if id == check.TLS {
		r.cert = newCertificate(selectable, opened)
		body.Add(r.cert.root)
	}
	height := lineHeight()
	left := container.NewVBox(container.NewHBox(look.Sized(r.mark, 20, height), look.Sized(r.name, nameWidth, height)))
	right := container.NewVBox(look.Sized(r.took, tookWidth, height))
	r.root = container.NewBorder(nil, nil, left, right, body)
	return r
}

// lineHeight is the height of a label of one line, in points at scale 1.
func lineHeight() float32 {
	text := fyne.MeasureText("M", theme.TextSize(), fyne.TextStyle{}).Height
	return (text + 2*theme.InnerPadding()) / look.Unit(theme.Current())
}

// text is a wrapping text that takes no room while it is empty.
func text(selectable bool) *widget.Label {
	l := widget.NewLabel("")
	l.Wrapping, l.Selectable = fyne.TextWrapWord, selectable
	return l
}

func (r *row) waiting() {
	r.show(look.ShapeUnknown, look.ColorUnknown, words.Trouble{}, widget.LowImportance)
}

func (r *row) checking() {
	r.show(look.ShapeHalfOpen, look.ColorInfo, words.Trouble{Title: words.T("check.checking")}, widget.LowImportance)
}

func (r *row) found(f check.Result) {
	w := words.CheckResult(f)
	switch f.State {
	case check.Failed:
		r.show(look.ShapeFailed, look.ColorBad, w, widget.DangerImportance)
	case check.Notice:
		r.show(look.ShapeErrored, look.ColorAttention, w, widget.WarningImportance)
	case check.Well:
		r.show(look.ShapePassed, look.ColorGood, w, widget.MediumImportance)
	case check.NotTried:
		r.show(look.ShapeUnknown, look.ColorUnknown, w, widget.LowImportance)
	default:
		r.show(look.ShapeSkipped, look.ColorUnknown, w, widget.LowImportance)
	}
	r.took.SetText(words.CheckTook(f))
	if r.cert != nil {
		r.cert.set(f.Cert)
	}
}

// show paints mark and texts.
func (r *row) show(s look.Shape, c fyne.ThemeColorName, w words.Trouble, i widget.Importance) {
	r.mark.Set(s, c)
	r.took.SetText("")
	put(r.title, w.Title, i)
	put(r.advice, w.Advice, widget.MediumImportance)
	put(r.technical, w.Technical, widget.LowImportance)
	r.texts.Refresh()
	if r.cert != nil {
		r.cert.set(nil)
	}
}

// fold closes what was opened.
func (r *row) fold() {
	if r.cert != nil {
		r.cert.fold()
	}
}

// put changes a text; nothing is painted when it stays.
func put(l *widget.Label, text string, i widget.Importance) {
	if l.Text != text || l.Importance != i {
		l.Importance = i
		l.SetText(text)
	}
	if l.Visible() == (text == "") {
		l.Hidden = text == ""
		l.Refresh()
	}
}

package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/width"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// textView shows a text of any length in monospace: lines that are too long go on in the
// next row, so that all of it can be read by going down. Rows are made while they are in
// sight only.
type textView struct {
	widget.BaseWidget

	text    string
	columns int
	rows    []string
	list    *textRows
	pages   fyne.CanvasObject // the page buttons: Fyne's lists do not scroll by finger
}

// textRows is a list that gives away the keys it has no use for.
type textRows struct {
	widget.List
	char func(rune)
	key  func(*fyne.KeyEvent)
	page func(float32)
}

// TypedKey moves by pages and hands every other key on.
func (l *textRows) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyPageUp, fyne.KeyUp:
		l.page(-1)
	case fyne.KeyPageDown, fyne.KeyDown, fyne.KeySpace:
		l.page(1)
	case fyne.KeyHome:
		l.ScrollToTop()
	case fyne.KeyEnd:
		l.ScrollToBottom()
	default:
		l.key(e)
	}
}

// TypedRune hands characters on: they may be a scan.
func (l *textRows) TypedRune(r rune) { l.char(r) }

// viewSize is the type size relative to the text's.
const viewSize = 0.88

func newTextView(char func(rune), key func(*fyne.KeyEvent)) *textView {
	v := &textView{list: &textRows{char: char, key: key}}
	v.list.page = v.page
	v.list.Length = func() int { return len(v.rows) }
	v.list.CreateItem = func() fyne.CanvasObject {
		t := look.NewText("", theme.ColorNameForeground, viewSize, fyne.TextStyle{Monospace: true})
		t.SetMinRunes(1)
		return t
	}
	v.list.UpdateItem = func(i int, o fyne.CanvasObject) {
		text := ""
		if i < len(v.rows) {
			text = v.rows[i]
		}
		o.(*look.Text).SetText(text)
	}
	v.list.HideSeparators = true
	v.list.ExtendBaseWidget(v.list)
	up := newIconButton(words.T("bundle.page_up"), theme.MoveUpIcon(), func() { v.page(-1) })
	down := newIconButton(words.T("bundle.page_down"), theme.MoveDownIcon(), func() { v.page(1) })
	v.pages = container.NewHBox(look.Sized(up, look.TargetPrimary, look.TargetPrimary), look.Sized(down, look.TargetPrimary, look.TargetPrimary))
	v.ExtendBaseWidget(v)
	return v
}

// SetText shows another text from its begin.
func (v *textView) SetText(text string) {
	if v.text == text {
		return
	}
	v.text = text
	v.wrap()
	v.list.ScrollToTop()
}

// page moves by what is in sight, less two rows as a hold for the eye.
func (v *textView) page(dir float32) {
	h := v.list.Size().Height - 2*v.rowHeight()
	v.list.ScrollToOffset(max(0, v.list.GetScrollOffset()+dir*max(h, v.rowHeight())))
}

func (v *textView) rowHeight() float32 {
	return fyne.MeasureText("M", v.points(), fyne.TextStyle{Monospace: true}).Height + theme.Padding()
}

func (v *textView) points() float32 { return theme.Size(theme.SizeNameText) * viewSize }

// wrap lays the text out for the width there is.
func (v *textView) wrap() {
	v.rows = wrapColumns(v.text, v.columns)
	v.list.Refresh()
}

// tabWidth is how far tabs stand apart, in columns.
const tabWidth = 4

// wrapColumns cuts a text into rows of at most so many columns; 0 for no bound. Characters
// of East Asia take two columns, tabs go to the next stop.
func wrapColumns(text string, columns int) []string {
	var rows []string
	text = strings.TrimSuffix(text, "\n")
	for line := range strings.SplitSeq(text, "\n") {
		var row strings.Builder
		at := 0
		for _, r := range line {
			shown, n := string(r), 1
			switch {
			case r == '\t':
				n = tabWidth - at%tabWidth
				shown = strings.Repeat(" ", n)
			case r >= 0x1100:
				if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
					n = 2
				}
			}
			if columns > 0 && at+n > columns && at > 0 {
				rows = append(rows, row.String())
				row.Reset()
				at = 0
			}
			row.WriteString(shown)
			at += n
		}
		rows = append(rows, row.String())
	}
	return rows
}

// Resize wraps the text anew where another number of columns fits.
func (v *textView) Resize(size fyne.Size) {
	v.BaseWidget.Resize(size)
	one := fyne.MeasureText(strings.Repeat("0", 100), v.points(), fyne.TextStyle{Monospace: true}).Width / 100
	room := size.Width - theme.Size(theme.SizeNameScrollBar)
	if n := max(8, int(room/one)); n != v.columns {
		v.columns = n
		v.wrap()
	}
}

// CreateRenderer is for Fyne.
func (v *textView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.list) }

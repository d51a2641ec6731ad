package lookup

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// detailPane is the strip below the tree that shows the whole of what is chosen:
// full name, exact values, messages. It can be selected, copied, and made taller.
type detailPane struct {
	title, body *widget.Label
	scroll      *container.Scroll
	tall        *widget.Button
	history     fyne.CanvasObject // shown where the chosen row has one
	chart       fyne.CanvasObject
	buttons     *fyne.Container
	object      *fyne.Container
	now         detail
	isTall      bool
}

// What of the strip's height is no text, in points at scale 1, and the part of the pane
// it may take.
const (
	detailInsets = 16
	detailShare  = 0.13
	detailTall   = 0.5
)

func newDetailPane(h paneHooks, chosen func() item, resized func()) *detailPane {
	p := &detailPane{title: paragraph(""), body: paragraph("")}
	p.title.TextStyle.Bold = true
	p.body.SizeName = theme.SizeNameCaptionText
	p.title.Selectable, p.body.Selectable = true, true
	p.title.Wrapping, p.body.Wrapping = fyne.TextWrapBreak, fyne.TextWrapBreak
	p.scroll = container.NewVScroll(look.Inset(container.New(layout.NewCustomPaddedVBoxLayout(0),
		container.New(&flushLayout{}, p.title), container.New(&flushLayout{}, p.body)), 0, 1))
	copyAll := newCopyButton("", h, func() string { return p.now.text() })
	p.tall = widget.NewButtonWithIcon("", theme.MenuDropUpIcon(), func() {
		p.isTall = !p.isTall
		if p.isTall {
			p.tall.SetIcon(theme.MenuDropDownIcon())
		} else {
			p.tall.SetIcon(theme.MenuDropUpIcon())
		}
		resized()
	})
	p.history = look.Sized(widget.NewButtonWithIcon("", theme.HistoryIcon(), func() { h.history(chosen()) }), 44, 36)
	p.chart = look.Sized(widget.NewButtonWithIcon("", chartIcon, func() { h.chart(int(chosen().row)) }), 44, 36)
	p.history.Hide()
	p.chart.Hide()
	p.buttons = container.NewHBox(p.chart, p.history, look.Sized(p.tall, 44, 36), look.Sized(copyAll, 44, 36))
	p.object = container.NewStack(look.NewGround(look.ColorPanel, look.ColorLine, 8),
		look.Inset(container.NewBorder(nil, nil, nil, container.NewVBox(p.buttons), p.scroll), 3, 1))
	return p
}

// set shows d.
func (p *detailPane) set(d detail) {
	if d == (detail{}) {
		d.body = words.T("lookup.detail.empty")
	}
	if p.now == d {
		return
	}
	p.now = d
	p.title.SetText(d.title)
	p.body.SetText(d.body)
	shown(p.title, d.title != "")
	if p.history.Visible() != d.history || p.chart.Visible() != d.chart {
		shown(p.history, d.history)
		shown(p.chart, d.chart)
		p.object.Refresh()
	}
	p.scroll.Offset = fyne.Position{}
	p.scroll.Refresh()
}

// height is what the strip takes of a pane so high: a title and whole lines below it.
func (p *detailPane) height(all float32) float32 {
	share := float32(detailShare)
	if p.isTall {
		share = detailTall
	}
	title := fyne.MeasureText("M", theme.TextSize(), fyne.TextStyle{Bold: true}).Height
	line := fyne.MeasureText("M", theme.CaptionTextSize(), fyne.TextStyle{}).Height
	around := title + detailInsets*unit()
	lines := math.Floor(float64((all*share - around) / line))
	return around + line*float32(max(1, lines))
}

package lookup

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// banner is the head of a report: the verdict by shape, word and colour, the unit, the
// time; then who, what, where and the id. A tap on it shows the rest.
type banner struct {
	mark    *look.Mark
	verdict *look.Text
	tag     *look.Text
	unit    *look.Text
	when    *look.Text
	who     *look.Text
	id      *look.Text
	odd     *look.Text
	oddLine fyne.CanvasObject
	object  fyne.CanvasObject
}

// newBanner makes one; tapped shows the report's details.
func newBanner(tapped func(), h paneHooks) *banner {
	bold := fyne.TextStyle{Bold: true}
	b := &banner{
		mark:    look.NewMark(look.ShapeUnknown, look.ColorUnknown, 26),
		verdict: look.NewText("", look.ColorQuiet, 1.43, bold),
		tag:     look.NewText(words.T("lookup.repair"), look.ColorInfoText, 0.86, bold),
		unit:    look.NewText("", theme.ColorNameForeground, 1.07, bold),
		when:    look.NewText("", theme.ColorNameForeground, 1, fyne.TextStyle{}),
		who:     look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{}),
		id:      look.NewText("", look.ColorQuiet, 0.86, fyne.TextStyle{Monospace: true}),
		odd:     look.NewText("", look.ColorAttentionText, 1, fyne.TextStyle{}),
	}
	b.verdict.SetMinRunes(24)
	b.when.SetMinRunes(32)
	b.id.SetMinRunes(40)
	b.who.SetMinRunes(100)
	more := widget.NewButtonWithIcon(words.T("lookup.more.button"), theme.MenuDropDownIcon(), nil)
	more.IconPlacement = widget.ButtonIconTrailingText
	more.OnTapped = func() {
		h.after()
		if c := canvasOf(more); c != nil {
			widget.ShowPopUpMenuAtRelativePosition(h.menu(), c, fyne.NewPos(0, more.Size().Height), more)
		}
	}
	first := container.New(&lineLayout{grow: 3, yield: -1, gap: 10}, b.mark, b.verdict, b.tag, b.unit, b.when)
	second := container.New(&lineLayout{grow: 0, yield: 1, gap: 6}, b.who, b.id, look.Sized(more, 76, look.TargetSecondary))
	b.oddLine = container.New(&lineLayout{grow: 1, yield: -1, gap: 8},
		look.NewMark(look.ShapeErrored, look.ColorAttention, 16), b.odd)
	b.object = look.NewTap(container.New(layout.NewCustomPaddedVBoxLayout(0), first, second, b.oddLine), words.T("lookup.show"), tapped)
	return b
}

// set shows d's head.
func (b *banner) set(d *document, run *int, now time.Time) {
	r := d.rep
	v := r.Verdict()
	b.mark.Set(verdictShape(v), verdictColor(v))
	b.verdict.SetText(words.Verdict(v))
	b.verdict.SetColor(verdictText(v))
	shown(b.tag, isRepair(r.Type))
	b.unit.SetText(unitLine(r))
	again := ""
	if run != nil {
		again = words.T("lookup.run", *run)
	}
	when := words.When(r.Start.T, now)
	if when == "" {
		when = look.Visible(r.Start.Raw)
	}
	b.when.SetText(facts(when, again))
	b.who.SetText(whoLine(r))
	b.id.SetText(look.Visible(r.ID))
	b.odd.SetText(problemText(d))
	shown(b.oddLine, b.odd.Full() != "")
	b.object.Refresh()
}

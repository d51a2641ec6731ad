package ui

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/station"
	"stationcompanion/station/fingerprint"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// notice is the one quiet line under the header for what is wrong with the
// configuration or odd about this PC. It never blocks anything; put away, it comes back
// only when something else is.
type notice struct {
	text     *look.Paragraph
	what     *iconButton
	object   *fyne.Container
	problems []station.Problem
	hidden   []station.Problem     // what was put away
	found    []fingerprint.Finding // odd about this PC, the ones that were read as well
	read     func([]fingerprint.Finding)
	now      func() time.Time
	changed  func() // the line came or went
}

func newNotice(details, changed func()) *notice {
	n := &notice{text: look.NewParagraph("", theme.ColorNameForeground, 1, 1), changed: changed}
	n.now, n.read = time.Now, func([]fingerprint.Finding) {}
	mark := look.NewMark(look.ShapeErrored, look.ColorAttention, 14)
	n.what = newIconButton("", nil, details)
	n.what.SetLabel(words.T("window.notice.details"))
	n.what.Importance = widget.LowImportance
	dismiss := newIconButton(words.T("window.notice.dismiss"), theme.CancelIcon(), n.dismiss)
	dismiss.Importance = widget.LowImportance
	line := container.NewBorder(nil, nil, container.NewCenter(mark),
		container.NewHBox(look.Sized(n.what, 88, look.TargetSecondary), look.Sized(dismiss, look.TargetSecondary, look.TargetSecondary)),
		look.Inset(container.New(&middleLayout{}, n.text), 1, 0))
	n.object = container.NewStack(look.NewGround(look.ColorBand, "", 0), look.Inset(line, 4, 0.5))
	n.object.Hide()
	return n
}

// show takes over the newest problems.
func (n *notice) show(ps []station.Problem) {
	if slices.Equal(ps, n.problems) {
		return
	}
	n.problems = slices.Clone(ps)
	n.paint()
}

// paint puts the first of what is to be said on the line, and counts the rest.
func (n *notice) paint() {
	if ts := n.unread(); len(ts) > 0 {
		n.text.SetText(look.Visible(ts[0].Joined()))
		label := words.T("window.notice.details")
		if len(ts) > 1 {
			label = words.T("window.notice.details_n", len(ts))
		}
		n.what.SetLabel(label)
	}
	n.settle()
}

// dismiss puts the line away until something else is wrong. What is odd about the PC is
// not said again at the next start either.
func (n *notice) dismiss() {
	n.hidden = n.problems
	n.acknowledge()
	n.settle()
}

// settle shows or hides the line.
func (n *notice) settle() {
	visible := len(n.unread()) > 0
	if visible == n.object.Visible() {
		return
	}
	n.object.Hidden = !visible
	n.changed()
}

// troubles is everything to be told, in words: the PC first, because it is said once.
func (n *notice) troubles() []words.Trouble {
	var out []words.Trouble
	for _, f := range n.found {
		out = append(out, words.Identity(f, n.now()))
	}
	for _, p := range n.problems {
		out = append(out, words.Problem(p))
	}
	return out
}

// all is every note as text for a person and for copying.
func (n *notice) all() string {
	var b strings.Builder
	for i, t := range n.troubles() {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(strings.TrimSpace(t.Title + "\n" + t.Advice))
		if t.Technical != "" {
			b.WriteString("\n" + t.Technical)
		}
	}
	return b.String()
}

// middleLayout centres its one object in the height and gives it the whole width.
type middleLayout struct{}

func (*middleLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (*middleLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := o[0].MinSize().Height
	put(o[0], 0, (size.Height-h)/2, size.Width, h)
}

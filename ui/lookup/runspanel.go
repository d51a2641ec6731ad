package lookup

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// Bounds of the lines above a page's list: how many there are at most, and from how many
// on they stand in two columns.
const (
	linesBound   = 6
	linesColumns = 4
)

// runsPanel is one line per operation of a unit, and what else is to be said of it.
type runsPanel struct {
	lines  *fyne.Container
	said   *fyne.Container
	object fyne.CanvasObject
}

func newRunsPanel() *runsPanel {
	r := &runsPanel{lines: container.NewStack(), said: container.New(layout.NewCustomPaddedVBoxLayout(2))}
	box := container.New(layout.NewCustomPaddedVBoxLayout(4), r.lines, r.said)
	r.object = container.NewStack(look.NewGround(look.ColorPanel, look.ColorLine, 8), look.Inset(box, 3, 2))
	return r
}

// said is a sentence below the lines.
type said struct {
	text  string
	color fyne.ThemeColorName
}

// set shows the operations of t in the order of their first run.
func (r *runsPanel) set(t client.Timeline) {
	var lines []fyne.CanvasObject
	for _, o := range t.Operations {
		lines = append(lines, verdictLine(o.Last, operationOf(t, o), words.Runs(o)))
	}
	columns := 1
	if len(lines) >= linesColumns {
		columns = 2
	}
	r.fill(lines, columns, said{words.Verification(t), look.ColorQuiet}, said{words.TimelineNotes(t), look.ColorAttentionText})
}

// fill shows lines, as many as are allowed, and the sentences that say something.
func (r *runsPanel) fill(lines []fyne.CanvasObject, columns int, more ...said) {
	left := ""
	if len(lines) > linesBound {
		left = words.T("unit.more", len(lines)-(linesBound-1))
		lines = lines[:linesBound-1]
	}
	r.lines.Objects = []fyne.CanvasObject{container.NewGridWithColumns(columns, lines...)}
	shown(r.lines, len(lines) > 0)
	r.said.Objects = nil
	for _, s := range append([]said{{left, look.ColorQuiet}}, more...) {
		if s.text == "" {
			continue
		}
		line := look.NewText(s.text, s.color, 1, fyne.TextStyle{})
		line.SetMinRunes(20)
		r.said.Add(line)
	}
	shown(r.said, len(r.said.Objects) > 0)
	shown(r.object, r.lines.Visible() || r.said.Visible())
	r.object.Refresh()
}

// verdictLine is a named line with a verdict's mark.
func verdictLine(v report.Verdict, name, text string) fyne.CanvasObject {
	return namedLine(look.NewMark(verdictShape(v), verdictColor(v), 16), name, text)
}

// namedLine is a mark, a name, and facts in a column of their own.
func namedLine(mark fyne.CanvasObject, name, text string) fyne.CanvasObject {
	what := look.NewText(name, theme.ColorNameForeground, 1, fyne.TextStyle{Bold: true})
	said := look.NewText(text, look.ColorQuiet, 1, fyne.TextStyle{})
	what.SetMinRunes(8)
	said.SetMinRunes(8)
	return container.New(&namedLayout{}, mark, what, said)
}

// namedLayout is the line of a mark, a name and its facts: the names of lines below each
// other all have the same width.
type namedLayout struct{}

// nameShare is how much of the line the name gets, nameWidth at most (points at scale 1).
const (
	nameShare = 0.36
	nameWidth = 208
)

// MinSize is one line.
func (*namedLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	u := unit()
	return fyne.NewSize(240*u, max(22*u, o[1].MinSize().Height))
}

// Layout puts the columns side by side.
func (*namedLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	u := unit()
	place(o[0], 0, (size.Height-16*u)/2, 16*u, 16*u)
	x := 26 * u
	name := min(nameWidth*u, size.Width*nameShare)
	place(o[1], x, 0, name, size.Height)
	x += name + 8*u
	place(o[2], x, 0, size.Width-x, size.Height)
}

// operationOf names an operation, and the part where the timeline is of several.
func operationOf(t client.Timeline, o client.OperationRuns) string {
	part := ""
	if len(t.Parts) > 1 {
		part = look.Visible(o.Part)
	}
	return facts(operation(o.ProcessName, o.ProcessCode), part)
}

// reportLine is a report of a list as one plain line.
func reportLine(h report.Header) string {
	kind := ""
	if isRepair(h.ReportType) {
		kind = words.T("lookup.repair")
	}
	return facts(words.FullTime(h.Start), kind, words.Verdict(h.Verdict()), operation(h.ProcessName, h.ProcessCode), rowFacts(h, false, ""))
}

// growing stacks objects and gives list what is left.
func growing(list fyne.CanvasObject) fyne.Layout {
	return &stackLayout{grow: func() fyne.CanvasObject { return list }, least: 2 * rowHeight, gap: 6}
}

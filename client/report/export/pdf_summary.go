package export

import (
	"strconv"
	"strings"

	"stationcompanion/client/report"
)

// summary draws the first page: what there is to know at a glance.
func (d *doc) summary() {
	d.verdictStrip()
	d.unit()
	if d.rep.Incomplete {
		d.notice("This report is incomplete: what could be read is here. What is missing stands at the end.")
	}
	d.headGrid()
	if d.rep.Type == "R" {
		d.repaired()
		return
	}
	if d.hasFirst {
		d.firstFailure()
		d.firstPlot()
		d.failingList()
		return
	}
	d.calm()
}

// verdictStrip is the verdict as shape, word and colour, with kind and time.
func (d *doc) verdictStrip() {
	const h = 46.0
	v := d.rep.Verdict()
	d.fill(d.left, d.y, d.width(), h, verdictInk(v))
	d.mark(v, d.left+14, d.y+11, 24, white)
	word := letters{bold, 24, white}
	d.text(d.left+50, d.y+31.5, word, verdictWord(v))
	kind := "Test report"
	if d.rep.Type == "R" {
		kind = "Repair report"
	}
	d.textRight(d.right-14, d.y+20, bodyBold.in(white).sized(10.5), kind)
	if at := when(d.rep.Start, d.zone()); len(at) < 40 {
		d.textRight(d.right-14, d.y+35, body.in(white).sized(10), at)
	}
	d.y += h + 12
}

// unit is part, revision and serial number, and where the report comes from.
func (d *doc) unit() {
	l := letters{bold, 15, black}
	if len(d.wrapped(l, unitLine(d.rep), d.width())) > 2 {
		l.size = 11
	}
	d.paragraph(d.left, l, unitLine(d.rep))
	made := ""
	if !d.opt.Now.IsZero() {
		made = "printed " + d.opt.Now.Format(fullTime)
	}
	if line := facts(labelled("From", oneLine(d.opt.Source)), made, oneLine(d.opt.Program)); line != "" {
		d.y++
		d.paragraph(d.left, soft, line)
	}
	d.y += 8
}

// notice is a sentence in a frame with the sign for attention.
func (d *doc) notice(text string) {
	rows := d.wrapped(bodyBold, text, d.width()-34)
	h := float64(len(rows))*bodyBold.height() + 10
	d.need(h)
	d.fill(d.left, d.y, d.width(), h, panel)
	d.fill(d.left, d.y, 3, h, warnInk)
	d.mark(report.Errored, d.left+11, d.y+6, 10, warnInk)
	for i, row := range rows {
		d.text(d.left+28, d.y+5+bodyBold.size+float64(i)*bodyBold.height(), bodyBold, row)
	}
	d.y += h + 8
}

// headGrid is the facts in two columns, and what is long below them.
func (d *doc) headGrid() {
	const labelWidth, gap = 66.0, 16.0
	col := (d.width() - gap) / 2
	var sides [2][]fact
	var wide []fact
	var short []fact
	for _, f := range headFacts(d.rep, d.zone()) {
		switch f.label {
		case "Part number", "Serial number", "Revision":
		case "Comment", "Error":
			wide = append(wide, f)
		default:
			short = append(short, f)
		}
	}
	half := (len(short) + 1) / 2
	sides[0], sides[1] = short[:half], short[half:]
	top, low := d.y, d.y
	for i, side := range sides {
		x, y := d.left+float64(i)*(col+gap), top
		for _, f := range side {
			y = d.factAt(x, y, labelWidth, col-labelWidth, f)
		}
		low = max(low, y)
	}
	d.y = low
	for _, f := range wide {
		f.value = clipLines(f.value, 8)
		d.y = d.factAt(d.left, d.y, labelWidth, d.width()-labelWidth, f)
	}
	d.y += 10
}

// factAt draws a label and its value, wrapped, and gives the place below.
func (d *doc) factAt(x, y, labelWidth, width float64, f fact) float64 {
	d.text(x, y+body.size, soft, f.label)
	for _, row := range d.wrapped(body, f.value, width) {
		if y+body.height() > d.bottom {
			break // the first page is a summary; the text form has all
		}
		d.text(x+labelWidth, y+body.size, body, row)
		y += body.height()
	}
	return y + 1.5
}

// clipLines bounds a text for the first page and says what is missing.
func clipLines(s string, n int) string {
	s = cut(s, 700)
	all := strings.Split(s, "\n")
	if len(all) > n {
		all = append(all[:n-1], "… ("+plural(len(all)-n+1, "more line")+")")
	}
	return strings.Join(all, "\n")
}

// firstLines is how much of a list the first page of a passed test has room for.
const firstLines = 12

// calm says that nothing failed, in a test without a failing step.
func (d *doc) calm() {
	values, bad := 0, 0
	for i := range d.rep.Len() {
		s := d.rep.Step(i)
		values += s.Measurements
		if s.Verdict.Bad() {
			bad++
		}
	}
	text := plural(d.rep.Len(), "step") + ", " + plural(values, "measurement") + ", no failure."
	switch {
	case d.rep.Len() == 0:
		text = "This report holds no steps."
	case d.rep.Verdict() != report.Passed:
		text = plural(d.rep.Len(), "step") + ", " + plural(values, "measurement") + "; the report names no step that failed."
	case bad > 0:
		text = plural(d.rep.Len(), "step") + "; " + strconv.Itoa(bad) + " did not pass on the way; the report passed all the same."
	}
	d.title("Result")
	d.paragraph(d.left, body.sized(11), text)
	d.y += 8
	for _, s := range sections(d.rep) {
		d.section(s, firstLines, "see the end")
	}
}

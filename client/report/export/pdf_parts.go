package export

import (
	"strings"

	"stationcompanion/client/report"
)

// section draws a titled list of at most most lines, and says where the others are.
func (d *doc) section(s section, most int, others string) {
	d.title(s.title)
	for i, l := range s.lines {
		if i == most {
			d.leftOut()
			d.paragraph(d.left, soft, "and "+plural(len(s.lines)-i, "more line")+", "+others)
			break
		}
		indent := len(l) - len(strings.TrimLeft(l, " "))
		d.paragraph(d.left+4*float64(min(indent, 2*maxIndent)), body, strings.TrimLeft(l, " "))
	}
	d.y += 8
}

const seeText = "see the text form"

// parts draws what belongs to the unit.
func (d *doc) parts() {
	all := sections(d.rep)
	if d.rep.Type != "R" && !d.hasFirst && !d.longSections(all) {
		return // all of it stands on the first page
	}
	for _, s := range all {
		d.section(s, pdfLines, seeText)
	}
}

// longSections reports whether the first page had no room for all of a section.
func (d *doc) longSections(all []section) bool {
	for _, s := range all {
		if len(s.lines) > firstLines {
			return true
		}
	}
	return false
}

// problems draws what was odd or is missing.
func (d *doc) problems() {
	var s section
	for _, odd := range d.rep.Problems {
		s.lines = append(s.lines, problemText(odd))
	}
	if d.rep.Incomplete {
		s.lines = append(s.lines, leftOut(d.rep))
	}
	for _, l := range notShownLines(d.rep) {
		s.lines = append(s.lines, "Left out, a field this program does not know: "+l)
	}
	if lines := disagreementLines(d.rep); len(lines) > 0 {
		d.section(section{"Where the report disagrees with itself", lines}, pdfLines, seeText)
	}
	if len(s.lines) > 0 {
		s.title = "Problems in the report's data"
		d.section(s, pdfLines, seeText)
	}
}

// repaired draws what a repair found, each failure with its component.
func (d *doc) repaired() {
	d.title("Repaired")
	n := 0
	for _, u := range d.rep.SubUnits {
		for _, f := range u.Failures {
			n++
			d.repairFailure(u, f)
		}
	}
	if n == 0 {
		d.paragraph(d.left, body, "No failure is named in this repair.")
	}
	d.y += 10
}

func (d *doc) repairFailure(u report.SubUnit, f report.RepairFailure) {
	d.need(50)
	x := d.left + 12
	top := d.y
	page := d.pdf.PageNo()
	d.y += 2
	d.paragraph(x, bodyBold.sized(11), repairTitle(f))
	for _, s := range []string{repairWhere(d.rep, u, f), text(f.Comment)} {
		if s != "" {
			d.paragraph(x, body.sized(9.5), s)
		}
	}
	for _, file := range f.Files {
		d.paragraph(x, soft, "Attachment: "+fileText(file))
	}
	d.y += 3
	if page == d.pdf.PageNo() {
		d.fill(d.left, top, 3, d.y-top, infoInk)
	}
	d.y += 7
}

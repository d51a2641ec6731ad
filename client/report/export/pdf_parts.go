package export

import (
	"strconv"
	"strings"

	"stationcompanion/client/report"
)

// section draws a titled list; at most most lines (0: all).
func (d *doc) section(s section, most int) {
	d.title(s.title)
	for i, l := range s.lines {
		if most > 0 && i == most {
			d.paragraph(d.left, soft, "and "+strconv.Itoa(len(s.lines)-i)+" more, see the end")
			break
		}
		indent := len(l) - len(strings.TrimLeft(l, " "))
		d.paragraph(d.left+4*float64(min(indent, 2*maxIndent)), body, strings.TrimLeft(l, " "))
	}
	d.y += 8
}

// parts draws what belongs to the unit.
func (d *doc) parts() {
	all := sections(d.rep)
	if d.rep.Type != "R" && !d.hasFirst && !d.longSections(all) {
		return // all of it stands on the first page
	}
	for _, s := range all {
		d.section(s, 0)
	}
}

// longSections reports whether the first page had no room for all of a section.
func (d *doc) longSections(all []section) bool {
	for _, s := range all {
		if len(s.lines) > 12 {
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
		s.lines = append(s.lines, leftOut)
	}
	for _, l := range notShownLines(d.rep) {
		s.lines = append(s.lines, "Left out, a field this program does not know: "+l)
	}
	if len(s.lines) > 0 {
		s.title = "Problems in the report's data"
		d.section(s, 0)
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

// feet writes the foot of every page, now that their number is known, and on the
// first how many characters the fonts lacked.
func (d *doc) feet() {
	n := d.pdf.PageCount()
	unit := facts(or(d.rep.SerialNumber, "no serial number"), oneLine(d.rep.PartNumber))
	l := letters{regular, 7.5, quiet}
	rows := d.fonts.wrap(l.face, l.size, facts(cut(unit, 160), labelled("Report id", cut(oneLine(d.rep.ID), 80))), d.width()-80)
	for page := 1; page <= n; page++ {
		d.pdf.SetPage(page)
		y := d.pageHeight - margin - footRoom + 8
		d.rule(d.left, y, d.right, y, 0.4, hairline)
		d.pdf.SetFillColor(quiet.rgb()) // what the library takes for the page's own
		for i, row := range rows[:min(len(rows), 3)] {
			d.text(d.left, y+11+float64(i)*l.height(), l, row)
		}
		d.textRight(d.right, y+11, l, "page "+strconv.Itoa(page)+" of "+strconv.Itoa(n))
		if page == 1 && d.fonts.missing > 0 {
			says := plural(d.fonts.missing, "character") + " cannot be printed with the fonts at hand and shown as a replacement; the text and CSV forms have them."
			d.text(d.left, margin-8, l.sized(8).in(black), says)
		}
	}
}

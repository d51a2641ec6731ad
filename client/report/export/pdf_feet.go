package export

import (
	"strconv"

	"stationcompanion/client/report"
)

var footLetters = letters{regular, 7.5, quiet}

// feet writes the foot of every page, now that their number is known, and over the
// first how many characters the fonts lacked.
func (d *doc) feet() {
	n := d.pdf.PageCount()
	rows := d.footRows()
	missing := d.fonts.missing
	for page := 1; page <= n; page++ {
		d.pdf.SetPage(page)
		y := d.pageHeight - margin - footRoom + 8
		d.rule(d.left, y, d.right, y, 0.4, hairline)
		d.pdf.SetFillColor(quiet.rgb()) // what the library takes for the page's own
		for i, row := range rows {
			d.text(d.left, y+11+float64(i)*footLetters.height(), footLetters, row)
		}
		d.textRight(d.right, y+11, footLetters, "page "+strconv.Itoa(page)+" of "+strconv.Itoa(n))
		if page == 1 && missing > 0 {
			d.missingLine(missing)
		}
	}
}

// footRows are unit and id, on one line where they fit. Of a unit that fills two lines
// the rest stands on the first page only.
func (d *doc) footRows() []string {
	unit := facts(or(d.rep.SerialNumber, "no serial number"), oneLine(d.rep.PartNumber))
	id := labelled("Report id", cut(oneLine(d.rep.ID), 80))
	width := d.width() - 80
	if both := facts(unit, id); d.widthOf(footLetters, both) <= width {
		return []string{both}
	}
	rows := d.wrapped(footLetters, unit, width)
	if len(rows) > 2 {
		rows = []string{rows[0], rows[1] + " …"}
	}
	return append(rows, id)
}

// missingLine says above the first page what the fonts could not show.
func (d *doc) missingLine(n int) {
	l := letters{regular, 8, black}
	says := plural(n, "character") + " cannot be printed with the fonts at hand and are shown as a replacement; the text and CSV forms have them."
	if n == 1 {
		says = "1 character cannot be printed with the fonts at hand and is shown as a replacement; the text and CSV forms have it."
	}
	d.mark(report.Errored, d.left, margin-17, 9, warnInk)
	d.text(d.left+14, margin-9, l, says)
}

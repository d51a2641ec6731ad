package export

import (
	"strings"

	"stationcompanion/client/report"
)

// firstFailure draws the card of the first failure: path, value, limits, distance and
// the value against its limits.
func (d *doc) firstFailure() {
	f := d.first
	x, top := d.left+14, d.y
	d.right -= 12 // room within the frame
	d.y += 8
	d.text(x, d.y+body.size, bodyBold.in(quiet), "First failure")
	d.y += 15
	d.paragraph(x, letters{bold, 12, black}, clipLines(failurePath(f), 6))
	d.y += 3
	if f.Measurement >= 0 {
		d.failureValue(x, f.M)
	}
	if s := stepMessage(f.Step.ErrorCode, f.Step.ErrorMessage); s != "" {
		d.paragraph(x, letters{mono, 8.5, black}, clipLines(s, 10))
	}
	if s := text(f.Step.Text); s != "" {
		d.paragraph(x, soft, "Report text: "+clipLines(s, 6))
	}
	d.y += 8
	d.right += 12
	d.fill(d.left, top, 4, d.y-top, verdictInk(worse(f.Step.Verdict)))
	d.rule(d.left, top, d.right, top, 0.6, hairline)
	d.rule(d.left, d.y, d.right, d.y, 0.6, hairline)
	d.rule(d.right, top, d.right, d.y, 0.6, hairline)
	d.y += 12
}

// worse is the verdict a failure is painted with where its step has no bad one.
func worse(v report.Verdict) report.Verdict {
	if v.Bad() {
		return v
	}
	return report.Failed
}

// failureValue is the value large, its limits and distance beside it, and the bar.
func (d *doc) failureValue(x float64, m report.Measurement) {
	big := letters{bold, 20, black}
	value := cut(shown.value(m), 300)
	beside := x
	if w := d.widthOf(big, value); w < 190 && !strings.Contains(value, "\n") {
		d.text(x, d.y+big.size, big, value)
		beside = x + max(w+18, 130)
	} else {
		d.paragraph(x, big.sized(12), value)
	}
	y := d.y
	for _, part := range []struct {
		l    letters
		text string
	}{{bodyBold.sized(10.5).in(badInk), shown.outside(m)}, {body.sized(10), cut(shown.limitsPart(m), 300)}} {
		if part.text == "" {
			continue
		}
		for _, row := range d.wrapped(part.l, part.text, d.right-beside) {
			d.text(beside, d.y+part.l.size, part.l, row)
			d.y += part.l.height()
		}
	}
	if beside > x {
		d.y = max(d.y, y+big.height())
	}
	d.y += 4
	d.limitBar(x, d.right-2, m)
}

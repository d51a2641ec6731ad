package export

import (
	"strconv"

	"stationcompanion/client/report"
)

// failingList lists the failing steps, as many as this page has room for.
func (d *doc) failingList() {
	n := len(d.failing)
	t := d.table([]column{{"", 14, false}, {"Step", 0, false}, {"Value", 76, false}, {"Limits", 112, false}, {"Outside", 144, false}})
	for i, row := range d.failing {
		f := failureAt(d.rep, row)
		if row == d.first.Step.Row {
			f = d.first
		}
		cells := d.failureCells(f)
		room := t.measure(cells)
		if i < n-1 {
			room += body.height()
		}
		if i == 0 {
			room += 44 // title and head
		}
		if n == 1 || d.y+room > d.bottom {
			d.moreFailing(n - max(i, 1)) // the first stands above
			return
		}
		if i == 0 {
			d.title("Failing steps (" + strconv.Itoa(n) + ")")
			t.head()
		}
		t.row(cells, rowStyle{mark: f.Step.Verdict, marked: true})
	}
}

// moreFailing says how many failing steps this page has no room for.
func (d *doc) moreFailing(n int) {
	if n > 0 && d.y+body.height() <= d.bottom {
		d.text(d.left, d.y+body.size, bodyBold, "and "+plural(n, "more failing step")+", marked in the table of all steps")
		d.y += body.height()
	}
}

func (d *doc) failureCells(f report.Failure) []cell {
	cells := []cell{{}, {text: failurePath(f), l: small}, {}, {}, {}}
	if f.Measurement >= 0 {
		cells[2] = cell{text: cut(shown.value(f.M), 200), l: small}
		cells[3] = cell{text: cut(shown.limits(f.M), 200), l: small}
		cells[4] = cell{text: shown.outside(f.M), l: small}
	} else {
		cells[2] = cell{text: cut(stepMessage(f.Step.ErrorCode, f.Step.ErrorMessage), 160), l: small, span: 3}
	}
	return cells
}

package lookup

import (
	"slices"

	"stationcompanion/client/report"
)

// document is a report with what the view must know of all its steps at once. It is
// worked out on the goroutine that fetched the report, so that opening one with
// 100,000 steps does not hold up the window; after that it does not change, but for open.
type document struct {
	rep      *report.Report
	failing  []int32 // rows of the steps that failed by themselves, in order
	measured []int32 // rows of the steps with measurements, in order
	values   int     // measurements in all
	first    report.Failure
	hasFirst bool
	open     map[int32]bool // rows unfolded in the tree; UI goroutine

	// Where the report disagrees with itself: some of the places, and how many there are.
	disagrees     []report.Disagreement
	disagreeCount int
}

// newDocument reads every step once.
func newDocument(r *report.Report) *document {
	d := &document{rep: r, open: map[int32]bool{}}
	below := make([]bool, r.Len()) // a step below has failed
	for row := r.Len() - 1; row >= 0; row-- {
		s := r.Step(row)
		if s.Measurements > 0 {
			d.measured = append(d.measured, int32(row)) // #nosec G115 -- rows of a report are bounded
			d.values += s.Measurements
		}
		if s.Verdict.Bad() && !below[row] {
			d.failing = append(d.failing, int32(row)) // #nosec G115 -- rows of a report are bounded
		}
		if s.Parent >= 0 && (s.Verdict.Bad() || below[row]) {
			below[s.Parent] = true
		}
	}
	slices.Reverse(d.failing)
	slices.Reverse(d.measured)
	if d.first, d.hasFirst = r.FirstFailure(); d.hasFirst {
		d.addFailing(int32(d.first.Step.Row)) // #nosec G115 -- rows of a report are bounded
	}
	d.disagrees, d.disagreeCount = r.Disagreements()
	d.unfold()
	return d
}

// addFailing puts the first failure among the failing rows where the step's own
// status did not: old reports hold such disagreements.
func (d *document) addFailing(row int32) {
	if at, there := slices.BinarySearch(d.failing, row); !there {
		d.failing = slices.Insert(d.failing, at, row)
	}
}

// unfold opens what is seen at first: the root, a lone sequence below it, and the
// way to the first failure.
func (d *document) unfold() {
	if d.rep.Len() == 0 {
		return
	}
	d.open[0] = true
	if d.rep.Len() > 1 {
		if only := d.rep.Step(1); only.End == d.rep.Step(0).End {
			d.open[1] = true
		}
	}
	if d.hasFirst {
		d.openWay(d.first.Step.Row)
		if d.first.Step.Measurements > 1 {
			d.open[int32(d.first.Step.Row)] = true // #nosec G115 -- rows of a report are bounded
		}
	}
}

// openWay opens every step above row and reports whether any was closed.
func (d *document) openWay(row int) (changed bool) {
	for up := d.rep.Step(row).Parent; up >= 0; up = d.rep.Step(up).Parent {
		if !d.open[int32(up)] { // #nosec G115 -- rows of a report are bounded
			d.open[int32(up)] = true // #nosec G115 -- rows of a report are bounded
			changed = true
		}
	}
	return changed
}

// failure gives failing step i of d.failing with its path and, where there is one,
// its first failing measurement.
func (d *document) failure(i int) report.Failure {
	row := int(d.failing[i])
	if d.hasFirst && d.first.Step.Row == row {
		return d.first
	}
	f := report.Failure{Step: d.rep.Step(row), Path: d.rep.Path(row), Measurement: -1}
	for n, m := range d.rep.Measurements(row) {
		if m.Verdict.Bad() {
			f.Measurement, f.M = n, m
			break
		}
	}
	return f
}

// firstFailing is the place of the first failure among the failing rows: where a
// report opens.
func (d *document) firstFailing() int {
	if !d.hasFirst {
		return 0
	}
	at, _ := slices.BinarySearch(d.failing, int32(d.first.Step.Row)) // #nosec G115 -- rows of a report are bounded
	return at
}

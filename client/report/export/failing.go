package export

import (
	"slices"

	"stationcompanion/client/report"
)

// failing lists the rows of the steps that failed by themselves, in order: those with
// a bad status and none below them. The first failure is among them even where the
// step's own status does not say so, as in old reports. One pass over the steps.
func failing(r *report.Report, first report.Failure, hasFirst bool) []int {
	below := make([]bool, r.Len()) // a step below has failed
	var rows []int
	for row := r.Len() - 1; row >= 0; row-- {
		s := r.Step(row)
		if s.Verdict.Bad() && !below[row] {
			rows = append(rows, row)
		}
		if s.Parent >= 0 && (s.Verdict.Bad() || below[row]) {
			below[s.Parent] = true
		}
	}
	slices.Reverse(rows)
	if hasFirst {
		if at, there := slices.BinarySearch(rows, first.Step.Row); !there {
			rows = slices.Insert(rows, at, first.Step.Row)
		}
	}
	return rows
}

// failureAt gives the failure of a row with its first failing measurement.
func failureAt(r *report.Report, row int) report.Failure {
	f := report.Failure{Step: r.Step(row), Path: r.Path(row), Measurement: -1}
	for n, m := range r.Measurements(row) {
		if m.Verdict.Bad() || f.Measurement < 0 && m.Judge() == report.Failed {
			f.Measurement, f.M = n, m
			if m.Verdict.Bad() {
				break
			}
		}
	}
	return f
}

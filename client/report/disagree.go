package report

// Disagreement is a place where what the report says does not follow from the rest
// of it. Old reports hold such; both sides are to be shown.
type Disagreement struct {
	Row         int // of the step
	Measurement int // number within the step; -1 where the step's own status is meant
	Stored      Verdict
	Judged      Verdict // what it should be, by the contract's table or by the step's measurements
}

const maxDisagreements = 200

// Disagreements re-judges the whole report. It lists at most 200 and counts all:
//
//   - a measurement stored as passed or failed which the contract's table judges
//     otherwise (see Measurement.Judge; what it cannot judge never disagrees), and
//   - a step stored as passed or done with a measurement stored as failed, or stored
//     as failed where it has measurements, all passed, and nothing else that could
//     have failed it: steps below, an error, a program's exit code, a message.
//
// It takes a pass over all measurements; call it when it is to be shown.
func (r *Report) Disagreements() (list []Disagreement, count int) {
	add := func(d Disagreement) {
		if count++; len(list) < maxDisagreements {
			list = append(list, d)
		}
	}
	for i := range r.Len() {
		w := r.rows.steps.at(i)
		if w.measCount == 0 {
			continue
		}
		failed, passed := 0, 0
		for k := range int(w.measCount) {
			m := r.rows.measurement(int(w.firstMeas) + k)
			if judged := m.Judge(); (m.Verdict == Passed || m.Verdict == Failed) && judged != VerdictUnknown && judged != m.Verdict {
				add(Disagreement{Row: i, Measurement: k, Stored: m.Verdict, Judged: judged})
			}
			switch m.Verdict {
			case Failed:
				failed++
			case Passed:
				passed++
			}
		}
		switch {
		case failed > 0 && (w.verdict == Passed || w.verdict == Done):
			add(Disagreement{Row: i, Measurement: -1, Stored: w.verdict, Judged: Failed})
		case w.verdict == Failed && passed == int(w.measCount) && !r.otherwise(i):
			add(Disagreement{Row: i, Measurement: -1, Stored: Failed, Judged: Passed})
		}
	}
	return list, count
}

// otherwise reports whether step i has what may have failed it beside its measurements.
func (r *Report) otherwise(i int) bool {
	w := r.rows.steps.at(i)
	if int(w.end) > i+1 {
		return true
	}
	for _, c := range [...]propCode{propErrorCode, propErrorMessage, propExitCode, propPopup} {
		if r.rows.has(w, c) {
			return true
		}
	}
	return false
}

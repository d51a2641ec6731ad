package report

// Failure is what a report says first went wrong.
type Failure struct {
	Step        Step
	Path        []string // names from below the root to the step
	Measurement int      // number within the step; -1 when the step has no failing one
	M           Measurement
}

// FirstFailure finds the step that failed first: stepIdCausedUUTFailure (of a
// container its first failing leaf), else the first causedUUTFailure leaf, else
// the first F, E or T leaf outside a passed loop. ok is false for a passed report
// and where no step failed.
//
// Where only containers failed, as when calling a sequence went wrong, it is the
// first one without a failing step below.
func (r *Report) FirstFailure() (f Failure, ok bool) {
	if r.Len() == 0 || r.Verdict() == Passed {
		return Failure{}, false
	}
	s := failureSearch{rep: r, forgiven: r.forgiven()}
	for _, find := range []func() int{s.byID, s.caused, s.leaf, s.container} {
		if i := find(); i >= 0 {
			return r.failure(i), true
		}
	}
	return Failure{}, false
}

func (r *Report) failure(i int) Failure {
	f := Failure{Step: r.Step(i), Path: r.Path(i), Measurement: -1}
	w := r.rows.steps.at(i)
	for k := range int(w.measCount) {
		m := r.rows.measurement(int(w.firstMeas) + k)
		if m.Verdict.Bad() {
			f.Measurement, f.M = k, m
			return f
		}
		if f.Measurement < 0 && m.Judge() == Failed {
			f.Measurement, f.M = k, m // unless one says itself that it failed
		}
	}
	return f
}

// failureSearch looks through the rows; each way of looking is one pass.
type failureSearch struct {
	rep      *Report
	forgiven []bool // by row: inside a loop that passed as a whole
}

func (s failureSearch) row(i int) *row { return s.rep.rows.steps.at(i) }

func (s failureSearch) isLeaf(i int) bool { return int(s.row(i).end) == i+1 }

func (s failureSearch) byID() int {
	if s.rep.UUT == nil {
		return -1
	}
	id, ok := parseInt(s.rep.UUT.FailedStepID.Raw)
	if !ok {
		return -1
	}
	found := s.withID(id)
	if found < 0 || s.isLeaf(found) {
		return found
	}
	if i := s.leafIn(found+1, int(s.row(found).end)); i >= 0 {
		return i
	}
	if s.row(found).verdict.Bad() {
		return found
	}
	return -1
}

// withID prefers a failing step: ids of old reports are not always unique.
func (s failureSearch) withID(id int64) int {
	found := -1
	for i := range s.rep.Len() {
		w := s.row(i)
		if w.flags&flagHasID == 0 || int64(w.id) != id {
			continue
		}
		if w.verdict.Bad() {
			return i
		}
		if found < 0 {
			found = i
		}
	}
	return found
}

func (s failureSearch) caused() int {
	for i := range s.rep.Len() {
		if s.row(i).flags&flagCaused != 0 && s.isLeaf(i) {
			return i
		}
	}
	return -1
}

func (s failureSearch) leaf() int { return s.leafIn(0, s.rep.Len()) }

func (s failureSearch) leafIn(from, to int) int {
	for i := from; i < to; i++ {
		if s.row(i).verdict.Bad() && s.isLeaf(i) && !s.forgiven[i] {
			return i
		}
	}
	return -1
}

// container finds the innermost of the first failing steps.
func (s failureSearch) container() int {
	found := -1
	for i := range s.rep.Len() {
		if found >= 0 && i >= int(s.row(found).end) {
			break
		}
		if s.row(i).verdict.Bad() && !s.forgiven[i] {
			found = i
		}
	}
	return found
}

// forgiven tells for each row whether it or a step above it belongs to a loop
// which passed as a whole, so that a failing iteration is no failure. An
// iteration's loop is its summary, the nearest loop step without an index before
// it among its siblings; where there is none, its parent answers for it.
func (r *Report) forgiven() []bool {
	out := make([]bool, r.Len())
	var summaries []summary // by depth: the one whose iterations may follow
	for i := range out {
		w := r.rows.steps.at(i)
		parent := int(w.parent)
		if parent >= 0 && out[parent] {
			out[i] = true
			continue
		}
		for len(summaries) <= int(w.depth) {
			summaries = append(summaries, summary{parent: -1})
		}
		at := &summaries[w.depth]
		switch index, _ := r.rows.prop(w, propIndex); {
		case !r.rows.has(w, propLoop):
			*at = summary{parent: -1} // another step ends the loop
		case index == 0:
			*at = summary{parent, w.verdict}
			out[i] = well(w.verdict)
		case at.parent == parent:
			out[i] = well(at.verdict)
		case parent >= 0:
			out[i] = well(r.rows.steps.at(parent).verdict)
		}
	}
	return out
}

// summary is a loop's summary step below parent.
type summary struct {
	parent  int
	verdict Verdict
}

func well(v Verdict) bool { return v == Passed || v == Done }

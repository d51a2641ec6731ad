package report

// rows holds the steps of a report compactly: about 60 bytes a step and 30 a
// measurement, and each repeated text once. Parsing numbers and dates waits until
// a row is asked for.
type rows struct {
	steps  chunks[row]
	meas   chunks[meas]
	extras chunks[extra]
	texts  texts
}

// row is one step.
type row struct {
	parent, end, id      int32
	name, typ            ref
	group, status        ref
	totTime, start       ref
	firstMeas, measCount uint32
	extra                uint32 // number of its extra + 1; 0 = none
	depth                uint16
	verdict              Verdict
	flags                rowFlags
}

type rowFlags uint8

const (
	flagHasID rowFlags = 1 << iota
	flagCaused
)

// meas is one measurement. Of a String, value and low are the value and the limit.
type meas struct {
	name, status, compOp, unit ref
	value, low, high           ref
	kind                       MeasurementKind
	verdict                    Verdict
}

// extra is what few steps have.
type extra struct {
	errorCode, errorMessage, text ref
	loop                          [5]ref // idx num endingIndex passed failed
	path, seqName, version        ref
	exitCode                      ref
	response, button              ref
	attachment                    ref
	has                           extraFlags
}

type extraFlags uint8

const (
	hasLoop extraFlags = 1 << iota
	hasSeqCall
	hasPopup
	hasChart
)

// Len is the number of steps.
func (r *Report) Len() int { return r.rows.steps.len() }

// Step gives row i of [0, Len()).
func (r *Report) Step(i int) Step {
	w, t := r.rows.steps.at(i), &r.rows.texts
	s := Step{
		Row: i, Parent: int(w.parent), End: int(w.end), Depth: int(w.depth),
		ID: int(w.id), HasID: w.flags&flagHasID != 0,
		Group: t.get(w.group), Type: t.get(w.typ), Name: t.get(w.name),
		Status: t.get(w.status), Verdict: w.verdict,
		TotTime: MakeNumber(t.get(w.totTime)), Start: parseTime(t.get(w.start), nil),
		Caused: w.flags&flagCaused != 0, Measurements: int(w.measCount),
		ErrorCode: MakeNumber(""), ExitCode: MakeNumber(""),
	}
	if x := r.rows.extraOf(w); x != nil {
		r.rows.addExtra(&s, x)
	}
	return s
}

func (r *rows) extraOf(w *row) *extra {
	if w.extra == 0 {
		return nil
	}
	return r.extras.at(int(w.extra - 1))
}

func (r *rows) addExtra(s *Step, x *extra) {
	t := &r.texts
	num := func(n ref) Number { return MakeNumber(t.get(n)) }
	s.ErrorCode, s.ErrorMessage, s.Text = num(x.errorCode), t.get(x.errorMessage), t.get(x.text)
	s.ExitCode, s.Attachment, s.HasChart = num(x.exitCode), t.get(x.attachment), x.has&hasChart != 0
	if x.has&hasLoop != 0 {
		s.Loop = &Loop{num(x.loop[0]), num(x.loop[1]), num(x.loop[2]), num(x.loop[3]), num(x.loop[4])}
	}
	if x.has&hasSeqCall != 0 {
		s.SeqCall = &SeqCall{Path: t.get(x.path), Name: t.get(x.seqName), Version: t.get(x.version)}
	}
	if x.has&hasPopup != 0 {
		s.Popup = &Popup{Response: t.get(x.response), Button: num(x.button)}
	}
}

// Measurements gives the measurements of row i.
func (r *Report) Measurements(i int) []Measurement {
	w := r.rows.steps.at(i)
	if w.measCount == 0 {
		return nil
	}
	out := make([]Measurement, w.measCount)
	for k := range out {
		out[k] = r.rows.measurement(int(w.firstMeas) + k)
	}
	return out
}

func (r *rows) measurement(n int) Measurement {
	m, t := r.meas.at(n), &r.texts
	out := Measurement{
		Kind: m.kind, Name: t.get(m.name), Status: t.get(m.status), Verdict: m.verdict,
		CompOp: t.get(m.compOp), Unit: t.get(m.unit),
		Value: MakeNumber(""), Low: MakeNumber(""), High: MakeNumber(""),
	}
	switch m.kind {
	case Numeric:
		out.Value, out.Low, out.High = MakeNumber(t.get(m.value)), MakeNumber(t.get(m.low)), MakeNumber(t.get(m.high))
	case String:
		out.Text, out.Limit = t.get(m.value), t.get(m.low)
	}
	return out
}

// Path gives the names from below the root to row i; the root's is empty.
func (r *Report) Path(i int) []string {
	w := r.rows.steps.at(i)
	path := make([]string, w.depth)
	for w.parent >= 0 {
		path[w.depth-1] = r.rows.texts.get(w.name)
		w = r.rows.steps.at(int(w.parent))
	}
	return path
}

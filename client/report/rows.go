package report

// rows holds the steps of a report compactly: 48 bytes a step and 28 a measurement,
// and each repeated text once. Parsing numbers and dates waits until a row is asked
// for.
type rows struct {
	steps   chunks[row]
	meas    chunks[meas]
	props   chunks[prop]
	forms   chunks[form]
	texts   texts
	charts  []span
	files   []File
	results [][]Additional
}

// row is one step.
type row struct {
	parent, end, id      int32
	name, typ            ref
	totTime, start       ref
	firstMeas, measCount uint32
	props                uint32 // number of its newest prop + 1; 0 = none
	depth                uint16
	group, status        letter // of others the props hold the text
	verdict              Verdict
	flags                rowFlags
}

// letter is a text of one ASCII character; 0 is none.
type letter byte

func letterOf(b []byte) (letter, bool) {
	if len(b) == 1 && b[0] < 0x80 {
		return letter(b[0]), true
	}
	return 0, len(b) == 0
}

func (l letter) String() string {
	if l == 0 {
		return ""
	}
	return asciiLetters[l : l+1]
}

var asciiLetters = func() string {
	var b [0x80]byte
	for i := range b {
		b[i] = byte(i)
	}
	return string(b[:])
}()

type rowFlags uint8

const (
	flagHasID rowFlags = 1 << iota
	flagCaused
	flagCausedSeq
)

// meas is one measurement. Of a String, value and low are the value and the limit.
type meas struct {
	name, compOp, unit ref // formed: name is the number of its form
	value, low, high   ref
	kind               MeasurementKind
	formed             bool
	status             letter
	verdict            Verdict
}

// form is the name of a measurement with what few have: how its numbers are to be
// displayed, and a status that is no letter.
type form struct{ name, value, low, high, status ref }

// Len is the number of steps.
func (r *Report) Len() int { return r.rows.steps.len() }

// Step gives row i of [0, Len()).
func (r *Report) Step(i int) Step {
	w, t := r.rows.steps.at(i), &r.rows.texts
	s := Step{
		Row: i, Parent: int(w.parent), End: int(w.end), Depth: int(w.depth),
		ID: int(w.id), HasID: w.flags&flagHasID != 0,
		Group: w.group.String(), Type: t.get(w.typ), Name: t.get(w.name),
		Status: w.status.String(), Verdict: w.verdict,
		TotTime: MakeNumber(t.get(w.totTime)), Start: parseTime(t.get(w.start), nil),
		Caused: w.flags&flagCaused != 0, CausedSeq: w.flags&flagCausedSeq != 0,
		Measurements: int(w.measCount),
		ErrorCode:    noNumber(), ExitCode: noNumber(), Interactive: noNumber(),
	}
	if w.props != 0 {
		r.rows.addProps(&s, w)
	}
	return s
}

func (r *rows) addProps(s *Step, w *row) {
	str := func(c propCode) string { v, _ := r.prop(w, c); return r.texts.get(v) }
	num := func(c propCode) Number {
		n := MakeNumber(str(c))
		n.Format = str(c | propFormat)
		return n
	}
	s.Group, s.Status = s.Group+str(propGroup), s.Status+str(propStatus)
	s.TotTime.Format = str(propTotTime | propFormat)
	s.ErrorCode, s.ErrorMessage, s.Text = num(propErrorCode), str(propErrorMessage), str(propText)
	s.ExitCode, s.TSGuid, s.Interactive = num(propExitCode), str(propTSGuid), num(propInteractive)
	if r.has(w, propLoop) {
		s.Loop = &Loop{num(propIndex), num(propNum), num(propEnding), num(propPassed), num(propFailed)}
	}
	if r.has(w, propSeqCall) {
		s.SeqCall = &SeqCall{Path: str(propPath), Name: str(propSeqName), Version: str(propVersion)}
	}
	if r.has(w, propPopup) {
		s.Popup = &Popup{Response: str(propResponse), Button: num(propButton)}
	}
	s.HasChart = r.has(w, propChart)
	if i, ok := r.prop(w, propFile); ok {
		f := r.files[i]
		s.File, s.Attachment = &f, f.Name
	}
	if i, ok := r.prop(w, propResults); ok {
		s.Results = r.results[i]
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
	f := form{name: m.name}
	if m.formed {
		f = *r.forms.at(int(m.name))
	}
	out := Measurement{
		Kind: m.kind, Name: t.get(f.name), Status: m.status.String() + t.get(f.status), Verdict: m.verdict,
		CompOp: t.get(m.compOp), Unit: t.get(m.unit),
		Value: noNumber(), Low: noNumber(), High: noNumber(),
	}
	switch m.kind {
	case Numeric:
		out.Value, out.Low, out.High = MakeNumber(t.get(m.value)), MakeNumber(t.get(m.low)), MakeNumber(t.get(m.high))
	case String:
		out.Text, out.Limit = t.get(m.value), t.get(m.low)
	}
	out.Value.Format, out.Low.Format, out.High.Format = t.get(f.value), t.get(f.low), t.get(f.high)
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

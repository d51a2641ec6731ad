package report

import "math"

// step reads one step and everything below it into rows. Null is no step.
func (d *decoder) step(parent, depth int) error {
	if d.dec.PeekKind() != '{' {
		_, err := d.open('{', "a step")
		return err
	}
	r := &d.rep.rows
	switch {
	case depth >= d.lim.Depth:
		return d.over("levels of steps", d.lim.Depth)
	case r.steps.len() >= d.lim.Steps:
		return d.over("steps", d.lim.Steps)
	}
	n := r.steps.len()
	r.steps.push(row{parent: int32(parent), depth: uint16(depth)})
	own := len(d.own)
	s := stepReader{decoder: d, n: n, first: own}
	err := d.object(s.field)
	// Also after an error: what was read is to be shown.
	w := r.steps.at(n)
	w.end = int32(r.steps.len())
	w.firstMeas, w.measCount = uint32(r.meas.len()), uint32(len(d.own)-own)
	for _, m := range d.own[own:] {
		r.meas.push(m)
	}
	d.own = d.own[:own]
	return err
}

// stepReader reads the fields of row n.
type stepReader struct {
	*decoder
	n        int
	first    int // where its measurements begin in decoder.own
	had      bool
	children marks
}

// marks is how far the tables were filled before a step's children.
type marks struct{ steps, meas, extras int }

func (s *stepReader) row() *row { return s.rep.rows.steps.at(s.n) }

func (s *stepReader) field(name []byte) (err error) {
	var v ref
	switch string(name) {
	case "id":
		return s.id()
	case "group":
		v, err = s.ref()
		s.row().group = v
	case "stepType":
		v, err = s.ref()
		s.row().typ = v
	case "name":
		v, err = s.ref()
		s.row().name = v
	case "status":
		v, err = s.ref()
		w := s.row()
		w.status, w.verdict = v, ParseVerdict(s.rep.rows.texts.get(v))
	case "totTime":
		v, err = s.numRef()
		s.row().totTime = v
	case "start":
		v, err = s.timeRef()
		s.row().start = v
	case "causedUUTFailure":
		return s.caused()
	case "steps":
		return s.steps()
	case "numericMeas":
		return s.measurements(Numeric)
	case "stringMeas":
		return s.measurements(String)
	case "booleanMeas":
		return s.measurements(Boolean)
	default:
		return s.rare(name)
	}
	return err
}

func (s *stepReader) id() error {
	b, err := s.rawNumber()
	w := s.row()
	w.id, w.flags = 0, w.flags&^flagHasID
	if n, ok := parseInt(string(b)); ok && n >= math.MinInt32 && n <= math.MaxInt32 {
		w.id, w.flags = int32(n), w.flags|flagHasID
	} else if isNumber(string(b)) { // of anything else that is said already
		s.problem("%q cannot be a step's id", printable(string(b)))
	}
	return err
}

func (s *stepReader) caused() error {
	yes, err := s.boolean()
	w := s.row()
	w.flags &^= flagCaused
	if yes {
		w.flags |= flagCaused
	}
	return err
}

func (s *stepReader) steps() error {
	if s.had {
		s.dropChildren()
	}
	r := &s.rep.rows
	s.had, s.children = true, marks{r.steps.len(), r.meas.len(), r.extras.len()}
	depth := int(s.row().depth)
	return s.array(func() error { return s.step(s.n, depth+1) })
}

// dropChildren forgets the steps read before: the field stands twice and the last
// one counts.
func (s *stepReader) dropChildren() {
	r := &s.rep.rows
	var own *extra // the row's own, if it came after its children's
	if x := s.row().extra; int(x) > s.children.extras {
		kept := *r.extras.at(int(x - 1))
		own = &kept
	}
	r.steps.cut(s.children.steps)
	r.meas.cut(s.children.meas)
	r.extras.cut(s.children.extras)
	if own != nil {
		r.extras.push(*own)
		s.row().extra = uint32(r.extras.len())
	}
}

// ref reads a text.
func (d *decoder) ref() (ref, error) {
	b, _, err := d.scalar()
	return d.rep.rows.texts.add(b), err
}

// numRef reads a number as it is written.
func (d *decoder) numRef() (ref, error) {
	b, err := d.rawNumber()
	return d.rep.rows.texts.add(b), err
}

func (d *decoder) timeRef() (ref, error) {
	b, _, err := d.scalar()
	v := d.rep.rows.texts.add(trimSpace(b))
	d.checkedTime(d.rep.rows.texts.get(v))
	return v, err
}

func (s *stepReader) measurements(kind MeasurementKind) error {
	kept := s.first // drop those of this kind: the field stands twice
	for _, m := range s.own[s.first:] {
		if m.kind != kind {
			s.own[kept] = m
			kept++
		}
	}
	s.own = s.own[:kept]
	return s.array(func() error {
		if len(s.own)+s.rep.rows.meas.len() >= s.lim.Measurements {
			return s.over("measurements", s.lim.Measurements)
		}
		if s.dec.PeekKind() != '{' {
			_, err := s.open('{', "a measurement")
			return err
		}
		m := meas{kind: kind}
		err := s.object(func(name []byte) error { return s.measurement(&m, name) })
		s.own = append(s.own, m)
		return err
	})
}

func (d *decoder) measurement(m *meas, name []byte) (err error) {
	switch string(name) {
	case "compOp":
		m.compOp, err = d.ref()
	case "name":
		m.name, err = d.ref()
	case "status":
		m.status, err = d.ref()
		m.verdict = ParseVerdict(d.rep.rows.texts.get(m.status))
	case "unit":
		m.unit, err = d.ref()
	case "value":
		m.value, err = d.valueRef(m.kind)
	case "lowLimit":
		m.low, err = d.numRef()
	case "highLimit":
		m.high, err = d.numRef()
	case "limit":
		if m.kind != String {
			return d.skip()
		}
		m.low, err = d.ref()
	default:
		err = d.skip()
	}
	return err
}

// valueRef reads a measured value: a number, or of a String any text.
func (d *decoder) valueRef(kind MeasurementKind) (ref, error) {
	switch kind {
	case Numeric:
		return d.numRef()
	case String:
		return d.ref()
	}
	return 0, d.skip() // a Boolean has only its status
}

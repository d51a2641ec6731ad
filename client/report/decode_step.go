package report

import "math"

// step reads one step and everything below it into rows. Null is no step.
func (d *decoder) step(parent, depth int) error {
	if !d.quick.begun && d.peek() != '{' {
		_, err := d.open('{', "a step")
		return err
	}
	r := &d.rep.rows
	switch {
	case depth >= d.lim.Depth:
		return d.over("levels of steps", d.lim.Depth)
	case r.steps.len() >= d.lim.Steps:
		return d.over("steps", d.lim.Steps)
	case r.texts.full():
		return d.over("pages of texts", maxPages-2)
	}
	n := r.steps.len()
	r.steps.push(row{parent: int32(parent), depth: uint16(depth)}) // #nosec G115 -- steps and depth are bounded by Limits, looked at above
	s := stepReader{decoder: d, n: n, first: len(d.own)}
	err := s.read()
	s.close()
	if d.early != nil && err == nil {
		d.tellFailure(n)
	}
	return err
}

// stepReader reads the fields of row n.
type stepReader struct {
	*decoder
	n        int
	first    int // where its measurements begin in decoder.own
	seen     uint64
	had      bool
	children marks
}

// marks is how far the tables were filled before a step's children.
type marks struct{ steps, meas, props, forms int }

func (s *stepReader) row() *row { return s.rep.rows.steps.at(s.n) }

func (s *stepReader) read() error {
	far, err := s.quick()
	if err != nil || far == walkedWhole {
		return err
	}
	if far == walkedNot {
		err = s.bracket()
	}
	if err != nil {
		return err
	}
	for s.peek() != '}' {
		name, err := s.name()
		if err != nil {
			return err
		}
		f := stepFieldOf(name)
		if f == stepUnknown {
			err = s.unknown("step", name)
		} else {
			s.once(&s.seen, int(f))
			err = s.field(f)
		}
		if err != nil {
			return err
		}
	}
	return s.bracket()
}

// close ends the row; also after an error, since what was read is to be shown.
func (s *stepReader) close() {
	r, own := &s.rep.rows, s.own[s.first:]
	w := s.row()
	w.end = int32(r.steps.len())                                      // #nosec G115 -- steps and measurements are bounded by Limits
	w.firstMeas, w.measCount = uint32(r.meas.len()), uint32(len(own)) // #nosec G115 -- steps and measurements are bounded by Limits
	for i := range own {
		r.meas.push(own[i])
	}
	s.own = s.own[:s.first]
}

func (s *stepReader) field(f stepField) (err error) {
	var v ref
	switch f {
	case stepID:
		return s.id()
	case stepGroup:
		b, _, err := s.scalar()
		s.row().group = s.letter(propGroup, b)
		return err
	case stepType:
		v, err = s.ref()
		s.row().typ = v
	case stepName:
		v, err = s.ref()
		s.row().name = v
	case stepStatus:
		b, _, err := s.scalar()
		w := s.row()
		w.status, w.verdict = s.letter(propStatus, b), verdictOfText(b)
		return err
	case stepTotTime:
		v, err = s.numRef()
		s.row().totTime = v
	case stepStart:
		v, err = s.timeRef()
		s.row().start = v
	case stepCaused:
		return s.flag(flagCaused)
	case stepCausedSeq:
		return s.flag(flagCausedSeq)
	case stepSteps:
		return s.steps()
	case stepNumeric:
		return s.measurements(Numeric)
	case stepString:
		return s.measurements(String)
	case stepBoolean:
		return s.measurements(Boolean)
	default:
		return s.rare(f)
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

func (s *stepReader) flag(f rowFlags) error {
	yes, err := s.boolean()
	w := s.row()
	w.flags &^= f
	if yes {
		w.flags |= f
	}
	return err
}

func (s *stepReader) steps() error {
	if s.had {
		s.dropChildren()
	}
	r := &s.rep.rows
	s.had, s.children = true, marks{r.steps.len(), r.meas.len(), r.props.len(), r.forms.len()}
	depth := int(s.row().depth)
	if ok, err := s.open('[', "a list"); !ok || err != nil {
		return err
	}
	for first := true; ; first = false {
		if !s.quickBegin(first) {
			if s.peek() == ']' {
				return s.bracket()
			}
			s.quickBegin(first) // there is more now
		}
		if err := s.step(s.n, depth+1); err != nil {
			return err
		}
	}
}

// dropChildren forgets the steps read before: the field stands twice and the last
// one counts. What the row itself got after them stays, and theirs below it.
func (s *stepReader) dropChildren() {
	r := &s.rep.rows
	r.steps.cut(s.children.steps)
	r.meas.cut(s.children.meas)
	if int(s.row().props) <= s.children.props {
		r.props.cut(s.children.props)
	}
	for _, m := range s.own[s.first:] {
		if m.formed && int(m.name) >= s.children.forms {
			return
		}
	}
	r.forms.cut(s.children.forms)
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

// letter gives what the row keeps of a text that mostly is a letter; of others the
// text becomes a prop.
func (s *stepReader) letter(code propCode, b []byte) letter {
	l, ok := letterOf(b)
	v := ref(0)
	if !ok {
		v = s.rep.rows.texts.add(b)
	}
	s.rep.rows.setText(s.row(), code, v)
	return l
}

// verdictOfText is ParseVerdict of b.
func verdictOfText(b []byte) Verdict {
	switch len(b) {
	case 0:
		return VerdictUnknown
	case 1:
		return verdictOfLetter(b[0])
	}
	return ParseVerdict(string(b))
}

func (d *decoder) timeRef() (ref, error) {
	b, _, err := d.scalar()
	v := d.rep.rows.texts.add(trimSpace(b))
	d.checkedTime(d.rep.rows.texts.get(v))
	return v, err
}

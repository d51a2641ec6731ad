package report

// measurements reads one of a step's lists. Those of the same kind read before are
// dropped: the field stands twice.
func (s *stepReader) measurements(kind MeasurementKind) error {
	kept := s.first
	for _, m := range s.own[s.first:] {
		if m.kind != kind {
			s.own[kept] = m
			kept++
		}
	}
	s.own = s.own[:kept]
	if ok, err := s.open('[', "a list"); !ok || err != nil {
		return err
	}
	for s.peek() != ']' {
		if len(s.own)+s.rep.rows.meas.len() >= s.lim.Measurements {
			return s.over("measurements", s.lim.Measurements)
		}
		ok, err := s.open('{', "a measurement")
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		s.own = append(s.own, meas{kind: kind})
		if err := s.measurement(&s.own[len(s.own)-1]); err != nil {
			return err
		}
	}
	return s.bracket()
}

func (d *decoder) measurement(m *meas) error {
	of := &kindFields[m.kind]
	var seen uint64
	for d.peek() != '}' {
		name, err := d.name()
		if err != nil {
			return err
		}
		f := measFieldOf(name)
		if of.has&(1<<f) == 0 {
			err = d.unknown(of.called, name)
		} else {
			d.once(&seen, int(f))
			err = d.measField(m, f)
		}
		if err != nil {
			return err
		}
	}
	return d.bracket()
}

func (d *decoder) measField(m *meas, f measField) (err error) {
	switch f {
	case measCompOp:
		m.compOp, err = d.ref()
	case measName:
		return d.measName(m)
	case measStatus:
		return d.measStatus(m)
	case measUnit:
		m.unit, err = d.ref()
	case measValue:
		if m.kind == Numeric {
			m.value, err = d.numRef()
		} else {
			m.value, err = d.ref()
		}
	case measLow:
		m.low, err = d.numRef()
	case measHigh:
		m.high, err = d.numRef()
	case measLimit:
		m.low, err = d.ref()
	default:
		return d.measFormat(m, f)
	}
	return err
}

func (d *decoder) measName(m *meas) error {
	v, err := d.ref()
	if m.formed {
		d.rep.rows.forms.at(int(m.name)).name = v
	} else {
		m.name = v
	}
	return err
}

func (d *decoder) measStatus(m *meas) error {
	b, _, err := d.scalar()
	l, ok := letterOf(b)
	if m.verdict = verdictOfText(b); !ok || m.formed {
		v := ref(0)
		if !ok {
			v = d.rep.rows.texts.add(b)
		}
		d.form(m).status = v
	}
	m.status = l
	return err
}

// measFormat reads how a number is to be displayed: few measurements say so.
func (d *decoder) measFormat(m *meas, f measField) error {
	v, err := d.ref()
	if v == 0 && !m.formed {
		return err
	}
	switch x := d.form(m); f {
	case measValueFormat:
		x.value = v
	case measLowFormat:
		x.low = v
	default:
		x.high = v
	}
	return err
}

// form gives the measurement's form, making one; valid until the next is made.
func (d *decoder) form(m *meas) *form {
	forms := &d.rep.rows.forms
	if !m.formed {
		forms.push(form{name: m.name})
		m.name, m.formed = ref(forms.len()-1), true // #nosec G115 -- measurements are bounded by Limits
	}
	return forms.at(int(m.name))
}

package report

// quickList reads a list of measurements.
func (d *decoder) quickList(kind MeasurementKind) bool {
	q := &d.quick
	if q.word("null") {
		return true
	}
	if q.peek() != '[' {
		return false
	}
	for {
		q.at++ // the bracket or a comma
		q.space()
		if q.peek() != '{' || len(d.own)+d.rep.rows.meas.len() >= d.lim.Measurements {
			return false // also an empty list: rare
		}
		q.at++
		d.own = append(d.own, meas{kind: kind})
		if !d.walkMeas(&d.own[len(d.own)-1]) {
			return false
		}
		if end, ok := q.end(']'); end || !ok {
			return ok
		}
	}
}

// walkMeas reads the fields of a measurement, as walkStep does those of a step.
func (d *decoder) walkMeas(m *meas) bool {
	q, seen := &d.quick, ^kindFields[m.kind].has
	for i := range q.meas {
		g := &q.meas[i]
		from := q.at
		known := q.guess(g, measFieldNumber)
		f := measField(g.field)
		if seen&(1<<f) != 0 {
			return false
		}
		seen |= 1 << f
		if !known {
			var ok bool
			if g.val, ok = d.quickMeasField(m.kind, f); !ok {
				return false
			}
			if f != measValue {
				q.remember(g, from)
			}
		}
		m.put(f, g.val)
		if end, ok := q.end('}'); end || !ok {
			return ok
		}
	}
	return false
}

func (m *meas) put(f measField, v uint32) {
	switch f {
	case measCompOp:
		m.compOp = ref(v)
	case measName:
		m.name = ref(v)
	case measStatus:
		m.status, m.verdict = letter(v), verdictOfLetter(byte(v)) // #nosec G115 -- the walker gives one letter
	case measUnit:
		m.unit = ref(v)
	case measValue:
		m.value = ref(v)
	case measLow, measLimit:
		m.low = ref(v)
	case measHigh:
		m.high = ref(v)
	}
}

func (d *decoder) quickMeasField(kind MeasurementKind, f measField) (uint32, bool) {
	switch {
	case f == measStatus:
		return d.quick.letter()
	case f == measLow, f == measHigh, f == measValue && kind == Numeric:
		return d.quickNumber()
	case f == measCompOp, f == measName, f == measUnit, f == measValue, f == measLimit:
		return d.quickText()
	}
	return 0, false // formats: rare
}

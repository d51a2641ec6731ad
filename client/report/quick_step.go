package report

import "strings"

func stepFieldNumber(name []byte) uint8 { return uint8(stepFieldOf(name)) }
func measFieldNumber(name []byte) uint8 { return uint8(measFieldOf(name)) }

// quickStep reads row n the quick way; false where it is to be read token by token.
func (d *decoder) quickStep(n int) bool {
	q := &d.quick
	if q.off || !q.begin(d.dec.UnreadBuffer()) {
		return false
	}
	own := len(d.own)
	w := *d.rep.rows.steps.at(n)
	if d.walkStep(&w) {
		if _, err := d.dec.ReadValue(); err == nil {
			*d.rep.rows.steps.at(n) = w
			return true
		}
	}
	d.own = d.own[:own]
	return false
}

// walkStep reads the fields of a step.
func (d *decoder) walkStep(w *row) bool {
	q, seen := &d.quick, uint64(0)
	for i := range q.step {
		g := &q.step[i]
		from, known := q.at, false
		if len(g.whole) > 0 && q.sees(g.whole) {
			c := q.b[q.at+len(g.whole)]
			known = c == ',' || c == '}' // or the value is a longer number
		}
		switch {
		case known:
			q.at += len(g.whole)
		case len(g.lead) > 0 && q.sees(g.lead):
			q.at += len(g.lead)
		default:
			q.lead(g, stepFieldNumber)
		}
		f := stepField(g.field)
		if f == stepUnknown || seen&(1<<f) != 0 {
			return false
		}
		seen |= 1 << f
		if !known {
			var ok bool
			if g.val, ok = d.quickField(f); !ok {
				g.whole = g.whole[:0]
				return false
			}
			if g.whole = g.whole[:0]; f < stepQuickOnce && q.at-from <= maxGuess {
				g.whole = append(g.whole, q.b[from:q.at]...)
			}
		}
		w.put(f, g.val)
		if q.space(); q.peek() == '}' {
			q.at++
			return true
		}
		if q.peek() != ',' {
			return false
		}
	}
	return false
}

func (w *row) put(f stepField, v uint32) {
	switch f {
	case stepID:
		w.id, w.flags = int32(v), w.flags|flagHasID
	case stepGroup:
		w.group = letter(v)
	case stepType:
		w.typ = ref(v)
	case stepName:
		w.name = ref(v)
	case stepStatus:
		w.status, w.verdict = letter(v), verdictOfLetter(byte(v))
	case stepTotTime:
		w.totTime = ref(v)
	case stepStart:
		w.start = ref(v)
	case stepCaused:
		w.flags |= flagCaused * rowFlags(v)
	case stepCausedSeq:
		w.flags |= flagCausedSeq * rowFlags(v)
	}
}

// quickField reads the value of a field.
func (d *decoder) quickField(f stepField) (uint32, bool) {
	switch f {
	case stepID:
		return d.quick.id()
	case stepGroup, stepStatus:
		return d.quick.letter()
	case stepType, stepName:
		return d.quickText()
	case stepTotTime:
		return d.quickNumber()
	case stepStart:
		return d.quickTime()
	case stepCaused, stepCausedSeq:
		return d.quick.boolean()
	case stepNumeric:
		return 0, d.quickList(Numeric)
	case stepString:
		return 0, d.quickList(String)
	case stepBoolean:
		return 0, d.quickList(Boolean)
	}
	return 0, false
}

func (d *decoder) quickText() (uint32, bool) {
	if d.quick.word("null") {
		return 0, true
	}
	b, ok := d.quick.plain()
	if !ok || len(b) > d.text {
		return 0, false
	}
	return uint32(d.rep.rows.texts.add(b)), true
}

func (d *decoder) quickNumber() (uint32, bool) {
	if d.quick.word("null") {
		return 0, true
	}
	b := d.quick.digits()
	if len(b) == 0 || len(b) > d.text {
		return 0, false
	}
	return uint32(d.rep.rows.texts.add(b)), true
}

// quickTime reads a date that needs no remark.
func (d *decoder) quickTime() (uint32, bool) {
	v, ok := d.quickText()
	if !ok || v == 0 {
		return v, ok
	}
	s := d.rep.rows.texts.get(ref(v))
	return v, usualTime(s) || strings.TrimSpace(s) == s && !parseTime(s, nil).T.IsZero()
}

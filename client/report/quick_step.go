package report

import "strings"

func stepFieldNumber(name []byte) uint8 { return uint8(stepFieldOf(name)) }
func measFieldNumber(name []byte) uint8 { return uint8(measFieldOf(name)) }

// walked says how far a quick walk came.
type walked uint8

const (
	walkedNot     walked = iota
	walkedToSteps        // up to the field of the steps below
	walkedWhole
)

// quick reads a step the quick way, or its fields before the steps below. What is
// left is to be read token by token.
func (s *stepReader) quick() (walked, error) {
	q := &s.decoder.quick
	if !q.begun {
		return walkedNot, nil
	}
	q.begun = false
	q.at++
	w, from := s.row(), s.dec.InputOffset() // no row is added before the walk ends
	empty := *w
	far, err := s.walkStep(w), error(nil)
	switch far {
	case walkedWhole:
		if _, broken := s.dec.ReadValue(); broken != nil {
			far = walkedNot // read again token by token, which names the place
		}
	case walkedToSteps:
		_, err = s.dec.ReadToken()
		for to := from + int64(q.at); err == nil && s.dec.InputOffset() < to; {
			_, err = s.dec.ReadValue()
		}
	}
	if far == walkedNot || err != nil { // nothing of what was walked is sure
		*w, s.own, s.seen = empty, s.own[:s.first], 0
		return far, s.fail(err)
	}
	q.taken++
	return far, nil
}

// walkStep reads the fields of a step.
func (s *stepReader) walkStep(w *row) walked {
	q := &s.decoder.quick
	for i := range q.step {
		g := &q.step[i]
		from := q.at
		known := q.guess(g, stepFieldNumber)
		f := stepField(g.field)
		switch {
		case f == stepSteps && i > 0:
			q.at = from
			return walkedToSteps
		case f == stepUnknown || s.seen&(1<<f) != 0:
			return walkedNot
		case !known:
			var ok bool
			if g.val, ok = s.quickField(w, f); !ok {
				return walkedNot
			}
			if f < stepQuickOnce {
				q.remember(g, from)
			}
		}
		s.seen |= 1 << f
		w.put(f, g.val)
		if end, ok := q.end('}'); end || !ok {
			if ok {
				return walkedWhole
			}
			return walkedNot
		}
	}
	return walkedNot
}

func (w *row) put(f stepField, v uint32) {
	switch f {
	case stepID:
		w.id, w.flags = int32(v), w.flags|flagHasID // #nosec G115 -- the walker gives what it read of a field of this width
	case stepGroup:
		w.group = letter(v) // #nosec G115 -- the walker gives what it read of a field of this width
	case stepType:
		w.typ = ref(v)
	case stepName:
		w.name = ref(v)
	case stepStatus:
		w.status, w.verdict = letter(v), verdictOfLetter(byte(v)) // #nosec G115 -- the walker gives what it read of a field of this width
	case stepTotTime:
		w.totTime = ref(v)
	case stepStart:
		w.start = ref(v)
	case stepCaused:
		w.flags |= flagCaused * rowFlags(v) // #nosec G115 -- the walker gives what it read of a field of this width
	case stepCausedSeq:
		w.flags |= flagCausedSeq * rowFlags(v) // #nosec G115 -- the walker gives what it read of a field of this width
	}
}

// quickField reads the value of a field; rare ones go to the row at once.
func (d *decoder) quickField(w *row, f stepField) (uint32, bool) {
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
	return 0, d.quickRare(w, f)
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

package report

// quickRare reads the rarer fields that are simple enough.
func (d *decoder) quickRare(w *row, f stepField) bool {
	switch f {
	case stepErrorCode:
		return d.quickNum(w, propErrorCode)
	case stepInteractive:
		return d.quickNum(w, propInteractive)
	case stepErrorMessage:
		return d.quickStr(w, propErrorMessage)
	case stepText:
		return d.quickStr(w, propText)
	case stepTSGuid:
		return d.quickStr(w, propTSGuid)
	case stepLoop:
		return d.quickPart(w, propLoop, loopProps)
	case stepSeqCall:
		return d.quickPart(w, propSeqCall, seqCallProps)
	case stepPopup:
		return d.quickPart(w, propPopup, popupProps)
	case stepCallExe:
		return d.quickPart(w, 0, exeProps)
	}
	return false
}

func (d *decoder) quickNum(w *row, code propCode) bool {
	v, ok := d.quickNumber()
	d.rep.rows.setText(w, code, ref(v))
	return ok
}

func (d *decoder) quickStr(w *row, code propCode) bool {
	v, ok := d.quickText()
	d.rep.rows.setText(w, code, ref(v))
	return ok
}

// quickPart reads one of a step's small parts, as part does.
func (d *decoder) quickPart(w *row, there propCode, fs []partField) bool {
	q := &d.quick
	if q.word("null") {
		return true
	}
	if q.peek() != '{' {
		return false
	}
	if there != 0 {
		d.rep.rows.setProp(w, there, 0)
	}
	for seen := uint64(0); ; {
		q.at++ // the bracket or a comma
		q.space()
		name, ok := q.plain()
		if q.space(); !ok || q.peek() != ':' {
			return false // also an empty one: rare
		}
		q.at++
		q.space()
		i := 0
		for i < len(fs) && fs[i].name != string(name) {
			i++
		}
		if i == len(fs) || seen&(1<<i) != 0 {
			return false
		}
		seen |= 1 << i
		if fs[i].number {
			ok = d.quickNum(w, fs[i].code)
		} else {
			ok = d.quickStr(w, fs[i].code)
		}
		if !ok {
			return false
		}
		if end, ok := q.end('}'); end || !ok {
			return ok
		}
	}
}

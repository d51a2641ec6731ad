package report

// prop is one of the fields few steps have. Those of a step are a chain, newest
// first.
type prop struct {
	next uint32 // number of the next + 1; 0 = none
	val  ref
	code propCode
}

// propCode names a prop; with propFormat set it is the "…Format" twin of it.
type propCode uint8

const (
	propErrorCode propCode = iota
	propErrorMessage
	propText
	propTSGuid
	propInteractive
	propExitCode
	propTotTime // only its format
	propGroup   // only if it is no letter
	propStatus  // likewise
	propLoop    // that there is one
	propIndex
	propNum
	propEnding
	propPassed
	propFailed
	propSeqCall // that there is one
	propPath
	propSeqName
	propVersion
	propPopup // that there is one
	propResponse
	propButton
	propChart   // number of its span
	propFile    // number of its file
	propResults // number of its results

	propFormat propCode = 0x80
)

func (r *rows) prop(w *row, code propCode) (ref, bool) {
	for i := w.props; i != 0; {
		p := r.props.at(int(i - 1))
		if p.code == code {
			return p.val, true
		}
		i = p.next
	}
	return 0, false
}

func (r *rows) has(w *row, code propCode) bool {
	_, ok := r.prop(w, code)
	return ok
}

// setProp keeps a prop, replacing an earlier one.
func (r *rows) setProp(w *row, code propCode, val ref) {
	for i := w.props; i != 0; {
		p := r.props.at(int(i - 1))
		if p.code == code {
			p.val = val
			return
		}
		i = p.next
	}
	r.props.push(prop{next: w.props, val: val, code: code})
	w.props = uint32(r.props.len()) // #nosec G115 -- rows are bounded by Limits
}

// setText keeps a text; the empty one only where it replaces another.
func (r *rows) setText(w *row, code propCode, val ref) {
	if val != 0 || r.has(w, code) {
		r.setProp(w, code, val)
	}
}

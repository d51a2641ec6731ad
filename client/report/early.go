package report

import "io"

// Early is what is known of a report before its end. All of it is provisional: a
// later field may stand twice, and only the end says which failure was the first.
type Early struct {
	// Report holds the fields read so far, without steps; it is not changed later.
	Report *Report
	// Failure is the first failing step without steps below, nil while none is known.
	// The rows it names are those of the report to come, if that comes whole.
	Failure *Failure
	Steps   int // read so far
}

// Options are for DecodeWith; the zero value makes it Decode.
type Options struct {
	Limits Limits
	Keep   bool // keep the original: see Report.Body
	// Early is called at most twice, on the goroutine that decodes: when the steps
	// begin, with the fields before them, and at the first failing step. It must not
	// block for long.
	Early func(Early)
}

// DecodeWith is Decode with more to choose.
func DecodeWith(r io.Reader, o Options) (*Report, error) {
	d := newDecoder(r, o.Limits)
	d.early = o.Early
	if o.Keep {
		return d.decodeKeeping()
	}
	return d.decode()
}

// tellHead tells the fields before the steps.
func (d *decoder) tellHead() {
	if d.early != nil && !d.toldHead {
		d.toldHead = true
		d.early(Early{Report: d.soFar()})
	}
}

// maxEarlyTries bounds how often the loops before a failing step are looked at.
const maxEarlyTries = 16

// tellFailure tells row n, which has just ended, if it is the first that failed.
func (d *decoder) tellFailure(n int) {
	w := d.rep.rows.steps.at(n)
	if !w.verdict.Bad() || int(w.end) != n+1 {
		return
	}
	if d.earlyTries++; d.earlyTries > maxEarlyTries {
		d.early = nil
		return
	}
	if d.rep.forgiven()[n] {
		return
	}
	f := d.rep.failure(n)
	tell := d.early
	d.early = nil
	tell(Early{Report: d.soFar(), Failure: &f, Steps: d.rep.Len()})
}

// soFar is a copy of what was read beside the steps.
func (d *decoder) soFar() *Report {
	r := *d.rep
	r.rows = rows{}
	r.Incomplete = true
	r.Problems, r.NotShown = nil, nil
	return &r
}

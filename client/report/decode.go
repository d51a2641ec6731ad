package report

import (
	"errors"
	"io"
	"strings"
)

// Decode reads WSJF. On an error in the middle it returns both: what could be
// read, marked Incomplete, and the error (a *DecodeError), which names the place.
// What is no report at all (an HTML page, an empty answer, a list) gives a nil
// Report and the error.
//
// It reads on to the end of r and never closes it. Memory grows with the steps,
// not with what is passed over.
func Decode(r io.Reader, lim Limits) (*Report, error) {
	d := newDecoder(r, lim)
	return d.decode()
}

// decoder fills one Report.
type decoder struct {
	*scanner
	lim   Limits
	rep   *Report
	known bool   // a field was met that makes this a report
	own   []meas // measurements of the steps being read, innermost last

	unknowns map[string]int // by kind and name: number in Report.NotShown
	named    []byte         // scratch: the name of an unknown field

	quick quick

	early      func(Early) // nil when there is nothing more to tell
	toldHead   bool
	earlyTries int
}

func newDecoder(r io.Reader, lim Limits) *decoder {
	lim = lim.withDefaults()
	d := &decoder{scanner: newScanner(r, lim.String), lim: lim, rep: &Report{}}
	d.rep.rows.texts = newTexts()
	return d
}

func (d *decoder) decode() (*Report, error) {
	d.dec.PeekKind()
	if what, err := d.src.looksLike('{'); err != nil {
		return nil, &DecodeError{What: what, Err: err}
	}
	err := d.root()
	if err == nil {
		d.finish()
	}
	if !d.known {
		if err != nil {
			return nil, err
		}
		return nil, &DecodeError{What: "the answer is a JSON object, but not a report", Err: ErrShape}
	}
	d.rep.Problems = d.allProblems()
	d.rep.Incomplete = d.rep.Incomplete || err != nil
	d.rep.rows.texts.finish()
	return d.rep, err
}

// root reads the outermost object.
func (d *decoder) root() error {
	r := d.rep
	// Each of these alone makes the object a report.
	sign := func(to any) func() error {
		return func() error { d.known = true; return d.into(to) }
	}
	return d.fields("report", []field{
		{"type", sign(trimmed{&r.Type})},
		{"id", sign(trimmed{&r.ID})},
		{"pn", sign(trimmed{&r.PartNumber})},
		{"sn", sign(trimmed{&r.SerialNumber})},
		{"rev", sign(trimmed{&r.Revision})},
		{"result", sign(&r.Result)},
		{"machineName", sign(&r.Station)},
		{"root", sign(d.rootStep)},
		{"productName", &r.ProductName},
		{"processCode", &r.ProcessCode},
		{"processName", &r.ProcessName},
		{"location", &r.Location},
		{"purpose", &r.Purpose},
		{"origin", &r.Origin},
		{"start", &r.Start},
		{"startUTC", &r.StartUTC},
		{"uut", d.uut},
		{"uur", d.uur},
		{"miscInfos", d.miscInfos},
		{"subUnits", d.subUnits},
		{"assets", d.assets},
		{"assetStats", d.assetStats},
		{"binaryData", func() error { return d.files(&r.Files) }},
		{"additionalData", func() error { return d.additional(&r.Additional) }},
	})
}

func (d *decoder) rootStep() error {
	r := &d.rep.rows
	r.steps.cut(0)
	r.meas.cut(0)
	r.props.cut(0)
	r.forms.cut(0)
	d.tellHead()
	return d.step(-1, 0)
}

// finish checks what follows the report and what it said about itself.
func (d *decoder) finish() {
	switch _, err := d.dec.ReadToken(); {
	case err == nil:
		d.problems = append(d.problems, Problem{What: "something follows after the report: not read"})
	case !errors.Is(err, io.EOF):
		d.problems = append(d.problems, Problem{What: "after the report: " + printable(err.Error())})
	}
	r := d.rep
	if r.Start.T.IsZero() && !r.StartUTC.T.IsZero() {
		r.Start = r.StartUTC
	}
	switch r.Type = strings.ToUpper(r.Type); r.Type {
	case "T", "R":
	default:
		d.problems = append(d.problems, Problem{Where: "type", What: "neither T nor R: " + printable(r.Type)})
		r.Type = "T"
		if r.UUR != nil {
			r.Type = "R"
		}
	}
	if r.Type == "T" && r.Len() == 0 {
		d.problems = append(d.problems, Problem{Where: "root", What: "a test report without steps"})
		r.Incomplete = true
	}
}

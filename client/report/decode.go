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
	lim = lim.withDefaults()
	d := &decoder{scanner: newScanner(r, lim.String), lim: lim, rep: &Report{}}
	d.rep.rows.texts = newTexts()
	d.rep.ProcessCode = noNumber()
	d.dec.PeekKind()
	if what, err := d.src.looksLike('{'); err != nil {
		return nil, &DecodeError{What: what, Err: err}
	}
	err := d.object(d.root)
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

// decoder fills one Report.
type decoder struct {
	*scanner
	lim   Limits
	rep   *Report
	known bool   // a field was met that makes this a report
	utc   Time   // startUTC
	own   []meas // measurements of the steps being read, innermost last
}

// root reads the value of one field of the outermost object.
func (d *decoder) root(name []byte) (err error) {
	r := d.rep
	known := true
	switch string(name) {
	case "type":
		r.Type, err = d.trimmed()
	case "id":
		r.ID, err = d.trimmed()
	case "pn":
		r.PartNumber, err = d.trimmed()
	case "sn":
		r.SerialNumber, err = d.trimmed()
	case "rev":
		r.Revision, err = d.trimmed()
	case "result":
		r.Result, err = d.str()
	case "machineName":
		r.Station, err = d.str()
	case "root":
		r.rows.steps.cut(0)
		r.rows.meas.cut(0)
		r.rows.extras.cut(0)
		err = d.step(-1, 0)
	default:
		known, err = false, d.rootRest(name)
	}
	d.known = d.known || known
	return err
}

func (d *decoder) rootRest(name []byte) (err error) {
	r := d.rep
	switch string(name) {
	case "productName":
		r.ProductName, err = d.str()
	case "processCode":
		r.ProcessCode, err = d.number()
	case "processName":
		r.ProcessName, err = d.str()
	case "location":
		r.Location, err = d.str()
	case "purpose":
		r.Purpose, err = d.str()
	case "origin":
		r.Origin, err = d.str()
	case "start":
		r.Start, err = d.time()
	case "startUTC":
		d.utc, err = d.time()
	case "uut":
		err = d.uut()
	case "uur":
		err = d.uur()
	case "miscInfos":
		err = d.miscInfos()
	case "subUnits":
		err = d.subUnits()
	default:
		err = d.skip()
	}
	return err
}

// trimmed reads a text without the blanks that real reports hold around it.
func (d *decoder) trimmed() (string, error) {
	s, err := d.str()
	return strings.TrimSpace(s), err
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
	if r.Start.T.IsZero() && !d.utc.T.IsZero() {
		r.Start = d.utc
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

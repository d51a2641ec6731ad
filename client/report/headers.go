package report

import (
	"errors"
	"io"
	"math"
	"strings"
	"time"
)

// DecodeHeaders reads the bare JSON array that GET /api/Report/Query/Header
// answers. It is lenient in what it takes (numbers as texts, nulls, unknown
// fields, other letter cases where the exact name is absent); values it cannot
// understand count as absent.
//
// On an error in the middle it returns both: the headers read before it and the
// error (a *DecodeError), which names the place. What is no such list at all (an
// HTML page, an object, an empty answer) gives no headers and the error.
func DecodeHeaders(r io.Reader) ([]Header, error) {
	d := &headerDecoder{scanner: newScanner(r, 1<<20), texts: newTexts()}
	d.dec.PeekKind()
	if what, err := d.src.looksLike('['); err != nil {
		return nil, &DecodeError{What: what, Err: err}
	}
	err := d.array(d.element)
	if err == nil {
		err = d.end()
	}
	return d.out, err
}

type headerDecoder struct {
	*scanner
	texts    texts // keeps repeated names once
	out      []Header
	elements int
	known    bool // of this element: a field of a header was met
	exact    uint64
}

func (d *headerDecoder) element() error {
	if d.elements++; d.elements > maxHeaders {
		return d.over("report headers", maxHeaders)
	}
	if d.peek() != '{' {
		return d.skip()
	}
	h := Header{}
	d.known, d.exact = false, 0
	err := d.object(func(name []byte) error { return d.field(&h, name) })
	if err == nil && d.known {
		d.out = append(d.out, h)
	}
	return err
}

// end checks that the list was one of headers and that nothing follows it.
func (d *headerDecoder) end() error {
	if d.elements > 0 && len(d.out) == 0 {
		return &DecodeError{What: "the answer is a list, but not of report headers", Err: ErrShape}
	}
	_, err := d.dec.ReadToken()
	switch {
	case err == nil:
		return &DecodeError{Offset: d.dec.InputOffset(), What: "something follows after the list", Err: ErrNotJSON}
	case errors.Is(err, io.EOF):
		return nil
	}
	return d.fail(err)
}

// field reads one field. A name in other letter case counts only while the exact
// one was not met.
func (d *headerDecoder) field(h *Header, name []byte) error {
	i, exact := headerIndex[string(name)]
	if exact {
		d.exact |= 1 << i
	} else if i = foldedField(string(name)); i < 0 || d.exact&(1<<i) != 0 {
		return d.skip()
	}
	d.known = true
	return headerFields[i].read(d, h)
}

func foldedField(name string) int {
	for i, f := range headerFields {
		if strings.EqualFold(f.name, name) {
			return i
		}
	}
	return -1
}

type headerField struct {
	name string
	read func(*headerDecoder, *Header) error
}

var headerFields = []headerField{
	{"uuid", text(func(h *Header) *string { return &h.UUID })},
	{"serialNumber", text(func(h *Header) *string { return &h.SerialNumber })},
	{"partNumber", text(func(h *Header) *string { return &h.PartNumber })},
	{"revision", text(func(h *Header) *string { return &h.Revision })},
	{"batchNumber", text(func(h *Header) *string { return &h.BatchNumber })},
	{"reportType", text(func(h *Header) *string { return &h.ReportType })},
	{"start", (*headerDecoder).start},
	{"result", text(func(h *Header) *string { return &h.Result })},
	{"userName", text(func(h *Header) *string { return &h.UserName })},
	{"stationName", text(func(h *Header) *string { return &h.StationName })},
	{"location", text(func(h *Header) *string { return &h.Location })},
	{"purpose", text(func(h *Header) *string { return &h.Purpose })},
	{"measuresDeleted", (*headerDecoder).measuresDeleted},
	{"timeStamp", (*headerDecoder).timeStamp},
	{"processCode", whole(func(h *Header) **int { return &h.ProcessCode })},
	{"processName", text(func(h *Header) *string { return &h.ProcessName })},
	{"comment", text(func(h *Header) *string { return &h.Comment })},
	{"swFilename", text(func(h *Header) *string { return &h.SWFilename })},
	{"swVersion", text(func(h *Header) *string { return &h.SWVersion })},
	{"fixtureId", text(func(h *Header) *string { return &h.FixtureID })},
	{"errorMessage", text(func(h *Header) *string { return &h.ErrorMessage })},
	{"executionTime", (*headerDecoder).executionTime},
	{"testSocketIndex", whole(func(h *Header) **int { return &h.TestSocketIndex })},
	{"errorCode", whole(func(h *Header) **int { return &h.ErrorCode })},
	{"run", whole(func(h *Header) **int { return &h.Run })},
	{"receiveCount", whole(func(h *Header) **int { return &h.ReceiveCount })},
	{"reportSize", whole(func(h *Header) **int { return &h.ReportSize })},
	{"passedInRun", whole(func(h *Header) **int { return &h.PassedInRun })},
	{"causedUutFailure", text(func(h *Header) *string { return &h.CausedUUTFailure })},
	{"causedUutFailurePath", text(func(h *Header) *string { return &h.CausedUUTFailurePath })},
	{"referencedUut", text(func(h *Header) *string { return &h.ReferencedUUT })},
}

var headerIndex = func() map[string]int {
	m := make(map[string]int, len(headerFields))
	for i, f := range headerFields {
		m[f.name] = i
	}
	return m
}()

func text(at func(*Header) *string) func(*headerDecoder, *Header) error {
	return func(d *headerDecoder, h *Header) error {
		b, _, err := d.scalar()
		*at(h) = d.texts.get(d.texts.add(b))
		return err
	}
}

func whole(at func(*Header) **int) func(*headerDecoder, *Header) error {
	return func(d *headerDecoder, h *Header) error {
		b, err := d.rawNumber()
		*at(h) = nil
		if n, ok := parseInt(string(b)); ok {
			v := int(n)
			*at(h) = &v
		}
		return err
	}
}

func (d *headerDecoder) start(h *Header) error {
	b, _, err := d.scalar()
	h.Start = time.Time{}
	if t := parseTime(string(trimSpace(b)), time.UTC); !t.T.IsZero() {
		h.Start = t.T.UTC()
	}
	return err
}

func (d *headerDecoder) measuresDeleted(h *Header) (err error) {
	h.MeasuresDeleted, err = d.boolean()
	return err
}

func (d *headerDecoder) timeStamp(h *Header) error {
	b, err := d.rawNumber()
	h.TimeStamp, _ = parseInt(string(b))
	return err
}

func (d *headerDecoder) executionTime(h *Header) error {
	b, err := d.rawNumber()
	h.ExecutionTime = nil
	if f, ok := parseFloat(string(b)); ok && !math.IsNaN(f) && !math.IsInf(f, 0) {
		h.ExecutionTime = &f
	}
	return err
}

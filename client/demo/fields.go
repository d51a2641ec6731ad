package demo

import (
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"stationcompanion/client/report"
)

// kind is the type of a header field, which decides the literals it compares with.
type kind uint8

const (
	textKind kind = iota
	wholeKind
	realKind
	dateKind
	guidKind
	boolKind
)

var kindNames = [...]string{"a text", "a whole number", "a number", "a date", "a GUID", "a boolean"}

// value is a field of a header or a literal. A number has both f and, if whole, i.
type value struct {
	kind kind
	null bool
	s    string // text, GUID
	i    int64
	f    float64
	t    time.Time
	b    bool
}

// field is one of the header's, in the contract's order.
type field struct {
	name string
	kind kind
	get  func(*report.Header) value
}

var headerFields = []field{
	{"uuid", guidKind, func(h *report.Header) value { return value{kind: guidKind, s: h.UUID} }},
	textField("serialNumber", func(h *report.Header) string { return h.SerialNumber }),
	textField("partNumber", func(h *report.Header) string { return h.PartNumber }),
	textField("revision", func(h *report.Header) string { return h.Revision }),
	textField("batchNumber", func(h *report.Header) string { return h.BatchNumber }),
	textField("reportType", func(h *report.Header) string { return h.ReportType }),
	{"start", dateKind, func(h *report.Header) value { return value{kind: dateKind, t: h.Start} }},
	textField("result", func(h *report.Header) string { return h.Result }),
	textField("userName", func(h *report.Header) string { return h.UserName }),
	textField("stationName", func(h *report.Header) string { return h.StationName }),
	textField("location", func(h *report.Header) string { return h.Location }),
	textField("purpose", func(h *report.Header) string { return h.Purpose }),
	{"measuresDeleted", boolKind, func(h *report.Header) value { return value{kind: boolKind, b: h.MeasuresDeleted} }},
	{"timeStamp", wholeKind, func(h *report.Header) value { return wholeValue(h.TimeStamp) }},
	intField("processCode", func(h *report.Header) *int { return h.ProcessCode }),
	textField("processName", func(h *report.Header) string { return h.ProcessName }),
	textField("comment", func(h *report.Header) string { return h.Comment }),
	textField("swFilename", func(h *report.Header) string { return h.SWFilename }),
	textField("swVersion", func(h *report.Header) string { return h.SWVersion }),
	textField("fixtureId", func(h *report.Header) string { return h.FixtureID }),
	textField("errorMessage", func(h *report.Header) string { return h.ErrorMessage }),
	{"executionTime", realKind, executionTime},
	intField("testSocketIndex", func(h *report.Header) *int { return h.TestSocketIndex }),
	intField("errorCode", func(h *report.Header) *int { return h.ErrorCode }),
	intField("run", func(h *report.Header) *int { return h.Run }),
	intField("receiveCount", func(h *report.Header) *int { return h.ReceiveCount }),
	intField("reportSize", func(h *report.Header) *int { return h.ReportSize }),
	intField("passedInRun", func(h *report.Header) *int { return h.PassedInRun }),
	textField("causedUutFailure", func(h *report.Header) string { return h.CausedUUTFailure }),
	textField("causedUutFailurePath", func(h *report.Header) string { return h.CausedUUTFailurePath }),
	{"referencedUut", guidKind, func(h *report.Header) value {
		return value{kind: guidKind, s: h.ReferencedUUT, null: h.ReferencedUUT == ""}
	}},
}

func textField(name string, get func(*report.Header) string) field {
	return field{name, textKind, func(h *report.Header) value {
		s := get(h)
		return value{kind: textKind, s: s, null: s == ""}
	}}
}

func intField(name string, get func(*report.Header) *int) field {
	return field{name, wholeKind, func(h *report.Header) value {
		if p := get(h); p != nil {
			return wholeValue(int64(*p))
		}
		return value{kind: wholeKind, null: true}
	}}
}

func wholeValue(i int64) value { return value{kind: wholeKind, i: i, f: float64(i)} }

func executionTime(h *report.Header) value {
	if h.ExecutionTime == nil {
		return value{kind: realKind, null: true}
	}
	return value{kind: realKind, f: *h.ExecutionTime}
}

var fieldByName = func() map[string]*field {
	m := make(map[string]*field, len(headerFields))
	for i := range headerFields {
		m[headerFields[i].name] = &headerFields[i]
	}
	return m
}()

// appendJSON writes a field's value.
func (v value) appendJSON(b []byte) []byte {
	if v.null {
		return append(b, "null"...)
	}
	switch v.kind {
	case wholeKind:
		return strconv.AppendInt(b, v.i, 10)
	case realKind:
		return strconv.AppendFloat(b, v.f, 'g', -1, 64)
	case dateKind:
		return append(v.t.UTC().AppendFormat(append(b, '"'), "2006-01-02T15:04:05Z"), '"')
	case boolKind:
		return strconv.AppendBool(b, v.b)
	}
	b, _ = jsontext.AppendQuote(b, v.s) // broken UTF-8 is replaced; the error says no more
	return b
}

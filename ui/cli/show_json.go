package cli

import (
	"bufio"
	"io"

	"stationcompanion/client/report"
	"stationcompanion/ui/words"
)

// shownStep is one step of `show --format json`. Numbers are as the report wrote them;
// what a step does not have is null, or left out where marked so.
type shownStep struct {
	Row          int                `json:"row"`  // from 1, document order
	Path         []string           `json:"path"` // names from below the root
	StepID       *int               `json:"step_id"`
	Name         string             `json:"name"`
	Type         string             `json:"type"`
	Status       string             `json:"status"` // Passed Failed Done Skipped Error Terminated Unknown
	Group        string             `json:"group"`  // S M C
	Start        string             `json:"start,omitempty"`
	TotalTime    any                `json:"total_time"` // seconds
	Loop         *shownLoop         `json:"loop,omitempty"`
	ErrorCode    any                `json:"error_code,omitempty"`
	ErrorMessage string             `json:"error_message,omitempty"`
	ExitCode     any                `json:"exit_code,omitempty"`
	ReportText   string             `json:"report_text,omitempty"`
	Measurements []shownMeasurement `json:"measurements"`
}

// shownLoop is a step's place in a loop; index is null for the summary of one.
type shownLoop struct {
	Index  any `json:"index"`
	Num    any `json:"num"`
	Passed any `json:"passed"`
	Failed any `json:"failed"`
}

// shownMeasurement holds value, low and high of a numeric measurement, text and limit of
// a string one.
type shownMeasurement struct {
	Name   *string `json:"name"` // null when single
	Kind   string  `json:"kind"` // numeric string boolean
	Value  any     `json:"value"`
	Unit   *string `json:"unit"`
	CompOp *string `json:"comp_op"`
	Low    any     `json:"low"`
	High   any     `json:"high"`
	Text   *string `json:"text"`
	Limit  *string `json:"limit"`
	Status string  `json:"status"`
	Judged *string `json:"judged"` // Passed or Failed by the comparison; null where it cannot be told
}

// shownDisagreement is a place where a stored status does not follow from the rest;
// measurement is null where the step's own is meant, and for a measurement without name.
type shownDisagreement struct {
	Row         int      `json:"row"`
	Path        []string `json:"path"`
	Of          string   `json:"of"` // step or measurement
	Measurement *string  `json:"measurement"`
	Stored      string   `json:"stored"`
	Judged      string   `json:"judged"`
}

type shownProblem struct {
	Where string `json:"where"`
	What  string `json:"what"`
}

// writeJSON writes `show --format json`, a step a line; memory does not grow with the
// steps.
func (s shown) writeJSON(w io.Writer) error {
	r := s.report
	o := &jsonObject{w: bufio.NewWriterSize(w, 64<<10)}
	from := originOf(s.saved, s.cause)
	from.Source = s.source
	o.field("source", from.Source)
	if from.SavedAt != "" {
		o.field("saved_at", from.SavedAt)
		o.field("cause", from.Cause)
	}
	summary := summarise(r, exactNumber)
	summary.Problems = nil // they stand below, in two parts each
	o.field("report", summary)
	o.field("first_failure", firstFailureOf(r, exactNumber))
	o.list("steps", r.Len(), func(i int) any { return stepOf(r, i) })
	o.list("problems", len(r.Problems), func(i int) any { return shownProblem(r.Problems[i]) })
	odd, count := r.Disagreements()
	o.list("disagreements", len(odd), func(i int) any { return disagreementOf(r, odd[i]) })
	o.field("disagreement_count", count) // of which 200 are listed
	o.field("incomplete", r.Incomplete || s.err != nil)
	if s.err != nil {
		t := words.Error(s.err)
		o.field("error", lookupError{kindOf(s.err), s.partTrouble().Title, s.partTrouble().Advice, t.Technical})
	}
	return o.end()
}

func stepOf(r *report.Report, i int) shownStep {
	s := r.Step(i)
	out := shownStep{
		Row: i + 1, Path: pathOf(r, i), Name: s.Name, Type: s.Type, Status: verdictNames[s.Verdict], Group: s.Group,
		Start: s.Start.Raw, TotalTime: exactNumber(s.TotTime), ErrorCode: exactNumber(s.ErrorCode),
		ErrorMessage: s.ErrorMessage, ExitCode: exactNumber(s.ExitCode), ReportText: s.Text,
		Measurements: make([]shownMeasurement, 0, s.Measurements),
	}
	if s.HasID {
		out.StepID = &s.ID
	}
	if l := s.Loop; l != nil {
		out.Loop = &shownLoop{exactNumber(l.Index), exactNumber(l.Num), exactNumber(l.Passed), exactNumber(l.Failed)}
	}
	if s.Measurements == 0 {
		return out
	}
	for _, m := range r.Measurements(i) {
		out.Measurements = append(out.Measurements, measurementOf(m))
	}
	return out
}

func measurementOf(m report.Measurement) shownMeasurement {
	out := shownMeasurement{
		Name: text(m.Name), Unit: text(m.Unit), CompOp: text(m.CompOp), Status: verdictNames[m.Verdict],
	}
	switch m.Kind {
	case report.Numeric:
		out.Kind = "numeric"
		out.Value, out.Low, out.High = exactNumber(m.Value), exactNumber(m.Low), exactNumber(m.High)
	case report.String:
		out.Kind, out.Text, out.Limit = "string", &m.Text, text(m.Limit)
	case report.Boolean:
		out.Kind = "boolean"
	}
	if v := m.Judge(); v != report.VerdictUnknown {
		out.Judged = text(verdictNames[v])
	}
	return out
}

func disagreementOf(r *report.Report, d report.Disagreement) shownDisagreement {
	out := shownDisagreement{
		Row: d.Row + 1, Path: pathOf(r, d.Row), Of: "step", Stored: verdictNames[d.Stored], Judged: verdictNames[d.Judged],
	}
	if d.Measurement >= 0 {
		out.Of, out.Measurement = "measurement", text(r.Measurements(d.Row)[d.Measurement].Name)
	}
	return out
}

// pathOf is a step's path, never null.
func pathOf(r *report.Report, row int) []string {
	if path := r.Path(row); path != nil {
		return path
	}
	return []string{}
}

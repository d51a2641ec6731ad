package cli

import (
	"math"
	"strconv"
	"strings"
	"time"

	"stationcompanion/client/report"
	"stationcompanion/ui/words"
)

// reportSummary is a full report as `lookup --json` gives it: the names of the header
// query (WATS contract §3) as far as the report has them, and counts of what it holds.
type reportSummary struct {
	UUID            string         `json:"uuid"`
	SerialNumber    string         `json:"serialNumber"`
	PartNumber      string         `json:"partNumber"`
	Revision        string         `json:"revision,omitempty"`
	BatchNumber     string         `json:"batchNumber,omitempty"`
	ReportType      string         `json:"reportType"`
	Start           string         `json:"start,omitempty"` // RFC 3339 UTC, or as written where it says no zone
	Result          string         `json:"result"`          // Passed Failed Error Terminated
	ProductName     string         `json:"productName,omitempty"`
	UserName        string         `json:"userName,omitempty"`
	StationName     string         `json:"stationName,omitempty"`
	Location        string         `json:"location,omitempty"`
	Purpose         string         `json:"purpose,omitempty"`
	ProcessCode     any            `json:"processCode,omitempty"`
	ProcessName     string         `json:"processName,omitempty"`
	Comment         string         `json:"comment,omitempty"`
	FixtureID       string         `json:"fixtureId,omitempty"`
	ErrorCode       any            `json:"errorCode,omitempty"`
	ErrorMessage    string         `json:"errorMessage,omitempty"`
	ExecutionTime   any            `json:"executionTime,omitempty"` // seconds
	TestSocketIndex any            `json:"testSocketIndex,omitempty"`
	ReferencedUUT   string         `json:"referencedUut,omitempty"`
	Steps           int            `json:"steps"`
	StepResults     map[string]int `json:"step_results"` // by verdict; every verdict that occurs
	Measurements    int            `json:"measurements"`
	Failures        int            `json:"repair_failures,omitempty"` // of a repair
	Incomplete      bool           `json:"incomplete"`
	Problems        []string       `json:"problems,omitempty"` // what was odd in the data
}

// firstFailure is the step that failed first, with its first failing measurement.
// measurement and what follows are null where the step has none. value, low and high
// are numbers where the report has finite ones, else the text it has; of a text
// measurement, low is the text it was compared with.
type firstFailure struct {
	Path        []string `json:"path"`
	StepID      *int     `json:"step_id"`
	Measurement *string  `json:"measurement"`
	Value       any      `json:"value"`
	Unit        *string  `json:"unit"`
	CompOp      *string  `json:"comp_op"`
	Low         any      `json:"low"`
	High        any      `json:"high"`
}

// verdictNames are the words of the header query, and lower-case for steps.
var verdictNames = map[report.Verdict]string{
	report.VerdictUnknown: "Unknown", report.Passed: "Passed", report.Failed: "Failed",
	report.Errored: "Error", report.Terminated: "Terminated", report.Done: "Done", report.Skipped: "Skipped",
}

// numbers gives a report's number as JSON: jsonNumber or exactNumber.
type numbers func(report.Number) any

func summarise(r *report.Report, number numbers) reportSummary {
	s := reportSummary{
		UUID: r.ID, SerialNumber: r.SerialNumber, PartNumber: r.PartNumber, Revision: r.Revision,
		ReportType: r.Type, Start: startOf(r.Start), Result: verdictNames[r.Verdict()],
		ProductName: r.ProductName, StationName: r.Station, Location: r.Location, Purpose: r.Purpose,
		ProcessCode: number(r.ProcessCode), ProcessName: r.ProcessName,
		Incomplete: r.Incomplete,
	}
	if u := r.UUT; u != nil {
		s.BatchNumber, s.UserName, s.Comment = u.BatchSN, u.User, u.Comment
		s.FixtureID, s.ErrorMessage = u.FixtureID, u.ErrorMessage
		s.ErrorCode, s.ExecutionTime = number(u.ErrorCode), number(u.ExecTime)
		s.TestSocketIndex = number(u.TestSocketIndex)
	}
	if u := r.UUR; u != nil {
		s.UserName, s.Comment, s.ReferencedUUT = u.User, u.Comment, u.RefUUT
		s.ExecutionTime = number(u.ExecTime)
		for _, sub := range r.SubUnits {
			s.Failures += len(sub.Failures)
		}
	}
	s.Steps, s.StepResults, s.Measurements = counts(r)
	for _, p := range r.Problems {
		s.Problems = append(s.Problems, p.Where+": "+p.What)
	}
	return s
}

// counts walks the steps once.
func counts(r *report.Report) (steps int, results map[string]int, measurements int) {
	results = map[string]int{}
	for i := range r.Len() {
		step := r.Step(i)
		results[strings.ToLower(verdictNames[step.Verdict])]++
		measurements += step.Measurements
	}
	return r.Len(), results, measurements
}

func startOf(t report.Time) string {
	if t.T.IsZero() || !t.HasZone {
		return t.Raw
	}
	return t.T.UTC().Format(time.RFC3339Nano)
}

func firstFailureOf(r *report.Report, number numbers) *firstFailure {
	f, ok := r.FirstFailure()
	if !ok {
		return nil
	}
	out := &firstFailure{Path: f.Path}
	if out.Path == nil {
		out.Path = []string{}
	}
	if f.Step.HasID {
		out.StepID = &f.Step.ID
	}
	if f.Measurement < 0 {
		return out
	}
	m := f.M
	out.Measurement, out.Unit, out.CompOp = text(m.Name), text(m.Unit), text(m.CompOp)
	switch m.Kind {
	case report.Numeric:
		out.Value, out.Low, out.High = number(m.Value), number(m.Low), number(m.High)
	case report.String:
		out.Value, out.Low = m.Text, m.Limit
	case report.Boolean:
		out.Value = verdictNames[m.Verdict]
	}
	return out
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// exact gives a number for reading: as it was written.
func exact(n report.Number) string {
	if math.IsNaN(n.F) || n.Raw != "" {
		return words.Visible(n.Raw)
	}
	return strconv.FormatFloat(n.F, 'g', -1, 64)
}

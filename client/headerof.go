package client

import (
	"math"

	"stationcompanion/client/report"
)

// HeaderOf tells a full report's header, as far as the report holds it, so that
// a report found by id can stand in the same rows as those found by a query.
func HeaderOf(r *report.Report) report.Header {
	h := report.Header{
		UUID: r.ID, SerialNumber: r.SerialNumber, PartNumber: r.PartNumber, Revision: r.Revision,
		ReportType: r.Type, Start: r.Start.T.UTC(), Result: longResult(r.Result),
		StationName: r.Station, Location: r.Location, Purpose: r.Purpose,
		ProcessCode: wholeOf(r.ProcessCode), ProcessName: r.ProcessName,
	}
	if id, ok := ParseID(r.ID); ok {
		h.UUID = id
	}
	if r.Start.T.IsZero() {
		h.Start = r.Start.T
	}
	if u := r.UUT; u != nil {
		h.BatchNumber, h.UserName, h.Comment = u.BatchSN, u.User, u.Comment
		h.FixtureID, h.ErrorMessage = u.FixtureID, u.ErrorMessage
		h.ErrorCode, h.TestSocketIndex, h.ExecutionTime = wholeOf(u.ErrorCode), wholeOf(u.TestSocketIndex), secondsOf(u.ExecTime)
	}
	if u := r.UUR; u != nil {
		h.UserName, h.Comment, h.ReferencedUUT = u.User, u.Comment, u.RefUUT
		h.ExecutionTime = secondsOf(u.ExecTime)
	}
	return h
}

// longResult gives a header's long word for a report's letter; what is neither stays as sent.
func longResult(sent string) string {
	switch report.ParseVerdict(sent) {
	case report.Passed:
		return "Passed"
	case report.Failed:
		return "Failed"
	case report.Errored:
		return "Error"
	case report.Terminated:
		return "Terminated"
	}
	return sent
}

func wholeOf(n report.Number) *int {
	if !n.Set() || n.F != math.Trunc(n.F) || math.Abs(n.F) > 1<<53 {
		return nil
	}
	i := int(n.F)
	return &i
}

func secondsOf(n report.Number) *float64 {
	if !n.Set() || math.IsNaN(n.F) || math.IsInf(n.F, 0) {
		return nil
	}
	return &n.F
}

package export

import (
	"strings"
	"time"

	"stationcompanion/client/report"
)

// fact is one labelled value of a report's head.
type fact struct{ label, value string }

// headFacts lists what stands about a report as a whole, without what is empty.
// Times are in loc (nil: time.Local).
func headFacts(r *report.Report, loc *time.Location) []fact {
	all := []fact{
		{"Operation", operationFull(r.ProcessName, r.ProcessCode)},
		{"Station", oneLine(r.Station)}, {"Location", oneLine(r.Location)}, {"Purpose", oneLine(r.Purpose)},
		{"Started", when(r.Start, loc)}, {"Part number", oneLine(r.PartNumber)}, {"Revision", oneLine(r.Revision)},
		{"Serial number", oneLine(r.SerialNumber)}, {"Product", oneLine(r.ProductName)},
	}
	all = append(all, uutFacts(r.UUT)...)
	all = append(all, uurFacts(r.UUR, loc)...)
	all = append(all, fact{"Origin", oneLine(r.Origin)}, fact{"Report id", oneLine(r.ID)})
	kept := all[:0]
	for _, f := range all {
		if strings.TrimSpace(f.value) != "" {
			kept = append(kept, f)
		}
	}
	return kept
}

func uutFacts(u *report.UUT) []fact {
	if u == nil {
		return nil
	}
	socket := ""
	if u.TestSocketIndex.F >= 0 { // -1 is what exports write for none
		socket = visible(u.TestSocketIndex.Raw)
	}
	return []fact{
		{"Operator", oneLine(u.User)}, {"Took", exactSeconds(u.ExecTime)}, {"Batch", oneLine(u.BatchSN)},
		{"Socket", socket}, {"Fixture", oneLine(u.FixtureID)}, {"Batch failures", notZero(u.BatchFailCount)},
		{"Batch loop", visible(u.BatchLoopIndex.Raw)}, {"Error code", notZero(u.ErrorCode)},
		{"Error", text(u.ErrorMessage)}, {"Comment", text(u.Comment)},
	}
}

func uurFacts(u *report.UUR, loc *time.Location) []fact {
	if u == nil {
		return nil
	}
	return []fact{
		{"Operator", oneLine(u.User)}, {"Took", exactTook(u.ExecTime)},
		{"Failed in", operationFull(u.ProcessName, u.ProcessCode)}, {"Test report", oneLine(refUUT(u))},
		{"Confirmed", when(u.ConfirmDate, loc)}, {"Finalized", when(u.FinalizeDate, loc)}, {"Comment", text(u.Comment)},
	}
}

// operationFull is name and code of an operation, as far as the report has them.
func operationFull(name string, code report.Number) string {
	name = oneLine(name)
	switch {
	case name != "" && code.Set():
		return name + " (" + visible(code.Raw) + ")"
	case code.Set():
		return visible(code.Raw)
	}
	return name
}

// exactSeconds is a time for reading with the number behind it where they differ.
func exactSeconds(n report.Number) string {
	read := seconds(n)
	if read == "" {
		return visible(n.Raw)
	}
	if raw := visible(n.Raw) + " s"; raw != read && n.F != 0 {
		return read + " (" + raw + ")"
	}
	return read
}

// text is visibleLines as one text.
func text(s string) string { return strings.Join(visibleLines(s), "\n") }

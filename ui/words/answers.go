package words

import (
	"strings"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

// Verdict gives PASSED, FAILED, ERROR, TERMINATED, DONE, SKIPPED, UNKNOWN.
func Verdict(v report.Verdict) string {
	switch v {
	case report.Passed:
		return T("verdict.passed")
	case report.Failed:
		return T("verdict.failed")
	case report.Errored:
		return T("verdict.error")
	case report.Terminated:
		return T("verdict.terminated")
	case report.Done:
		return T("verdict.done")
	case report.Skipped:
		return T("verdict.skipped")
	}
	return T("verdict.unknown")
}

// ReadAs says how a text was understood ("read as serial number SN-1001").
func ReadAs(a client.Answer) string {
	if a.ReadAs == (client.Reading{}) {
		return ""
	}
	return T("read.as", Reading(a.ReadAs))
}

// Reading names one way to understand a text ("serial number SN-1001").
func Reading(r client.Reading) string {
	switch r.By {
	case client.ByID:
		return T("read.id", Visible(r.ID))
	case client.ByPart:
		return T("read.part", Visible(r.Part))
	case client.BySerial:
		if r.Part == "" {
			return T("read.serial", Visible(r.Serial))
		}
	}
	parts := []string{T("read.serial", Visible(r.Serial))}
	for _, more := range []struct{ key, value string }{
		{"read.part", r.Part}, {"read.rev", r.Rev}, {"read.batch", r.Batch},
	} {
		if more.value != "" {
			parts = append(parts, T(more.key, Visible(more.value)))
		}
	}
	return strings.Join(parts, ", ")
}

// Tried says every way a text was asked, for an answer with nothing in it.
func Tried(a client.Answer) string {
	tried := a.Tried
	if len(tried) == 0 {
		tried = []client.Reading{a.ReadAs}
	}
	ways := make([]string, 0, len(tried))
	for _, r := range tried {
		ways = append(ways, Reading(r))
	}
	return T("read.tried", strings.Join(ways, T("read.then")))
}

// SavedBecause says of when saved copies are and why there is no answer of the server
// ("10:41; WATS does not answer"). A nil cause leaves the reason out.
func SavedBecause(saved time.Time, cause error, now time.Time) string {
	when := When(saved, now)
	if cause == nil {
		return when
	}
	if kind := string(client.KindOf(cause)); Has("saved.why." + kind) {
		return T("saved.because", when, T("saved.why."+kind))
	}
	return T("saved.because", when, T("saved.silent"))
}

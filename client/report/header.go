// Package report says what a WATS report is: headers, steps, measurements and
// limits, and decodes WSJF and WSXF into rows. It is pure: no files, no network.
//
// Texts and numbers are kept as they were written; what is shown rounded can be
// copied exact. Source of every rule: the WATS contract (REST query header and WSJF).
package report

import (
	"strings"
	"time"
)

// Header is one report of GET /api/Report/Query/Header, with the contract's field names.
// Absent and null texts are "", absent numbers nil.
type Header struct {
	UUID                 string    `json:"uuid"`
	SerialNumber         string    `json:"serialNumber"`
	PartNumber           string    `json:"partNumber"`
	Revision             string    `json:"revision,omitempty"`
	BatchNumber          string    `json:"batchNumber,omitempty"`
	ReportType           string    `json:"reportType"` // T (UUT) or R (UUR)
	Start                time.Time `json:"start"`      // UTC
	Result               string    `json:"result"`     // Passed Failed Error Terminated, as sent
	UserName             string    `json:"userName,omitempty"`
	StationName          string    `json:"stationName,omitempty"`
	Location             string    `json:"location,omitempty"`
	Purpose              string    `json:"purpose,omitempty"`
	MeasuresDeleted      bool      `json:"measuresDeleted,omitempty"`
	TimeStamp            int64     `json:"timeStamp,omitempty"` // processing order, not a time
	ProcessCode          *int      `json:"processCode,omitempty"`
	ProcessName          string    `json:"processName,omitempty"`
	Comment              string    `json:"comment,omitempty"`
	SWFilename           string    `json:"swFilename,omitempty"`
	SWVersion            string    `json:"swVersion,omitempty"`
	FixtureID            string    `json:"fixtureId,omitempty"`
	ErrorMessage         string    `json:"errorMessage,omitempty"`
	ExecutionTime        *float64  `json:"executionTime,omitempty"` // seconds
	TestSocketIndex      *int      `json:"testSocketIndex,omitempty"`
	ErrorCode            *int      `json:"errorCode,omitempty"`
	Run                  *int      `json:"run,omitempty"`
	ReceiveCount         *int      `json:"receiveCount,omitempty"`
	ReportSize           *int      `json:"reportSize,omitempty"` // KB
	PassedInRun          *int      `json:"passedInRun,omitempty"`
	CausedUUTFailure     string    `json:"causedUutFailure,omitempty"`
	CausedUUTFailurePath string    `json:"causedUutFailurePath,omitempty"`
	ReferencedUUT        string    `json:"referencedUut,omitempty"`
}

// Verdict is a result or status in one form for every place it is shown.
type Verdict uint8

// The verdicts. Steps have all of them, reports the first four.
const (
	VerdictUnknown Verdict = iota
	Passed
	Failed
	Errored
	Terminated
	Done
	Skipped
)

// ParseVerdict reads the long words of headers and the letters of WSJF, in any case.
// Anything else, U and "Unknown" among it, is VerdictUnknown.
func ParseVerdict(s string) Verdict {
	s = strings.TrimSpace(s)
	for _, v := range verdictWords {
		if strings.EqualFold(s, v.letter) || strings.EqualFold(s, v.word) {
			return v.verdict
		}
	}
	return VerdictUnknown
}

var verdictWords = [...]struct {
	letter, word string
	verdict      Verdict
}{
	{"P", "Passed", Passed},
	{"F", "Failed", Failed},
	{"D", "Done", Done},
	{"S", "Skipped", Skipped},
	{"E", "Error", Errored},
	{"T", "Terminated", Terminated},
}

// verdictOfLetter is ParseVerdict of one byte.
func verdictOfLetter(c byte) Verdict {
	switch c | 0x20 {
	case 'p':
		return Passed
	case 'f':
		return Failed
	case 'd':
		return Done
	case 's':
		return Skipped
	case 'e':
		return Errored
	case 't':
		return Terminated
	}
	return VerdictUnknown
}

// String is the long word as headers write it; "Unknown" for the rest.
func (v Verdict) String() string {
	for _, w := range verdictWords {
		if w.verdict == v {
			return w.word
		}
	}
	return "Unknown"
}

// Bad reports whether the verdict is Failed, Errored or Terminated.
func (v Verdict) Bad() bool { return v == Failed || v == Errored || v == Terminated }

// Verdict gives the header's result.
func (h Header) Verdict() Verdict { return ParseVerdict(h.Result) }

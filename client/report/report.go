package report

import "time"

// Report is one decoded report, UUT or UUR. Steps are rows in document order;
// they are reached by number, so that the inside can stay compact.
type Report struct {
	Type         string // T or R
	ID           string // guid as sent
	PartNumber   string
	SerialNumber string
	Revision     string
	ProductName  string
	ProcessCode  Number
	ProcessName  string
	Result       string // as sent
	Station      string // machineName
	Location     string
	Purpose      string
	Origin       string
	Start        Time
	UUT          *UUT // for T
	UUR          *UUR // for R
	MiscInfos    []MiscInfo
	SubUnits     []SubUnit
	// Problems names what was odd or could not be read; what could be read is here.
	Problems   []Problem
	Incomplete bool // something is missing: decoding stopped early or left parts out

	rows rows
}

// Verdict is the report's result.
func (r *Report) Verdict() Verdict { return ParseVerdict(r.Result) }

// Number is a number as written. Raw is "" when absent or null.
type Number struct {
	F   float64 // NaN when Raw is not a number
	Raw string  // exactly as in the report, without quotes
}

// Set reports whether the number is there.
func (n Number) Set() bool { return n.Raw != "" }

// Time is a date as written, and what was understood of it.
type Time struct {
	Raw     string
	T       time.Time // zero when not understood
	HasZone bool      // false: Raw says no zone; T is in time.Local then
}

// UUT is the test part of a report.
type UUT struct {
	ExecTime        Number // seconds
	TestSocketIndex Number
	BatchSN         string
	Comment         string
	ErrorCode       Number
	ErrorMessage    string
	FixtureID       string
	User            string
	FailedStepID    Number // stepIdCausedUUTFailure
}

// UUR is the repair part of a report. ProcessCode and ProcessName are the test
// operation; the report's own are the repair operation.
type UUR struct {
	Comment                   string
	User                      string
	ProcessCode               Number
	ProcessName               string
	RefUUT                    string
	ConfirmDate, FinalizeDate Time
	ExecTime                  Number
}

// MiscInfo is one piece of additional information.
type MiscInfo struct {
	Description string
	Text        string
	Numeric     Number
}

// SubUnit is a unit inside the unit; Failures only in a UUR.
type SubUnit struct {
	PartType, PartNumber, Revision, SerialNumber string
	Position                                     string
	Index, ParentIndex                           Number
	Failures                                     []RepairFailure
}

// RepairFailure is one failure a repair found.
type RepairFailure struct {
	Category, Code, Comment, ComRef, FuncBlock string
	RefStepID                                  Number
	RefStepName                                string
	ArticleNumber                              string
}

// Problem is something odd in the report's data.
type Problem struct {
	Where string // path such as root/steps[3]/numericMeas[0]
	What  string // in words, English, for the engineer
}

// Step is one step, as a value.
type Step struct {
	Row          int // its number, document order
	Parent       int // row of the parent; -1 for the root
	End          int // first row after its last descendant: children are (Row, End)
	Depth        int // root = 0
	ID           int // as in the report; 0 when absent
	HasID        bool
	Group        string // S M C
	Type         string // free text
	Name         string
	Status       string // as sent
	Verdict      Verdict
	TotTime      Number // seconds
	Start        Time
	Caused       bool // causedUUTFailure
	ErrorCode    Number
	ErrorMessage string
	Text         string // reportText
	Loop         *Loop  // nil outside loops
	Measurements int    // how many
	SeqCall      *SeqCall
	ExitCode     Number // callExe
	Popup        *Popup
	HasChart     bool
	Attachment   string // name of the attachment; empty when none
}

// Loop is a step's place in a loop: a summary when Index is not set.
type Loop struct{ Index, Num, EndingIndex, Passed, Failed Number }

// SeqCall names the sequence a step called.
type SeqCall struct{ Path, Name, Version string }

// Popup is an operator's answer.
type Popup struct {
	Response string
	Button   Number
}

// MeasurementKind tells the three kinds apart.
type MeasurementKind uint8

// The kinds.
const (
	Numeric MeasurementKind = iota
	String
	Boolean
)

// Measurement is one measurement of a step.
type Measurement struct {
	Kind      MeasurementKind
	Name      string // empty when single
	Status    string // as sent
	Verdict   Verdict
	CompOp    string // as sent; empty for Boolean
	Unit      string
	Value     Number // Numeric
	Low, High Number // Numeric; LT and LE take their bound from Low
	Text      string // String: the value
	Limit     string // String: the limit
}

// Failure is what a report says first went wrong.
type Failure struct {
	Step        Step
	Path        []string // names from below the root to the step
	Measurement int      // number within the step; -1 when the step has no failing one
	M           Measurement
}

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
	StartUTC     Time
	UUT          *UUT // for T
	UUR          *UUR // for R
	MiscInfos    []MiscInfo
	SubUnits     []SubUnit
	Assets       []Asset
	AssetStats   []AssetStat
	Files        []File // binaryData; of a UUR
	Additional   []Additional
	// Problems names what was odd or could not be read; what could be read is here.
	Problems   []Problem
	Incomplete bool // something is missing: decoding stopped early or left parts out
	NotShown   []Unknown
	// MoreNotShown counts the values of unknown fields beyond those in NotShown.
	MoreNotShown int

	rows rows
	body *Body
}

// Verdict is the report's result.
func (r *Report) Verdict() Verdict { return ParseVerdict(r.Result) }

// Number is a number as written. Raw is "" when absent or null.
type Number struct {
	F      float64 // NaN when Raw is not a number
	Raw    string  // exactly as in the report, without quotes
	Format string  // how the writer wants it displayed, from the field's "…Format" twin; mostly empty
}

// Set reports whether the number is there.
func (n Number) Set() bool { return n.Raw != "" }

// Time is a date as written, and what was understood of it.
type Time struct {
	Raw     string
	T       time.Time // zero when not understood
	HasZone bool      // false: Raw says no zone; T is in time.Local then
}

// Problem is something odd in the report's data.
type Problem struct {
	Where string // path such as root/steps[3]/numericMeas[0]
	What  string // in words, English, for the engineer
}

// Unknown is a field the contract does not name, whose values are not shown. Null
// and empty lists are not counted.
type Unknown struct {
	Field string // the kind of object and the name, such as step/colour
	Where string // path of the first one
	Count int
}

package report

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
	CausedSeq    bool // causedSeqFailure
	ErrorCode    Number
	ErrorMessage string
	Text         string // reportText
	Loop         *Loop  // nil outside loops
	Measurements int    // how many
	SeqCall      *SeqCall
	ExitCode     Number // callExe
	Popup        *Popup
	HasChart     bool         // its data: Report.Chart
	Attachment   string       // name of the attachment; empty when none
	File         *File        // the attachment; its data: Report.FileData
	TSGuid       string       // the step's own id in the test program
	Interactive  Number       // interactiveExeNum
	Results      []Additional // additionalResults
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

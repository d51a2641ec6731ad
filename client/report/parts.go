package report

// UUT is the test part of a report.
type UUT struct {
	ExecTime        Number // seconds
	TestSocketIndex Number
	BatchSN         string
	BatchFailCount  Number
	BatchLoopIndex  Number
	Comment         string
	ErrorCode       Number
	ErrorMessage    string
	FixtureID       string
	User            string
	FailedStepID    Number // stepIdCausedUUTFailure
	RefUURs         []ReportRef
}

// ReportRef points to another report.
type ReportRef struct {
	ID    string // guid as sent
	Start Time
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
	Parent                    string   // guid of the repair this one belongs to
	Children                  []string // guids of repairs which belong to this one
}

// MiscInfo is one piece of additional information.
type MiscInfo struct {
	Description string
	Text        string
	Numeric     Number
	Typedef     string // kind of information, as the program that wrote it calls it
}

// SubUnit is a unit inside the unit; the indexes and Failures only in a UUR.
type SubUnit struct {
	PartType, PartNumber, Revision, SerialNumber string
	Position                                     string
	Index, ParentIndex, ReplacedIndex            Number
	Failures                                     []RepairFailure
}

// RepairFailure is one failure a repair found.
type RepairFailure struct {
	Category, Code, Comment, ComRef, FuncBlock string
	RefStepID                                  Number
	RefStepName                                string
	ArticleNumber, ArticleRevision             string
	ArticleVendor, ArticleDescription          string
	Files                                      []File // attachments
}

// File is an attachment: a step's, a repair failure's or one of a repair. Its data
// is read with Report.FileData.
type File struct {
	Name, ContentType, ID string
	Size                  int64 // bytes of its data; 0 when the report holds none

	data span
}

// Asset is a tool or fixture the test used.
type Asset struct {
	SerialNumber string
	UsageCount   Number
}

// AssetStat is the state of an asset, as the server counts it. The Exceeded and
// Overdue numbers say by how much a limit is passed; some writers put true there.
type AssetStat struct {
	SerialNumber                                 string
	RunningCount, RunningCountExceeded           Number
	TotalCount, TotalCountExceeded               Number
	DaysSinceCalibration, CalibrationDaysOverdue Number
	DaysSinceMaintenance, MaintenanceDaysOverdue Number
	Message                                      string
}

// Overdue reports whether a count is exceeded, or calibration or maintenance is due.
func (a AssetStat) Overdue() bool {
	for _, n := range [...]Number{a.RunningCountExceeded, a.TotalCountExceeded, a.CalibrationDaysOverdue, a.MaintenanceDaysOverdue} {
		if n.F > 0 {
			return true
		}
	}
	return false
}

// Additional is one tree of free data: additionalData of a report, or
// additionalResults of a step.
type Additional struct {
	Name  string
	Props []Property
}

// Property is one value of free data, or a branch of it.
type Property struct {
	Name, Type         string
	Flags              Number
	Value              string
	NumFormat, Comment string
	Props              []Property
	Array              []Pair // what its array holds
}

// Pair is one value inside a part of free form, with its path in there, such as
// indexes[0]/value/value.
type Pair struct{ Path, Value string }

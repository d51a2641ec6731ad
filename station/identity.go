package station

// Source names one of the places a station name can come from, in the order
// they are asked. The strings are stable: they appear in `status --json`.
type Source string

// The sources, first match wins.
const (
	SourceFlag       Source = "flag"            // --station NAME
	SourceUser       Source = "user_file"       // this user's station.conf
	SourceEnv        Source = "environment"     // PYWATS_STATION
	SourceEveryone   Source = "everyone_file"   // station.conf for everyone on this PC
	SourceHost       Source = "host_name"       // the computer's own name
	SourceLegacyDir  Source = "older_file_here" // ./.pywats/station.conf
	SourceLegacyHome Source = "older_file_home" // ~/.pywats/station.conf
	SourceNone       Source = "none"            // nothing gave a name
)

// Reason says why a candidate won or lost, as a code; ui/words turns it into a
// sentence.
type Reason string

// The reasons.
const (
	ReasonWon        Reason = "won"        // this one is used
	ReasonOutranked  Reason = "outranked"  // usable, but an earlier source won
	ReasonAbsent     Reason = "absent"     // not set, or no such file
	ReasonEmpty      Reason = "empty"      // nothing left after trimming or cleaning
	ReasonTooLong    Reason = "too_long"   // over 100 characters
	ReasonControl    Reason = "control"    // holds a control character
	ReasonNoName     Reason = "no_name"    // localhost, (none): counts as no name
	ReasonUnreadable Reason = "unreadable" // the file is there but cannot be used
	ReasonLocked     Reason = "locked"     // set by IT: this source may not decide
	ReasonBadValue   Reason = "bad_value"  // does not fit what the key allows
)

// Candidate is one source's answer, kept whether it won or not, because the
// window shows the chain.
type Candidate struct {
	Source Source
	Where  string // file path, variable or flag name; empty for the host name
	Raw    string // as found, untouched
	Clean  string // after the rule for this source; what would be used
	Used   bool
	Why    Reason
}

// Field is a text with the place it came from (location, purpose).
type Field struct {
	Value  string
	Source Source
	Where  string
}

// Identity is who this station is to WATS, and why. An immutable value.
type Identity struct {
	Name       string // shown and sent; empty when Source is SourceNone
	Source     Source
	Where      string
	Candidates []Candidate // every source, in order
	Location   Field
	Purpose    Field
	// Disagrees is an older (.pywats) file's candidate that names another
	// station than the winner; nil when there is none.
	Disagrees *Candidate
}

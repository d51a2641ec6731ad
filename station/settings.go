package station

import (
	"strconv"
	"time"
)

// Key names one setting of station.conf, spelled as in the file.
type Key string

// The keys this version knows. Unknown keys in a file are kept and ignored.
const (
	KeyStation          Key = "station"           // 1–100 characters
	KeyLocation         Key = "location"          // free text
	KeyPurpose          Key = "purpose"           // free text, e.g. Production
	KeyServer           Key = "server"            // address of the WATS server
	KeyAllowHTTP        Key = "allow_http"        // true | false
	KeyProxy            Key = "proxy"             // system | none | address, without a login
	KeyCAFile           Key = "ca_file"           // whole path of a PEM file of certificates
	KeyBreakerThreshold Key = "breaker_threshold" // consecutive failures, 0 = off
	KeyBreakerTimeout   Key = "breaker_timeout"   // duration until the probe
	KeyRequestTimeout   Key = "request_timeout"   // duration of one list request
	KeyCache            Key = "cache"             // true | false: keep copies of reports
	KeyCacheSize        Key = "cache_size"        // room for them, in MB
	KeyLogLevel         Key = "log_level"         // DEBUG INFO WARNING ERROR
	KeyLogFormat        Key = "log_format"        // json | text
	KeyTheme            Key = "theme"             // light | dark | system
	KeyCloseToTray      Key = "close_to_tray"     // true | false
	KeyNotifications    Key = "notifications"     // true | false: say on the desktop when WATS goes and comes
	KeyLocked           Key = "locked"            // list of keys set by IT; everyone's file only
)

// Origin says which rank a setting's value came from.
type Origin string

// The origins, strongest first.
const (
	OriginFlag     Origin = "flag"
	OriginUser     Origin = "user"
	OriginEnv      Origin = "environment"
	OriginEveryone Origin = "everyone"
	OriginDefault  Origin = "default"
)

// Beaten is a value that lost, and why: ReasonOutranked, ReasonLocked, ReasonBadValue,
// or ReasonEmpty for a key that stands there without a value.
type Beaten struct {
	Origin Origin
	Where  string
	Value  string
	Why    Reason
}

// Setting is one key's effective value with its history.
type Setting struct {
	Key    Key
	Value  string // canonical text, e.g. "30s", "true"
	Origin Origin
	// Where is a file path, variable or flag name; empty for a default. A station
	// that no rank gave has OriginDefault and here "host_name" (SourceHost) or the older
	// file's path; location and purpose of an older file likewise.
	Where  string
	Beat   []Beaten // strongest first
	Locked bool     // set by IT in everyone's file: read-only here
}

// Scope says for whom a setting is saved.
type Scope string

// The scopes.
const (
	ScopeUser     Scope = "user"
	ScopeEveryone Scope = "everyone"
)

// ProblemKind classifies what is wrong with a configuration file or value.
type ProblemKind string

// The problem kinds.
const (
	ProblemLine       ProblemKind = "line"       // a line that cannot be read; only it is lost
	ProblemValue      ProblemKind = "value"      // a value that does not fit its key
	ProblemUnreadable ProblemKind = "unreadable" // the file cannot be opened
	ProblemCorrupt    ProblemKind = "corrupt"    // NULs, too large, not text
	ProblemEncoding   ProblemKind = "encoding"   // read as Windows-1252; a note
	ProblemNoStation  ProblemKind = "no_station" // no source gave a name
	ProblemDisagrees  ProblemKind = "disagrees"  // an older file names another station
)

// Problem is one thing a person should know about the configuration.
type Problem struct {
	Kind ProblemKind
	Path string // of the file; for a flag or variable its name
	Line int    // 1-based; 0 when it concerns the whole file
	Key  Key
	Text string // the offending text, shortened to 80 characters, or the system's error
}

// State is everything known about station and settings: one immutable value,
// handed out whole.
type State struct {
	Identity Identity
	Settings map[Key]Setting
	User     File
	Everyone File
	Problems []Problem
}

// Text, Bool, Int and Duration give a setting's effective value in its type;
// a value that did not parse was already replaced by the next one in rank.
func (s State) Text(k Key) string { return s.Settings[k].Value }

// Bool is the value of a true/false key.
func (s State) Bool(k Key) bool { return s.Settings[k].Value == "true" }

// Int is the value of a number key; 0 for another.
func (s State) Int(k Key) int {
	n, _ := strconv.Atoi(s.Settings[k].Value)
	return n
}

// Duration is the value of a duration key; 0 for another.
func (s State) Duration(k Key) time.Duration {
	d, _ := time.ParseDuration(s.Settings[k].Value)
	return d
}

// Locked tells whether IT has set a key for everyone on this PC.
func (s State) Locked(k Key) bool { return s.Settings[k].Locked }

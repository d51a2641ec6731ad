package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Fault is a way to misbehave. It applies to every call, before the token is looked at.
type Fault string

// The faults.
const (
	FaultNone      Fault = ""
	FaultRefuse    Fault = "refuse"    // connections are refused (the listener is closed), existing ones dropped
	FaultHang      Fault = "hang"      // accepts, never answers
	FaultDrip      Fault = "drip"      // the body one byte at a time, 100 ms apart ("drip:20ms")
	FaultReset     Fault = "reset"     // RST in mid-body
	FaultStatus    Fault = "status"    // "status:503" answers that status everywhere
	FaultRateLimit Fault = "ratelimit" // 429 with Retry-After of 5 s ("ratelimit:7")
	FaultHTML      Fault = "html"      // 200 with an HTML page
	FaultTruncate  Fault = "truncate"  // JSON cut off in the middle, of matching Content-Length
	FaultGarbage   Fault = "garbage"   // 200 with garbage, labelled JSON
	FaultClock     Fault = "clock"     // "clock:10m": the server's clock runs that much ahead ("clock:-10m": behind)
	FaultSlow      Fault = "slow"      // "slow:3s" before each answer
)

const (
	defaultDrip      = 100 * time.Millisecond
	defaultRateLimit = 5
	maxFaultTime     = 365 * 24 * time.Hour
)

// Faults lists what SetFault and Options.Fault take: each a valid example, those
// with a value among them. "none" and the empty text switch faults off.
func Faults() []string {
	return []string{
		"refuse", "hang", "drip:100ms", "reset", "status:503", "ratelimit:5",
		"html", "truncate", "garbage", "clock:10m", "slow:3s",
	}
}

// fault is a parsed one.
type fault struct {
	kind Fault
	n    int           // status, seconds
	d    time.Duration // drip, clock, slow
}

// String writes it as parseFault reads it.
func (f fault) String() string {
	switch f.kind {
	case FaultStatus, FaultRateLimit:
		return fmt.Sprintf("%s:%d", f.kind, f.n)
	case FaultDrip, FaultClock, FaultSlow:
		return fmt.Sprintf("%s:%s", f.kind, f.d)
	}
	return string(f.kind)
}

func parseFault(s string) (fault, error) {
	name, value, given := strings.Cut(strings.ToLower(strings.TrimSpace(s)), ":")
	f := fault{kind: Fault(name)}
	var err error
	switch f.kind {
	case "none":
		f.kind = FaultNone
		fallthrough
	case FaultNone, FaultRefuse, FaultHang, FaultReset, FaultHTML, FaultTruncate, FaultGarbage:
		if given {
			err = fmt.Errorf("it takes no value")
		}
	case FaultStatus:
		f.n, err = wholeBetween(value, 200, 599)
	case FaultRateLimit:
		f.n = defaultRateLimit
		if given {
			f.n, err = wholeBetween(value, 0, 86400)
		}
	case FaultDrip:
		f.d = defaultDrip
		if given {
			f.d, err = durationOf(value, false)
		}
	case FaultClock:
		f.d, err = durationOf(value, true)
	case FaultSlow:
		f.d, err = durationOf(value, false)
	default:
		return fault{}, &OptionError{fmt.Sprintf("unknown fault %q; known are none, %s", s, strings.Join(Faults(), ", "))}
	}
	if err != nil {
		return fault{}, &OptionError{fmt.Sprintf("fault %q: %v; examples: %s", s, err, strings.Join(Faults(), ", "))}
	}
	return f, nil
}

func wholeBetween(s string, low, high int) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < low || n > high {
		return 0, fmt.Errorf("%q is not a whole number from %d to %d", s, low, high)
	}
	return n, nil
}

func durationOf(s string, negative bool) (time.Duration, error) {
	d, err := time.ParseDuration(s)
	if err != nil || d.Abs() > maxFaultTime || d < 0 && !negative {
		return 0, fmt.Errorf("%q is not a time such as 3s or 10m", s)
	}
	return d, nil
}

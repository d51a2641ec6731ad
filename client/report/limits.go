package report

import (
	"errors"
	"fmt"
)

// Limits bounds what Decode accepts; zero fields take the defaults. A report that
// goes over one is an error (ErrLimit) which names the place; what was read before
// it is kept.
type Limits struct {
	Depth        int // nesting of steps; default 256, at most 5,000
	String       int // bytes of one text; default 1 MiB (attachments, chart data and unknown fields: 64 MiB)
	Steps        int // default 2,000,000
	Measurements int // of all steps together; default 4,000,000
	List         int // misc infos, sub-units, repair failures …: entries each; default 100,000
	Body         int // bytes the original may take compressed, of DecodeKeeping; default 64 MiB
}

const (
	maxSkipped  = 64 << 20 // bytes of one text that is passed over, such as an attachment's data
	maxDepth    = 5000     // the JSON reader itself stops at 10,000 brackets, two to a step
	maxProblems = 200      // kept in Report.Problems; the rest is counted in one more
	maxHeaders  = 100_000  // ten times what a server gives
)

func (l Limits) withDefaults() Limits {
	set := func(v *int, def int) {
		if *v <= 0 {
			*v = def
		}
	}
	set(&l.Depth, 256)
	set(&l.String, 1<<20)
	set(&l.Steps, 2_000_000)
	set(&l.Measurements, 4_000_000)
	set(&l.List, 100_000)
	set(&l.Body, 64<<20)
	l.Depth = min(l.Depth, maxDepth)
	return l
}

// What a DecodeError may wrap; ask with errors.Is. A body that ends early wraps
// io.ErrUnexpectedEOF, and an error of the reader itself is wrapped as it is.
var (
	ErrEmpty   = errors.New("the answer is empty")
	ErrNotJSON = errors.New("the answer is not JSON")
	ErrShape   = errors.New("the answer is JSON, but not what was asked for")
	ErrLimit   = errors.New("over a limit")
)

// DecodeError says where reading a report or a list of headers stopped.
type DecodeError struct {
	Where  string // path such as root/steps[3]/name; empty at the start
	Offset int64  // bytes read until there
	What   string // in words, English, for the engineer
	Err    error  // cause
}

// Error names what and where.
func (e *DecodeError) Error() string {
	where := e.Where
	if where == "" {
		where = "the start"
	}
	return fmt.Sprintf("%s (at %s, byte %d)", e.What, where, e.Offset)
}

// Unwrap gives the cause.
func (e *DecodeError) Unwrap() error { return e.Err }

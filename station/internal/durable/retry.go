package durable

import "time"

// Policy says how an operation that failed for a passing reason is tried again:
// virus scanners and indexers hold a file for moments up to seconds.
type Policy struct {
	For       time.Duration // in all; after it the last error stands
	Min, Max  time.Duration // the pauses, doubling from Min to Max
	Transient *Transient    // which errors pass; nil means none
}

// Transient classifies errors; a pointer to it keeps Policy comparable.
type Transient struct{ Is func(error) bool }

// DefaultPolicy rides out Windows' sharing errors for two seconds.
var DefaultPolicy = Policy{
	For:       2 * time.Second,
	Min:       time.Millisecond,
	Max:       50 * time.Millisecond,
	Transient: &Transient{Is: Sharing},
}

// Do calls op until it succeeds, fails for good, or the time is up.
func (p Policy) Do(op func() error) error {
	began, pause := time.Now(), p.Min
	for {
		err := op()
		if err == nil || p.Transient == nil || !p.Transient.Is(err) {
			return err
		}
		if time.Since(began)+pause > p.For {
			return err
		}
		time.Sleep(pause)
		pause = min(2*pause, p.Max)
	}
}

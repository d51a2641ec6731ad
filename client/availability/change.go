package availability

import (
	"slices"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

// End says what ended the state a change led to.
type End string

// The ends.
const (
	EndNone    End = ""        // it lasts
	EndNext    End = "next"    // the next change
	EndStopped End = "stopped" // the program ended or another server was chosen: it may have lasted longer
)

// Change is one change of the breaker's state. Probes that failed one after the other for
// the same reason are one change, OPEN again, with their number.
type Change struct {
	At       time.Time
	From, To breaker.State
	Failures int         // in a row at that moment; 0 when it closed
	Kind     client.Kind // the cause; KindNone when it closed
	Note     string      // the breaker's own words, English
	Probes   int         // failed probes it stands for; 0 for any other change
	Last     time.Time   // of the newest of them; else At
	Lasted   time.Duration
	End      End

	began time.Duration // by the recorder's clock, in this run
}

// noteMax bounds a Note in bytes.
const noteMax = 120

// changes keeps the newest ones, oldest first.
type changes struct {
	list  []Change
	seen  breaker.Transition // the newest one taken over
	taken bool               // there is one
}

// take adds what is new in a breaker's history, and gives how often it opened. state is
// the breaker's present one; wall and mono are what the clocks show now.
func (c *changes) take(past []breaker.Transition, state breaker.State, wall time.Time, mono time.Duration) (opened int) {
	for _, t := range c.fresh(past) {
		ago := time.Since(t.At)
		at := mono - ago
		if last := c.last(); last != nil && last.End == EndNone && last.To != t.From {
			c.stop(at) // another breaker
		}
		if t.From == breaker.Closed && t.To == breaker.Open {
			opened++
		}
		c.add(t, wall.Add(-ago), at)
		c.seen, c.taken = t, true
	}
	if last := c.last(); last != nil && last.End == EndNone && last.To != state && len(past) == 0 {
		c.stop(mono)
	}
	return opened
}

// fresh is the part of a history that was not taken over yet.
func (c *changes) fresh(past []breaker.Transition) []breaker.Transition {
	if !c.taken {
		return past
	}
	for i, t := range slices.Backward(past) {
		if t.At.Equal(c.seen.At) && t.From == c.seen.From && t.To == c.seen.To {
			return past[i+1:]
		}
		if t.At.Before(c.seen.At) {
			return past[i+1:]
		}
	}
	return past
}

// add puts t, which was at wall, at the end, or takes it into the failed probes that stand there.
func (c *changes) add(t breaker.Transition, wall time.Time, at time.Duration) {
	n := Change{
		At: wall, From: t.From, To: t.To, Failures: t.Failures,
		Kind: client.KindOf(t.Cause), Note: t.Note[:min(len(t.Note), noteMax)],
		Last: wall, began: at,
	}
	if t.From == breaker.HalfOpen && t.To == breaker.Open {
		n.Probes = 1
		if c.fold(n) {
			return
		}
	}
	if last := c.last(); last != nil && last.End == EndNone {
		last.Lasted, last.End = max(at-last.began, 0), EndNext
	}
	c.list = append(c.list, n)
	if over := len(c.list) - MaxChanges; over > 0 {
		c.list = slices.Delete(c.list, 0, over)
	}
}

// fold takes the going out of a failed probe away, and the probe into the ones before it
// that failed like it; it reports whether there were some.
func (c *changes) fold(n Change) bool {
	if last := c.last(); last != nil && last.From == breaker.Open && last.To == breaker.HalfOpen && last.End == EndNone {
		c.list = c.list[:len(c.list)-1]
		if before := c.last(); before != nil && before.End == EndNext {
			before.Lasted, before.End = 0, EndNone
		}
	}
	last := c.last()
	if last == nil || last.Probes == 0 || last.End != EndNone || last.Kind != n.Kind {
		return false
	}
	last.Probes++
	last.Last, last.Failures, last.Note = n.At, n.Failures, n.Note
	return true
}

func (c *changes) last() *Change {
	if len(c.list) == 0 {
		return nil
	}
	return &c.list[len(c.list)-1]
}

// stop ends the newest one without a next.
func (c *changes) stop(mono time.Duration) {
	if last := c.last(); last != nil && last.End == EndNone {
		last.Lasted, last.End = max(mono-last.began, last.Lasted), EndStopped
	}
}

// trim takes away what is too old.
func (c *changes) trim(now time.Time) {
	c.list = slices.DeleteFunc(c.list, func(x Change) bool { return now.Sub(x.Last) > MaxAge })
}

// copy gives them with the newest one's length up to now.
func (c *changes) copy(mono time.Duration) []Change {
	out := slices.Clone(c.list)
	if n := len(out); n > 0 && out[n-1].End == EndNone {
		out[n-1].Lasted = max(mono-out[n-1].began, 0)
	}
	return out
}

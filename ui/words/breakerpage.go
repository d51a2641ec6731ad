package words

import (
	"strings"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/availability"
)

// BreakerNow says how the breaker is: its state as the log names it and what that means,
// the figures behind it, and why it is not well. The figures tick while it counts down.
func BreakerNow(s client.Snapshot, now time.Time) (title, figures, why string) {
	b := s.Breaker
	name := b.State.String()
	if b.Off {
		name = T("breaker.page.off")
	}
	_, means, _ := strings.Cut(BreakerState(b), ": ")
	title = facts(name, means)
	var since, opens, next string
	if !b.Since.IsZero() {
		since = T("breaker.page.since", When(b.Since, now))
	}
	if b.State == breaker.Closed && !b.Off {
		opens = T("breaker.page.of", b.Threshold)
	}
	if b.State != breaker.Closed {
		next, _ = countdown(s, now)
	}
	if b.Cause != nil {
		why = T("breaker.page.why", sentences(Error(b.Cause).Title, ""))
	}
	return title, facts(since, inARow(b.ConsecutiveFailures), opens, next), why
}

func inARow(n int) string {
	switch n {
	case 0:
		return T("breaker.page.well")
	case 1:
		return T("breaker.page.failed1")
	}
	return T("breaker.page.failed", n)
}

// BreakerDay counts what happened today.
func BreakerDay(d availability.Day) string {
	return facts(T("breaker.page.opens", d.Opened), T("breaker.page.refused", d.Refused))
}

// BreakerEmpty stands where the changes of a breaker that never opened would.
func BreakerEmpty(b breaker.Status) string {
	if b.Off {
		return T("breaker.page.never")
	}
	return T("breaker.page.none", b.Threshold)
}

// Change says what a change of the breaker's state was, why, and how long it lasted. The
// states stay English, as in the log.
func Change(c availability.Change, now time.Time) (what, why, lasted string) {
	what = T("breaker.change", c.From, c.To)
	d := lasting(c.Lasted)
	switch c.End {
	case availability.EndNone:
		lasted = T("breaker.change.lasts", d)
	case availability.EndStopped:
		lasted = T("breaker.change.at_least", d)
	default:
		lasted = T("breaker.change.lasted", d)
	}
	return what, changeWhy(c, now), lasted
}

// byHand is the note of a breaker that was reset because Try now succeeded.
const byHand = "retried by operator"

func changeWhy(c availability.Change, now time.Time) string {
	switch {
	case c.To == breaker.Closed && c.Note == byHand:
		return T("breaker.change.by_hand")
	case c.To == breaker.Closed:
		return T("breaker.change.well")
	case c.To == breaker.HalfOpen:
		return T("breaker.change.try")
	case c.Probes > 1:
		return T("breaker.change.probes", c.Probes, When(c.Last, now), Cause(c.Kind))
	case c.Probes == 1:
		return T("breaker.change.probe", Cause(c.Kind))
	}
	return Cause(c.Kind)
}

// BreakerText is the whole page as text for copying, newest first.
func BreakerText(s client.Snapshot, v availability.View) string {
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(facts(parts...) + "\n") }
	title, figures, why := BreakerNow(s, v.Now)
	line(T("breaker.page.as_of", FullTime(v.Now)))
	line(title, figures)
	if why != "" {
		line(why)
	}
	b.WriteString("\n" + T("breaker.page.day") + "\n")
	line(Share(v.Pieces))
	for i := len(v.Pieces) - 1; i >= 0; i-- {
		p := v.Pieces[i]
		title, _, why := Piece(p, v.Now)
		line(FullTime(p.At), title, lasting(p.Length()), why)
	}
	b.WriteString("\n" + T("breaker.page.did") + "\n")
	line(BreakerDay(v.Today))
	for i := len(v.Changes) - 1; i >= 0; i-- {
		c := v.Changes[i]
		what, why, lasted := Change(c, v.Now)
		line(FullTime(c.At), what, why, lasted)
	}
	return b.String()
}

package logview

import (
	"slices"
	"time"
)

// The rule for silence: a log that has had enough lines over enough time to know it by is
// silent when nothing has come for quietTimes the longest of its pauses, the rarest left
// out, and for quietLeast at least.
const (
	quietLeast   = time.Minute
	quietTimes   = 3
	quietLines   = 20
	quietSpan    = 10 * time.Minute
	quietPause   = time.Second // shorter ones are none
	quietRare    = 50          // one of so many pauses is left out, the longest first
	quietNewest  = 2000        // lines that are looked at
	quietSampled = 500         // of those of quietSpan, where the newest ones are of a shorter time
)

// rhythm is how a log's lines come.
type rhythm struct {
	first, next int64         // of the log it is of
	full        bool          // older lines would change nothing
	newest      time.Time     // of the newest line that tells its time; zero for none
	usual       time.Duration // the longest usual pause; 0 where it is not known
}

// limit is the length of a pause that is a silence; 0 where that is not known.
func (r rhythm) limit() time.Duration {
	if r.usual == 0 {
		return 0
	}
	return max(quietLeast, quietTimes*r.usual)
}

// usualPause is the longest usual pause between lines written at these moments, the oldest
// first; 0 where they are too few, or of too short a time, to tell.
func usualPause(times []time.Time) time.Duration {
	if len(times) < quietLines || times[len(times)-1].Sub(times[0]) < quietSpan {
		return 0
	}
	var pauses []time.Duration
	for i, at := range times[1:] {
		if d := at.Sub(times[i]); d >= quietPause {
			pauses = append(pauses, d)
		}
	}
	if len(pauses) == 0 { // the way back of a clock, in a log that is never quiet
		return quietPause
	}
	slices.Sort(pauses)
	return pauses[len(pauses)-1-len(pauses)/quietRare]
}

// rhythmOf looks at the newest lines of a log. Where so many come that they are of a short
// time, it looks at some of the lines before them: the pauses between these are no shorter
// than those between all. Nil when stop says so.
func rhythmOf(v view, stop func() bool) *rhythm {
	r := &rhythm{first: v.First(), next: v.Next()}
	times := newestTimes(v, stop)
	if len(times) > 0 {
		r.newest = times[len(times)-1]
		if r.newest.Sub(times[0]) < quietSpan && lenOf(v) > quietNewest {
			times = sampledTimes(v, r.newest, stop)
		}
	}
	if stop() {
		return nil
	}
	r.usual = usualPause(times)
	r.full = r.usual > 0 && lenOf(v) >= quietNewest
	return r
}

// newestTimes are the times of the newest lines, the oldest first.
func newestTimes(v view, stop func() bool) (times []time.Time) {
	const step = 250
	for no := max(v.First(), v.Next()-quietNewest); no < v.Next() && !stop(); no += step {
		lines, _ := v.Lines(no, step)
		for _, l := range lines {
			if !l.Time.IsZero() {
				times = append(times, l.Time)
			}
		}
	}
	return times
}

// sampledTimes are the times of some lines at equal distances, from quietSpan before the
// newest one or earlier.
func sampledTimes(v view, newest time.Time, stop func() bool) (times []time.Time) {
	back := int64(quietNewest)
	for back < lenOf(v) && !stop() {
		back = min(2*back, lenOf(v))
		p := timeFrom(v, v.Next()-back, v.Next()-back+nearTime)
		if !p.At.IsZero() && newest.Sub(p.At) >= quietSpan {
			break
		}
	}
	for i := range int64(quietSampled) {
		if stop() {
			return nil
		}
		no := v.Next() - back + i*back/quietSampled
		if p := timeFrom(v, no, no+nearTime); !p.At.IsZero() {
			times = append(times, p.At)
		}
	}
	return append(times, newest)
}

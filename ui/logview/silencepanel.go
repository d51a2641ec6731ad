package logview

import "time"

// asksForRhythm reports whether it is to be found out how long the log's pauses are. The
// program's own log is not watched: the window says how the program is.
func (p *Panel) asksForRhythm() bool {
	return p.log.get().path != "" && p.silence.asks(p.seen.First(), time.Now())
}

// quiet says that the log has been silent for unusually long; nil while it is as usual.
func (p *Panel) quiet(now time.Time) []string {
	if p.log.get().path == "" {
		return nil
	}
	return p.silence.text(now)
}

// nextDue is when something else is to be shown though no line comes: another length of a
// silence, or another word for a day. Zero for never.
func (p *Panel) nextDue(now time.Time) (at time.Time) {
	if p.log.get().path != "" {
		at = p.silence.due(p.seen.First(), now)
	}
	if !p.density.Hidden {
		y, m, d := now.Date()
		if midnight := time.Date(y, m, d+1, 0, 0, 0, 0, now.Location()); at.IsZero() || midnight.Before(at) {
			at = midnight
		}
	}
	return at
}

package logview

import "stationcompanion/logging/tail"

// rowCache keeps the rows in view prepared. Row i of the list is kept at i modulo its
// size, so those of a screen never meet.
type rowCache struct {
	rows []rowText
}

// room makes sure of room for a screen of n rows.
func (c *rowCache) room(n int) {
	if len(c.rows) < n {
		c.rows = make([]rowText, 2*n)
	}
}

// drop forgets the lines before a number and reports whether there were any.
func (c *rowCache) drop(first int64) (dropped bool) {
	for i := range c.rows {
		if r := &c.rows[i]; r.set && !r.lost && r.no < first {
			r.set, dropped = false, true
		}
	}
	return dropped
}

// grown forgets a line if it is another one now and reports whether it was.
func (c *rowCache) grown(no int64, fetch func(int64) (tail.Line, bool)) bool {
	for i := range c.rows {
		if r := &c.rows[i]; r.set && r.no == no {
			l, ok := fetch(no)
			r.set = ok && l.Raw == r.line.Raw
			return !r.set
		}
	}
	return false
}

// clear forgets all.
func (c *rowCache) clear() {
	for i := range c.rows {
		c.rows[i].set = false
	}
}

// get gives row i, which shows line no, prepared.
func (c *rowCache) get(i, no int64, h *hooks, newest day) *rowText {
	r := &c.rows[int(i%int64(len(c.rows)))]
	if !r.set || r.no != no {
		r.prepare(no, h)
		r.when, r.day = clock(r.line.Time, newest), newest
	}
	if r.day != newest {
		r.when, r.day = clock(r.line.Time, newest), newest
	}
	return r
}

package tail

import "time"

// Moment is when a line was written.
type Moment struct {
	No int64
	At time.Time
}

// nearTime is how many lines after a place are looked at for one that tells its time.
const nearTime = 32

// Moments samples the times of a view at about n places at equal distances, the oldest
// first, the first and the last line that tell theirs among them. It is for pictures of a
// log over time: how many lines there are between two moments is known exactly. Times that
// go backwards are left out: clocks are set, and logs of two programs mixed. Reading n
// lines takes some milliseconds for n = 1,000.
func (v View) Moments(n int) []Moment {
	var all []Moment
	for i := range min(int64(n), v.Len()) {
		from := v.First() + i*v.Len()/min(int64(n), v.Len())
		if m, ok := v.moment(from, 1); ok {
			all = inOrder(all, m)
		}
	}
	if m, ok := v.moment(v.Next()-1, -1); ok {
		all = inOrder(all, m)
	}
	return all
}

// moment is the first line from no on, or back, that tells its time.
func (v View) moment(no, step int64) (Moment, bool) {
	for range nearTime {
		c, i := v.find(no)
		if c == nil {
			break
		}
		if at := TimeOf(c.start(i)); !at.IsZero() {
			return Moment{no, at}, true
		}
		no += step
	}
	return Moment{}, false
}

// start is the beginning of line i, where its time stands.
func (c *chunk) start(i int64) []byte {
	p, _ := c.begin(i, 512)
	if enc := c.file.enc; enc != bytewise {
		p = fromUTF16(p, enc)
	}
	return trimEnd(p)
}

// inOrder appends a moment that is after the last one in lines, and not before it in time.
func inOrder(all []Moment, m Moment) []Moment {
	if n := len(all); n > 0 && (m.No <= all[n-1].No || m.At.Before(all[n-1].At)) {
		return all
	}
	return append(all, m)
}

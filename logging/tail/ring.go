package tail

// maxHeld bounds what the kept lines may weigh, in bytes: ten thousand lines of
// 64 KiB would be the memory of the whole station.
const maxHeld = 32 << 20

// ring holds the newest lines, unparsed: most are never looked at.
type ring struct {
	lines []string // oldest first
	first int64    // number of lines[0], or of the next line when there is none
	keep  int
	bytes int
}

func newRing(keep int) ring { return ring{first: 1, keep: keep} }

// push adds a line and drops the oldest ones that are too many or too heavy.
// append moves the slice now and then, which frees what was cut off in front.
func (r *ring) push(s string) {
	r.lines = append(r.lines, s)
	r.bytes += len(s)
	for len(r.lines) > r.keep || r.bytes > maxHeld && len(r.lines) > 1 {
		r.bytes -= len(r.lines[0])
		r.lines[0] = ""
		r.lines = r.lines[1:]
		r.first++
	}
}

// from copies at most limit lines numbered first and up; no is the number of the
// first one given.
func (r *ring) from(first int64, limit int) (raw []string, no int64) {
	no = max(first, r.first)
	n := min(r.first+int64(len(r.lines))-no, int64(limit))
	if n <= 0 {
		return nil, no
	}
	i := no - r.first
	return append([]string(nil), r.lines[i:i+n]...), no
}

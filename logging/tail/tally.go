package tail

import "sort"

// Tally counts events by their level: tally.Of(Error), and tally.From(Warning) for those
// of a level and worse.
type Tally [Error - Unknown + 1]int64

// Of is the number of events of a level. Lines that are of none count as Info.
func (t Tally) Of(l Level) int64 { return t[l-Unknown] }

// From is the number of events of a level and worse.
func (t Tally) From(l Level) (n int64) {
	for ; l <= Error; l++ {
		n += t.Of(l)
	}
	return n
}

func (t *Tally) add(o Tally) {
	for i, n := range o {
		t[i] += n
	}
}

// Run is a run of events that repeat each other. Count is 0 where there is none.
type Run struct {
	Count int64 // events
	Since int64 // number of the line that begins the first of them
}

// Tally counts the events found and, where the filter asks for a level, also those that
// would pass but for it. It is zero unless the filter asks for it or for a level alone.
func (h Hits) Tally() (t Tally) {
	for _, f := range h.older {
		t.add(f.tally)
	}
	for _, f := range h.newer {
		t.add(f.tally)
	}
	return t
}

// Run gives the run of which the line numbered no begins the last event, where the filter
// folds them: of a run only its last event is among the hits. A run ends with some 64,000
// lines, or 4 MB, at the latest.
func (h Hits) Run(no int64) Run {
	f := h.chunkOf(no)
	if f == nil {
		return Run{}
	}
	row := uint32(no - f.first) // #nosec G115 -- a line of this chunk
	i := sort.Search(len(f.runs), func(i int) bool { return f.runs[i].begin >= row })
	if i == len(f.runs) || f.runs[i].begin != row {
		return Run{}
	}
	return Run{Count: int64(f.runs[i].count), Since: f.first + int64(f.runs[i].since)}
}

// chunkOf gives what was found in the chunk a line is in; nil when it was not looked
// through.
func (h Hits) chunkOf(no int64) *chunkHits {
	if n := len(h.newer); n > 0 && no >= h.newer[0].first {
		return &h.newer[sort.Search(n, func(i int) bool { return h.newer[i].first > no })-1]
	}
	if i := sort.Search(len(h.older), func(i int) bool { return h.older[i].first <= no }); i < len(h.older) {
		return &h.older[i]
	}
	return nil
}

package match

import "sync/atomic"

// single finds one needle: by the bytes its plan names, at many places at once, then
// by comparing all.
type single struct {
	*needle
	plan atomic.Pointer[plan]
}

func newSingle(n *needle) *single {
	s := &single{needle: n}
	s.plan.Store(n.newPlan(inLogs, -1))
	return s
}

const (
	patience  = 16       // false alarms
	tolerable = 128      // bytes to each false alarm
	settle    = 16 << 10 // bytes until a plan may be changed again
)

// find is finder's. When what the plan looks at turns out to be frequent, the
// plan is made anew from the data around, with the byte that told the difference
// last; other calls profit.
func (s *single) find(b []byte, from, to int, _ *cursor) int {
	p := s.plan.Load()
	last := min(to-1, len(b)-len(s.want))
	alarms, since, fixed := 0, from, from
	for i := from; i <= last; i++ {
		if i = p.scan(b, i, last); i < 0 {
			return -1
		}
		if p.all {
			return i
		}
		miss := s.miss(b[i : i+len(s.want)])
		if miss < 0 {
			return i
		}
		at := i
		if b[i+miss] == '\n' {
			i += miss // a match is within a line
		}
		if alarms++; alarms < patience {
			continue
		}
		if at-since < patience*tolerable && at >= fixed {
			p = s.newPlan(here(b, at), miss)
			s.plan.Store(p)
			fixed = at + settle
		}
		alarms, since = 0, at
	}
	return -1
}

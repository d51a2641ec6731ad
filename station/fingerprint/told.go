package fingerprint

import (
	"slices"
	"time"
)

// told is what was said about a finding; nil when nothing was.
func (p *pc) told(key string) *said {
	for i := range p.Said {
		if p.Said[i].Key == key {
			return &p.Said[i]
		}
	}
	return nil
}

// tell notes what is found, completes the findings with when they were first found and
// whether they were read, and gives those that are new.
func (p *pc) tell(found []Finding, st naming, at time.Time) (fresh []Finding) {
	for i := range found {
		f := &found[i]
		s := p.told(f.Key)
		if s == nil {
			f.First = at
			p.Said = append(p.Said, said{Key: f.Key, First: at, Last: at, Station: st.name})
			fresh = append(fresh, *f)
			continue
		}
		if at.Sub(s.Last).Abs() >= nothingChanged {
			s.Last = at
		}
		f.First, f.Acknowledged = s.First, !s.Ack.IsZero()
	}
	// What came back within a month is not said again.
	p.Said = slices.DeleteFunc(p.Said, func(s said) bool { return at.Sub(s.Last) > settleAfter })
	return fresh
}

// acknowledge notes that findings were read.
func (p *pc) acknowledge(keys []string, at time.Time) {
	for _, key := range keys {
		if s := p.told(key); s != nil && s.Ack.IsZero() {
			s.Ack = at
		}
	}
}

package fingerprint

import "time"

// glance is what one comparison is made of: what is seen, what the station is called, and what came from
// outside since the last one.
type glance struct {
	now     Reading
	station naming
	start   bool     // the program has just started
	reports []Report // newest reports under the station's name, not weighed yet
	read    []string // keys of findings a person has read
	at      time.Time
}

// look compares and brings the memory up to date. fresh are the findings among found that
// were never said.
func (m *memory) look(g glance) (found, fresh []Finding) {
	i, why := m.match(g.now)
	if i < 0 {
		m.PCs = append(m.PCs, pc{First: g.at, Last: g.at, Host: g.now.Host, Machine: g.now.Machine})
		i = len(m.PCs) - 1
	}
	p := &m.PCs[i]
	p.call(g.station)
	p.acknowledge(g.read, g.at)
	for range 1 + len(Kinds()) { // once more after each that is settled
		if found = judge(*p, why, g.now, g.station, g.at); !p.settle(g.now, found, g.station, g.at) {
			break
		}
	}
	if p.isCopy(why, g.now) && !has(found, Copied) {
		p.become(g.now, g.at)
		found = nil
	}
	p.hear(g, found)
	found = judge(*p, why, g.now, g.station, g.at)
	fresh = p.tell(found, g.station, g.at)
	p.take(g.now, found, g.start, g.at)
	return found, fresh
}

// call notes the station's name. Under another name other reports are asked for.
func (p *pc) call(st naming) {
	if st.name == "" || st.name == p.Station {
		return
	}
	if p.Station != "" {
		p.Foreign = nil
	}
	p.Station = st.name
}

// hear weighs reports. Of a memory that may be another PC's the adapters count for
// nothing, and of time only what passed since that was found.
func (p *pc) hear(g glance, found []Finding) {
	if !p.frozen(g.now, found) {
		p.weigh(g.reports, g.now, p.First, g.at)
		p.fade(g.now, g.at)
		return
	}
	since := g.at
	for _, f := range found {
		if s := p.told(f.Key); s != nil && (f.Kind == Copied || f.Kind == NewHardware) {
			since = s.First
		}
	}
	here := pc{Foreign: p.Foreign}
	here.weigh(g.reports, g.now, since, g.at)
	here.fade(g.now, g.at)
	p.Foreign = here.Foreign
}

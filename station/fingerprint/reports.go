package fingerprint

import (
	"slices"
	"time"
)

// Report is one of the newest reports under this station's name.
type Report struct {
	ID     string
	Start  time.Time
	Origin string // as the server has it: an adapter's address, a guid, or nothing
}

// weigh compares the origins of the newest reports with this PC's adapters, past and
// present. A guid, nothing, and an address drawn by lot say nothing; neither does a
// report from before this PC was known.
func (p *pc) weigh(rs []Report, now Reading, since time.Time, at time.Time) {
	var others []Report
	own := false
	for _, r := range rs {
		mac, ok := ParseMAC(r.Origin)
		switch {
		case !ok || r.Start.Before(since.Add(clocksApart)):
		case p.ours(mac, now):
			own = true
		case !Drawn(mac):
			others = append(others, Report{ID: r.ID, Origin: mac})
		}
	}
	for _, r := range others {
		i := slices.IndexFunc(p.Foreign, func(f foreign) bool { return f.ID == r.ID })
		if i < 0 {
			p.Foreign = append(p.Foreign, foreign{ID: r.ID, Origin: r.Origin, Seen: at})
			i = len(p.Foreign) - 1
		}
		p.Foreign[i].Mixed = p.Foreign[i].Mixed || own
	}
	p.Foreign = newest(p.Foreign, maxForeign, func(f foreign) time.Time { return f.Seen })
}

// ours reports whether an address belongs or belonged to this PC, and remembers that
// reports name it.
func (p *pc) ours(mac string, now Reading) bool {
	if k := p.adapter(mac); k != nil {
		k.Base = true
		return true
	}
	return slices.ContainsFunc(now.Adapters, func(a Adapter) bool { return a.MAC == mac })
}

// fade forgets reports of another PC that are history, and those of adapters that turned
// out to be ours.
func (p *pc) fade(now Reading, at time.Time) {
	p.Foreign = slices.DeleteFunc(p.Foreign, func(f foreign) bool {
		return at.Sub(f.Seen) > foreignFor || p.ours(f.Origin, now)
	})
}

// otherPC is the finding of foreign reports. One alone may have been sent again by hand
// from an office; two between our own are another PC, and three without any of ours.
func (p pc) otherPC() (Finding, bool) {
	count, mixed, last := map[string]int{}, map[string]bool{}, foreign{}
	for _, f := range p.Foreign {
		count[f.Origin]++
		mixed[f.Origin] = mixed[f.Origin] || f.Mixed
		if !f.Seen.Before(last.Seen) && (count[f.Origin] >= 3 || mixed[f.Origin] && count[f.Origin] >= 2) {
			last = f
		}
	}
	if last.Origin == "" {
		return Finding{}, false
	}
	return Finding{Kind: OtherPC, Origin: last.Origin, Mixed: mixed[last.Origin], LastSeen: last.Seen}, true
}

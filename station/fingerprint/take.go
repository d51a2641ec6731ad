package fingerprint

import (
	"slices"
	"time"
)

// nothingChanged is how often the times in the file are renewed while nothing happens.
const nothingChanged = time.Hour

// take brings the memory up to date with what is seen: what a person still has to judge
// stays as remembered, the rest is taken over. start marks the program's start.
func (p *pc) take(now Reading, found []Finding, start bool, at time.Time) {
	frozen, renamed := p.frozen(now, found), has(found, Renamed)
	if !frozen && !renamed && (start || at.Sub(p.Last).Abs() >= nothingChanged) {
		p.Last = at
	}
	if start {
		p.Starts++
	}
	if frozen {
		return
	}
	p.takeAdapters(now, start, at)
	if now.Machine != "" {
		p.Machine = now.Machine
	}
	if !renamed && hostKey(now.Host) != "" {
		p.Host = now.Host
	}
}

// frozen reports whether the memory may be another PC's: nothing is mixed into it then.
func (p *pc) frozen(now Reading, found []Finding) bool {
	return has(found, Copied) || has(found, NewHardware) && p.compare(now).allNew()
}

func has(found []Finding, k Kind) bool {
	return slices.ContainsFunc(found, func(f Finding) bool { return f.Kind == k })
}

func (p *pc) takeAdapters(now Reading, start bool, at time.Time) {
	if len(now.Adapters) == 0 {
		return
	}
	for _, a := range now.Adapters {
		k := p.adapter(a.MAC)
		switch {
		case a.Random: // another next time
			continue
		case k == nil:
			p.Adapters = append(p.Adapters, known{Adapter: a, Starts: 1, Last: at})
			continue
		}
		k.Name, k.Bus = a.Name, a.Bus
		if start {
			k.Starts++
		}
		if at.Sub(k.Last).Abs() >= nothingChanged || !k.Gone.IsZero() {
			k.Last = at
		}
		k.Gone = time.Time{}
	}
	for i := range p.Adapters {
		if k := &p.Adapters[i]; k.Gone.IsZero() && !now.has(k.Adapter) {
			k.Gone = at
		}
	}
}

// settle ends findings a person has dealt with: one that was read a month ago, or after
// which the station was given another name, is how the PC is from now on. It reports
// whether the comparison must be made again.
func (p *pc) settle(now Reading, found []Finding, st naming, at time.Time) bool {
	for _, f := range found {
		s := p.told(f.Key)
		if s == nil || !(renamedSince(*s, st) || !s.Ack.IsZero() && at.Sub(s.Ack) >= settleAfter) {
			continue
		}
		switch f.Kind {
		case Renamed:
			p.Host = now.Host
		case Copied:
			p.become(now, at)
		case NewHardware, AdapterGone:
			p.forget(f.Adapters, now, at)
		case OtherPC:
			p.Foreign = slices.DeleteFunc(p.Foreign, func(g foreign) bool { return g.Origin == f.Origin })
		}
		p.Said = slices.DeleteFunc(p.Said, func(s said) bool { return s.Key == f.Key })
		return true
	}
	return false
}

// renamedSince reports whether the station got another name after a finding was said.
// Called after the PC, it follows a change of host that is the finding itself.
func renamedSince(s said, st naming) bool {
	return s.Station != "" && st.name != "" && s.Station != st.name
}

// become makes this PC the remembered one.
func (p *pc) become(now Reading, at time.Time) {
	p.Machine, p.Host, p.First, p.Last, p.Starts = now.Machine, now.Host, at, at, 1
	p.Adapters, p.Foreign = nil, nil
	p.takeAdapters(now, false, at)
}

// forget takes adapters out, and those that came instead in.
func (p *pc) forget(gone []Adapter, now Reading, at time.Time) {
	p.Adapters = slices.DeleteFunc(p.Adapters, func(k known) bool {
		return slices.ContainsFunc(gone, func(a Adapter) bool { return a.MAC == k.MAC })
	})
	p.takeAdapters(now, false, at)
}

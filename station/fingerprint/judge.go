package fingerprint

import (
	"slices"
	"strings"
	"time"
)

// maxNamed is how many adapters a key names.
const maxNamed = 8

// What makes a finding; each keeps everyday life from being one.
const (
	steadyStarts = 10               // an adapter that was there so often is missed,
	baseStarts   = 2                // or so often, when reports name it
	loadTime     = 2 * time.Minute  // drivers may be slow after a start
	shift        = 8 * time.Hour    // what can be pulled out may be elsewhere for a shift
	settleAfter  = 720 * time.Hour  // 30 days after it was read a finding is how the PC is
	foreignFor   = 168 * time.Hour  // 7 days: an older report of another PC is history
	clocksApart  = 10 * time.Minute // what clocks of two PCs may differ by
)

// naming is what the station is called, and whether after the PC.
type naming struct {
	name    string
	follows bool
}

// judge compares a remembered PC with what is seen now. It is pure.
func judge(p pc, why relation, now Reading, st naming, at time.Time) []Finding {
	var found []Finding
	add := func(f Finding, key ...string) {
		f.Key = string(f.Kind) + " " + strings.Join(key, " ")
		f.Host, f.WasHost, f.Station, f.Follows = now.Host, p.Host, st.name, st.follows
		found = append(found, f)
	}
	c, other := p.compare(now), otherHost(p.Host, now.Host)
	renaming := []string{hostKey(p.Host), hostKey(now.Host)}
	switch {
	case why == newcomer:
	case p.isCopy(why, now):
		if !st.follows { // a copy that is called after its own host name harms nobody
			add(Finding{Kind: Copied, LastSeen: p.Last}, renaming...)
		}
	case c.allNew():
		add(Finding{Kind: NewHardware, LastSeen: p.Last, Adapters: c.gone}, spelledAll(c.gone))
	default:
		if other {
			add(Finding{Kind: Renamed, LastSeen: p.Last}, renaming...)
		}
		if missed := p.missed(now, at); len(missed) == 1 {
			k := missed[0]
			add(Finding{Kind: AdapterGone, LastSeen: k.Last, Adapters: []Adapter{k.Adapter}, Base: k.Base}, k.MAC)
		} else if len(missed) > 1 {
			gone := adaptersOf(missed)
			add(Finding{Kind: NewHardware, LastSeen: lastOf(missed), Adapters: gone}, spelledAll(gone))
		}
	}
	if f, ok := p.otherPC(); ok {
		add(f, f.Origin)
	}
	return found
}

// isCopy reports whether what is remembered is another PC: nothing of it is here but the
// files, or the system as a whole.
func (p pc) isCopy(why relation, now Reading) bool {
	return otherHost(p.Host, now.Host) && (why == byFiles || why == sameID && p.compare(now).allNew())
}

// missed lists the adapters that were always there and are gone for long enough. One
// that can be pulled out counts only when reports name it, and not when another hangs in
// its place.
func (p pc) missed(now Reading, at time.Time) []known {
	var out []known
	if len(now.Adapters) == 0 {
		return nil // nothing could be read
	}
	spare := slices.ContainsFunc(now.Adapters, func(a Adapter) bool { return a.Bus == Removable })
	for _, k := range p.Adapters {
		if k.Gone.IsZero() || now.has(k.Adapter) {
			continue
		}
		away := at.Sub(k.Gone)
		switch {
		case k.Telling() && away >= loadTime && (k.Starts >= steadyStarts || k.Base && k.Starts >= baseStarts):
			out = append(out, k)
		case k.Bus == Removable && k.Base && k.Starts >= steadyStarts && away >= shift && !spare:
			out = append(out, k)
		}
	}
	return out
}

func adaptersOf(ks []known) (out []Adapter) {
	for _, k := range ks {
		out = append(out, k.Adapter)
	}
	return out
}

func lastOf(ks []known) (last time.Time) {
	for _, k := range ks {
		if k.Last.After(last) {
			last = k.Last
		}
	}
	return last
}

// spelledAll names adapters in an order of their own, for a key.
func spelledAll(as []Adapter) string {
	var macs []string
	for _, a := range as[:min(len(as), maxNamed)] {
		macs = append(macs, a.MAC)
	}
	slices.Sort(macs)
	return strings.Join(macs, ",")
}

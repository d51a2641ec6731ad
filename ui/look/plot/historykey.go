package plot

import "math"

// key explains the marks that are there, and gives the newest value.
func (h *History) key(k *kit) []entry {
	ps := h.record.Points
	newest := ps[len(ps)-1]
	out := []entry{h.newestEntry(k, newest)}
	add := func(any func(m *Measured) bool, name string, v Verdict, hollow bool) {
		for i := range ps {
			if any(&ps[i]) {
				out = append(out, sample(k, name, v, hollow))
				return
			}
		}
	}
	is := func(v Verdict) func(m *Measured) bool {
		return func(m *Measured) bool { return m.Verdict == v }
	}
	add(is(Failed), "failed", Failed, false)
	add(func(m *Measured) bool { return m.Elsewhere }, "elsewhere", Passed, true)
	add(is(Errored), "error", Errored, false)
	add(is(Terminated), "terminated", Terminated, false)
	add(is(Passed), "passed", Passed, false)
	add(is(Unknown), "not judged", Unknown, false)
	add(func(m *Measured) bool { return math.IsNaN(m.Value) }, "no number", Unknown, false)
	return out
}

// newestEntry is the newest point as it is drawn, with its value.
func (h *History) newestEntry(k *kit, m Measured) entry {
	name := "newest, no number"
	if !math.IsNaN(m.Value) {
		name = "newest " + withUnit(text(m.Value, m.Raw), h.record.Value.Unit)
	}
	e := sample(k, name, m.Verdict, m.Elsewhere)
	plain := e.sample
	e.room = 20 * k.u
	e.sample = func(i *ink, x, y float32) {
		plain(i, x+4*k.u, y)
		i.ring(point{x + 10*k.u, y}, 18*k.u, 1.6*k.u, k)
	}
	return e
}

// sample is an entry of the key with the mark of a verdict.
func sample(k *kit, name string, v Verdict, hollow bool) entry {
	return entry{name: name, room: 12 * k.u, sample: func(i *ink, x, y float32) {
		s, st := v.markOf(k)
		st.side *= 0.9
		st.hollow = hollow
		if name == "no number" {
			s = cross
		}
		i.mark(s, point{x + 6*k.u, y}, st)
	}}
}

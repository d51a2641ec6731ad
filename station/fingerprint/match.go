package fingerprint

import "slices"

// relation says why a remembered PC is taken for this one.
type relation uint8

const (
	newcomer  relation = iota // none is: the first start here
	sameID                    // it has our machine id
	sameParts                 // it has one of our built-in adapters
	byFiles                   // nothing but that the files lie here
)

// match finds the remembered PC to compare with: its place, and why.
func (m memory) match(now Reading) (int, relation) {
	if now.Machine != "" {
		if i := slices.IndexFunc(m.PCs, func(p pc) bool { return p.Machine == now.Machine }); i >= 0 {
			return i, sameID
		}
	}
	if i := slices.IndexFunc(m.PCs, func(p pc) bool { return p.compare(now).common > 0 }); i >= 0 {
		return i, sameParts
	}
	if len(m.PCs) == 0 || now.Shared {
		return -1, newcomer
	}
	last := 0
	for i, p := range m.PCs {
		if p.Last.After(m.PCs[last].Last) {
			last = i
		}
	}
	return last, byFiles
}

// comparison is how the built-in adapters of a PC stand to those remembered.
type comparison struct {
	common int
	gone   []Adapter
	fresh  int
}

// allNew reports whether not one adapter is as it was; false where one side tells nothing.
func (c comparison) allNew() bool { return c.common == 0 && len(c.gone) > 0 && c.fresh > 0 }

// compare looks at built-in adapters alone: the others come and go.
func (p pc) compare(now Reading) (c comparison) {
	for _, k := range p.Adapters {
		switch {
		case !k.Telling():
		case now.has(k.Adapter):
			c.common++
		default:
			c.gone = append(c.gone, k.Adapter)
		}
	}
	for _, a := range now.Adapters {
		if a.Telling() && p.adapter(a.MAC) == nil {
			c.fresh++
		}
	}
	return c
}

// has reports whether an adapter is there: its address, or its name where the address
// was drawn by lot.
func (r Reading) has(a Adapter) bool {
	return slices.ContainsFunc(r.Adapters, func(b Adapter) bool {
		return b.MAC == a.MAC || b.Random && b.Name == a.Name && b.Bus == a.Bus
	})
}

// adapter is the remembered one with that address; nil for none.
func (p *pc) adapter(mac string) *known {
	for i := range p.Adapters {
		if p.Adapters[i].MAC == mac {
			return &p.Adapters[i]
		}
	}
	return nil
}

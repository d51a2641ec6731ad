package match

// scan16 looks at n places, sixteen at a time, and returns the first where all three
// probes fit, or -1; the last n%16 places are not looked at. x, y and z are where
// the probes' bytes of the first place stand: n bytes must be there from each of
// them. p is the three masks, then the three wanted bytes, each sixteen times.
//
//go:noescape
func scan16(x, y, z *byte, n int, p *[6][16]byte) int

// scanFast looks at places from i to last, as scan does. Without a find it returns
// the place from which the rest is to be looked at.
func (p *plan) scanFast(b []byte, i, last int) (at int, found bool) {
	n := last - i + 1
	if n < 16 {
		return i, false
	}
	_ = b[last+p.reach]
	x, y, z := p.probes[0].at, p.probes[1].at, p.probes[2].at
	if at := scan16(&b[i+x], &b[i+y], &b[i+z], n, &p.wide); at >= 0 {
		return i + at, true
	}
	return i + n&^15, false
}

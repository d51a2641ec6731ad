package match

// scan16 looks at n places from b on, sixteen at a time, and returns the first where all
// three probes fit, or -1; the last n%16 places are not looked at. The bytes up to the
// last place and the farthest probe from it must be there.
//
//go:noescape
func scan16(b *byte, n int, l *lanes) int

// scanFast looks at places from i to last, as scan does. Without a find it returns the
// place from which the rest is to be looked at.
func (p *plan) scanFast(b []byte, i, last int) (at int, found bool) {
	n := last - i + 1
	if n < 16 {
		return i, false
	}
	_ = b[last+p.reach]
	if at := scan16(&b[i], n, &p.lanes); at >= 0 {
		return i + at, true
	}
	return i + n&^15, false
}

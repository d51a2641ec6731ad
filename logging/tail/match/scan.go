package match

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// scan returns the first place in [i, last] where the probes fit, or -1.
func (p *plan) scan(b []byte, i, last int) int {
	if p.alone {
		return p.scanAlone(b, i, last)
	}
	i, found := p.scanFast(b, i, last)
	if found {
		return i
	}
	return p.scanSlow(b, i, last)
}

// scanSlow is the portable scan.
func (p *plan) scanSlow(b []byte, i, last int) int {
	x, y, z := p.probes[0], p.probes[1], p.probes[2]
	bx, by, bz := b[x.at:], b[y.at:], b[z.at:]
	for stop := min(len(b)-p.reach-8, last); i <= stop; i += 8 {
		differ := ((binary.LittleEndian.Uint64(bx[i:]) | x.mask) ^ x.want) |
			((binary.LittleEndian.Uint64(by[i:]) | y.mask) ^ y.want) |
			((binary.LittleEndian.Uint64(bz[i:]) | z.mask) ^ z.want)
		// The lowest high bit is where the lowest byte that is 0 stands.
		if zero := (differ - lows) &^ differ & highs; zero != 0 {
			if i += bits.TrailingZeros64(zero) / 8; i <= last {
				return i
			}
			return -1
		}
	}
	for ; i <= last; i++ {
		if p.probes[0].fits(b, i) && p.probes[1].fits(b, i) && p.probes[2].fits(b, i) {
			return i
		}
	}
	return -1
}

func (p *plan) scanAlone(b []byte, i, last int) int {
	at := p.probes[0].at
	if n := bytes.IndexByte(b[i+at:last+at+1], byte(p.probes[0].want)); n >= 0 { // #nosec G115 -- each byte of want is the same one
		return i + n
	}
	return -1
}

func (p probe) fits(b []byte, i int) bool {
	return b[i+p.at]|byte(p.mask) == byte(p.want) // #nosec G115 -- each byte of mask and want is the same one
}

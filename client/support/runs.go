package support

import (
	"net/netip"
	"strings"
)

// class is a set of bytes.
type class [256]bool

func classOf(ranges string) (c class) {
	for i := 0; i+1 < len(ranges); i += 2 {
		for b := int(ranges[i]); b <= int(ranges[i+1]); b++ {
			c[b] = true
		}
	}
	return c
}

var (
	inIPv6 = classOf("09AZaz__..%%::")
	inMAC  = classOf("09AZaz__--")
)

// runs replaces each longest run of a class that holds at least so many of a byte by what by
// gives for it. It takes a tenth of the time of an expression that begins with a class.
func runs(text string, of *class, mark byte, least int, by func(string) string) string {
	var b strings.Builder
	done := 0
	for i := 0; i < len(text); i++ {
		if !of[text[i]] {
			continue
		}
		begin, marks := i, 0
		for ; i < len(text) && of[text[i]]; i++ {
			if text[i] == mark {
				marks++
			}
		}
		if marks < least {
			continue
		}
		if to := by(text[begin:i]); to != text[begin:i] {
			b.WriteString(text[done:begin] + to)
			done = i
		}
	}
	if done == 0 {
		return text
	}
	return b.String() + text[done:]
}

// numbers puts pseudonyms for the addresses of networks (IP version 6) and adapters.
func (p *pseudonyms) numbers(text string) string {
	text = runs(text, &inIPv6, ':', 2, func(found string) string {
		if isMAC(found, ':') {
			return p.of(asAddress, found)
		}
		if _, err := netip.ParseAddr(found); err == nil {
			return p.address(found)
		}
		short := strings.TrimRight(found, ".:") // the end of a sentence, or what comes of it
		if isMAC(short, ':') {
			return p.of(asAddress, short) + found[len(short):]
		}
		return p.address(short) + found[len(short):]
	})
	return runs(text, &inMAC, '-', 5, func(found string) string {
		if isMAC(found, '-') {
			return p.of(asAddress, found)
		}
		return found
	})
}

// isMAC reports whether s is six pairs of hex digits with a byte between them.
func isMAC(s string, between byte) bool {
	if len(s) != 17 {
		return false
	}
	for i := range len(s) {
		if i%3 == 2 && s[i] != between || i%3 != 2 && !allHex(s[i:i+1]) {
			return false
		}
	}
	return true
}

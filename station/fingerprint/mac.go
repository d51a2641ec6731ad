package fingerprint

import (
	"slices"
	"strings"
)

// ParseMAC reads an adapter's address in any of the usual spellings (00-11-22-AA-BB-CC,
// 0011.22aa.bbcc, 001122aabbcc); ok is false for what is none, such as a guid, and for
// addresses that no adapter has.
func ParseMAC(text string) (mac string, ok bool) {
	digits := make([]byte, 0, 12)
	for _, c := range []byte(strings.ToUpper(strings.TrimSpace(text))) {
		switch {
		case '0' <= c && c <= '9', 'A' <= c && c <= 'F':
			if len(digits) == 12 {
				return "", false
			}
			digits = append(digits, c)
		case c != ':' && c != '-' && c != '.':
			return "", false
		}
	}
	mac = string(digits)
	if len(mac) != 12 || mac == "000000000000" || firstByte(mac)&1 != 0 { // bit 0: a group, as of broadcast
		return "", false
	}
	return mac, true
}

// Drawn reports whether a MAC was made up by software and not given by a maker: bit 1 of
// the first byte (IEEE 802, "locally administered").
func Drawn(mac string) bool { return firstByte(mac)&2 != 0 }

func firstByte(mac string) byte {
	if len(mac) < 2 {
		return 0
	}
	return hexDigit(mac[0])<<4 | hexDigit(mac[1])
}

func hexDigit(c byte) byte {
	if c >= 'A' {
		return c - 'A' + 10
	}
	return c - '0'
}

// virtualMakers are the first three bytes virtual machines and their hosts' switches use
// (IEEE registry: Hyper-V, VMware, VirtualBox, Xen, Parallels). VMware's host adapter
// has the very same address on every PC.
var virtualMakers = []string{"00155D", "000569", "000C29", "001C14", "005056", "080027", "00163E", "001C42"}

// virtualMAC reports whether software gave this address.
func virtualMAC(mac string) bool {
	return len(mac) == 12 && slices.Contains(virtualMakers, mac[:6])
}

// Spelled gives a MAC as people read it: 00:11:22:AA:BB:CC.
func Spelled(mac string) string {
	if len(mac) != 12 {
		return mac
	}
	return mac[0:2] + ":" + mac[2:4] + ":" + mac[4:6] + ":" + mac[6:8] + ":" + mac[8:10] + ":" + mac[10:12]
}

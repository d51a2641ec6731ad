package cache

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// guid is a report's id.
type guid [16]byte

// dashes of the canonical form, 8-4-4-4-12 (RFC 9562 §4).
func isDash(i int) bool { return i == 8 || i == 13 || i == 18 || i == 23 }

// parseGUID reads the canonical lower-case form and nothing else, so that nothing
// else ever becomes a file name.
func parseGUID(s string) (g guid, ok bool) {
	if len(s) != 36 {
		return g, false
	}
	n := 0
	for i := range len(s) {
		c := s[i]
		if isDash(i) {
			if c != '-' {
				return guid{}, false
			}
			continue
		}
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c >= 'a' && c <= 'f':
			c -= 'a' - 10
		default:
			return guid{}, false
		}
		g[n/2] = g[n/2]<<4 | c
		n++
	}
	return g, true
}

// String is the canonical form.
func (g guid) String() string {
	const digits = "0123456789abcdef"
	var b [36]byte
	n := 0
	for i := range b {
		if isDash(i) {
			b[i] = '-'
			continue
		}
		b[i] = digits[g[n/2]>>(4*(1-n&1))&15]
		n++
	}
	return string(b[:])
}

// The names in an account's directory. Whatever else lies there is left alone.
const (
	reportExt  = ".report"
	listExt    = ".list"
	indexName  = "index"
	tempPrefix = ".tmp-"
)

func (g guid) file() string { return g.String() + reportExt }

// listFile hashes the key, which may hold anything.
func listFile(key string) string { return hashed("list", key) + listExt }

// accountDir is the name of an account's directory.
func accountDir(account string) string { return hashed("account", account) }

func hashed(what, text string) string {
	sum := sha256.Sum256([]byte(what + "\x00" + text))
	return hex.EncodeToString(sum[:16])
}

// isHash tells whether s could have come from hashed.
func isHash(s string) bool {
	return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == ""
}

// reportOf tells which report a file name stands for.
func reportOf(name string) (guid, bool) {
	id, ok := strings.CutSuffix(name, reportExt)
	if !ok {
		return guid{}, false
	}
	return parseGUID(id)
}

func isList(name string) bool {
	h, ok := strings.CutSuffix(name, listExt)
	return ok && isHash(h)
}

// kept tells whether a file of this name holds a report or a list.
func kept(name string) bool {
	_, ok := reportOf(name)
	return ok || isList(name)
}

package tail

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// differ reports, cheaply, that two lines surely say different things: they differ in a
// word that is no time, no id, and not the value of a field that varies. Where it is not
// sure it says false.
func differ(a, b []byte) bool {
	i, j := 0, 0
	for range maxDiffer {
		n := sameBytes(a[i:], b[j:])
		i, j = i+n, j+n
		if i == len(a) && j == len(b) {
			return false
		}
		back := min(n, startOfWord(a, i))
		i, j = i-back, j-back // what is before here is the same, or may differ
		x, y := endOfWord(a, i), endOfWord(b, j)
		if !mayDiffer(a, i, x) {
			return true
		}
		i, j = x, y
	}
	return false
}

// maxDiffer is at how many places two lines are compared.
const maxDiffer = 32

// sameBytes is the length of what a and b begin with alike.
func sameBytes(a, b []byte) int {
	n, i := min(len(a), len(b)), 0
	for ; i+8 <= n; i += 8 {
		if x := binary.LittleEndian.Uint64(a[i:]) ^ binary.LittleEndian.Uint64(b[i:]); x != 0 {
			return i + bits.TrailingZeros64(x)/8
		}
	}
	for ; i < n && a[i] == b[i]; i++ {
	}
	return i
}

// between is what separates words.
var between = func() (p [256]bool) {
	for _, c := range "\" =[](){},;\t|" {
		p[c] = true
	}
	return p
}()

// startOfWord gives how many bytes before i the word begins that i is in or behind.
func startOfWord(a []byte, i int) int {
	from := i
	for i > 0 && !between[a[i-1]] && !(a[i-1] == ':' && i > 1 && a[i-2] == '"') {
		i--
	}
	return from - i
}

func endOfWord(a []byte, i int) int {
	for i < len(a) && !between[a[i]] {
		i++
	}
	return i
}

// mayDiffer reports whether lines may differ in the word [from, to) and say the same still.
func mayDiffer(a []byte, from, to int) bool {
	if key := keyBefore(a, from); key != nil {
		switch roleOf(string(key)) { // does not allocate
		case aTime, aCorrelation:
			return true
		}
		return varies(string(key))
	}
	word := a[from:to]
	if len(word) == 0 {
		return true // a gap, or the end: who reads the whole line decides
	}
	return isDigit(word[0]) && (from < stampRoom || bytes.Count(word, []byte(":")) > 1) || from > 0 && a[from-1] == '['
}

// stampRoom is in how many bytes of a line its times stand.
const stampRoom = 96

// keyBefore gives the key whose value begins at i, as in "key":"value" and key=value; nil
// when there is none.
func keyBefore(a []byte, i int) []byte {
	if i > 0 && a[i-1] == '"' {
		i--
	}
	if i > 0 && a[i-1] == ' ' {
		i--
	}
	switch {
	case i > 2 && a[i-1] == ':' && a[i-2] == '"':
		key := a[:i-2]
		return key[bytes.LastIndexByte(key, '"')+1:]
	case i > 1 && a[i-1] == '=':
		key := a[:i-1]
		return key[len(key)-startOfWord(key, len(key)):]
	}
	return nil
}

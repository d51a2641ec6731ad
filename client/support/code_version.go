package support

import (
	"errors"
	"strconv"
	"strings"
)

// VersionBeyond stands for a version too new for a code to name.
const VersionBeyond = "beyond"

// A version takes eleven bits and one of three formats. The first holds three numbers, as
// the first programs wrote them, or all ones for none. The other two formats are a twelfth
// bit, together: three numbers with more room for the lower ones. What the first can say is
// free there, and says major and minor number alone: 1.40.9 is "1.40.x".
const (
	versionBits = 11
	noVersion   = 1<<versionBits - 1
	wideFormats = 2
)

// The bits of the numbers: up to 7.15.15, 3.31.31 and 15.63, the last of which is
// VersionBeyond. Where all numbers of wide fit in spare, it is coarse.
var (
	narrow = bits{3, 4, 4}
	wide   = bits{2, 5, 5}
	spare  = bits{2, 4, 4}
	coarse = bits{4, 6, 0}
)

const beyond = 1<<10 - 1 // of coarse

// bits is how many bits each number of a version has.
type bits [3]int

// pack gives three numbers as one; false where one has no room.
func (b bits) pack(n [3]uint64) (packed uint64, fits bool) {
	for i, width := range b {
		if n[i] >= 1<<width {
			return 0, false
		}
		packed = packed<<width | n[i]
	}
	return packed, true
}

// unpack is the reverse of pack.
func (b bits) unpack(packed uint64) (n [3]uint64) {
	for i := len(b) - 1; i >= 0; i-- {
		n[i] = packed & (1<<b[i] - 1)
		packed >>= b[i]
	}
	return n
}

// packVersion gives the format and the bits of a version.
func packVersion(v string) (format, packed uint64) {
	n, ok := numbersOf(v)
	switch {
	case v == VersionBeyond:
		n = [3]uint64{1 << coarse[0]}
	case !ok:
		return 0, noVersion
	}
	if p, fits := narrow.pack(n); fits && p != noVersion {
		return 0, p
	}
	p, fits := wide.pack(n)
	if !fits {
		n[2] = 0 // the patch is not told
		rough, fits := coarse.pack(n)
		if !fits {
			rough = beyond
		}
		p, _ = wide.pack(spare.unpack(rough)) // what is free is part of wide
	}
	return 1 + p>>versionBits, p & (1<<versionBits - 1)
}

// unpackVersion gives the version of a format and its bits; empty where there is none.
func unpackVersion(format, packed uint64) string {
	if format == 0 {
		if packed == noVersion {
			return ""
		}
		return spell(narrow.unpack(packed), 3)
	}
	n := wide.unpack((format-1)<<versionBits | packed)
	rough, isRough := spare.pack(n)
	switch {
	case !isRough:
		return spell(n, 3)
	case rough == beyond:
		return VersionBeyond
	}
	return spell(coarse.unpack(rough), 2) + ".x"
}

// numbersOf reads "1.2.3" or "v1.2.3", and "1.40.x" as unpackVersion gives it; false for
// anything but a released version. A number that is too large for any code stays too large.
func numbersOf(v string) (n [3]uint64, ok bool) {
	parts := strings.Split(strings.TrimPrefix(v, "v"), ".")
	if len(parts) != len(n) {
		return n, false
	}
	if parts[2] == "x" {
		parts[2] = strconv.Itoa(1 << wide[2]) // more than an exact one has
	}
	for i, part := range parts {
		var err error
		if n[i], err = strconv.ParseUint(part, 10, 16); err != nil && !errors.Is(err, strconv.ErrRange) {
			return n, false
		}
	}
	return n, true
}

// spell writes the first few numbers of a version.
func spell(n [3]uint64, few int) string {
	var parts []string
	for _, x := range n[:few] {
		parts = append(parts, strconv.FormatUint(x, 10))
	}
	return strings.Join(parts, ".")
}

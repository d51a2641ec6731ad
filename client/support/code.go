// Package support puts the state of a station into what can be handed to somebody far
// away: a short code to be read out on the phone, and a bundle of files.
package support

import (
	"errors"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"stationcompanion/client"
)

// Code is what a support code says. It is eight characters, XXXX-XXXX, of which the last
// one checks the others: any one wrong character, and any two that changed places, are
// noticed, and 31 of 32 of all other mistakes.
type Code struct {
	Link    client.Link
	Cause   client.Kind // KindNone = nothing is wrong
	Version string      // of the program, "1.2.3"; empty when it is not a released one, or over 7.15.14
	Station uint16      // twelve bits of the station's name, see StationCheck
}

// The errors of Decode.
var (
	ErrCodeLength = errors.New("a support code has eight letters and digits")
	ErrCodeCheck  = errors.New("the support code is not read out right: its check character does not fit")
	ErrCodeFormat = errors.New("the support code is of a newer program")
)

// symbols are the characters of a code, after Crockford's base 32: no I, L, O and U. What is
// read for them is understood all the same.
const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// links and kinds give what a code says their numbers. They may be added to at the end, and
// never changed: codes are decoded by other versions than those that made them.
var (
	links = []client.Link{
		client.LinkNotSetUp, client.LinkChecking, client.LinkConnected, client.LinkUnsure, client.LinkDown,
		client.LinkTokenRefused, client.LinkNotWATS, client.LinkPaused, client.LinkWithheld,
	}
	kinds = []client.Kind{
		client.KindNone, client.KindNotConfigured, client.KindBadAddress, client.KindQuestion, client.KindOpen,
		client.KindPaused, client.KindCancelled, client.KindRefused, client.KindUnreachable, client.KindName,
		client.KindTLS, client.KindTimeout, client.KindCut, client.KindUnauthorized, client.KindForbidden,
		client.KindNotFound, client.KindBadRequest, client.KindRateLimited, client.KindServer, client.KindNotWATS,
		client.KindBadBody, client.KindTooLarge, client.KindRedirect, client.KindWithheld, client.KindUnexpected, client.KindProxy,
	}
)

// The bits of a code, from the highest: format, link, cause, version, station.
const (
	format      = 0
	linkBits    = 4
	kindBits    = 6
	stationBits = 12
	length      = 7 // symbols without the check
)

// String gives the code, "XXXX-XXXX".
func (c Code) String() string {
	v := uint64(format)
	v = v<<linkBits | uint64(max(0, slices.Index(links, c.Link)))
	kind := slices.Index(kinds, c.Cause)
	if kind < 0 {
		kind = slices.Index(kinds, client.KindUnexpected)
	}
	v = v<<kindBits | uint64(kind) // #nosec G115 -- an index, not below 0: the list has KindUnexpected
	v = v<<versionBits | packVersion(c.Version)
	v = v<<stationBits | uint64(c.Station)&(1<<stationBits-1)
	var s [length + 1]byte
	var digits [length]byte
	for i := length - 1; i >= 0; i-- {
		digits[i] = byte(v & 31)
		s[i], v = symbols[v&31], v>>5
	}
	s[length] = symbols[checkOf(digits)]
	return string(s[:4]) + "-" + string(s[4:])
}

// Decode reads a code as it is written or spoken: in any case, with blanks, dashes and dots
// anywhere, O for 0, and I or L for 1.
func Decode(text string) (Code, error) {
	digits, err := digitsOf(text)
	if err != nil {
		return Code{}, err
	}
	if checkOf([length]byte(digits)) != digits[length] {
		return Code{}, ErrCodeCheck
	}
	v := uint64(0)
	for _, d := range digits[:length] {
		v = v<<5 | uint64(d)
	}
	take := func(bits int) uint64 {
		x := v & (1<<bits - 1)
		v >>= bits
		return x
	}
	var c Code
	c.Station = uint16(take(stationBits)) // #nosec G115 -- stationBits are kept
	c.Version = unpackVersion(take(versionBits))
	kind, link := take(kindBits), take(linkBits)
	if v != format || kind >= uint64(len(kinds)) || link >= uint64(len(links)) {
		return Code{}, ErrCodeFormat
	}
	c.Cause, c.Link = kinds[kind], links[link]
	return c, nil
}

// digitsOf reads the characters of a code, the check among them.
func digitsOf(text string) ([]byte, error) {
	var digits []byte
	for _, r := range strings.ToUpper(text) {
		switch {
		case unicode.IsSpace(r) || unicode.In(r, unicode.Pd, unicode.Cf) || strings.ContainsRune("._,/", r):
			continue
		case r == 'O':
			r = '0'
		case r == 'I' || r == 'L':
			r = '1'
		}
		i := strings.IndexRune(symbols, r)
		if i < 0 || len(digits) > length {
			return nil, ErrCodeLength
		}
		digits = append(digits, byte(i)) // #nosec G115 -- an index in the 32 symbols
	}
	if len(digits) != length+1 {
		return nil, ErrCodeLength
	}
	return digits, nil
}

// checkOf sums the symbols, each times a power of its place, in the field of 32 elements
// (x⁵ + x² + 1): every single error and every exchange of two symbols changes it.
func checkOf(digits [length]byte) byte {
	sum := byte(0)
	for _, d := range digits {
		sum = times2(sum) ^ d
	}
	return times2(sum)
}

func times2(x byte) byte {
	if x <<= 1; x >= 32 {
		x ^= 0b100101
	}
	return x
}

// StationCheck is twelve bits of a station's name, without what a voice does not carry: case
// and everything that is neither letter nor digit.
func StationCheck(name string) uint16 {
	h := fnv.New32a()
	for _, r := range strings.ToUpper(name) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			_, _ = h.Write([]byte(string(r))) // never fails
		}
	}
	sum := h.Sum32()
	return uint16((sum ^ sum>>12 ^ sum>>24) & (1<<stationBits - 1))
}

// A version is three numbers of these bits; all ones = not a released one.
const (
	majorBits, minorBits, patchBits = 3, 4, 4
	versionBits                     = majorBits + minorBits + patchBits
	noVersion                       = 1<<versionBits - 1
)

func packVersion(v string) uint64 {
	parts := strings.Split(strings.TrimPrefix(v, "v"), ".")
	if len(parts) != 3 {
		return noVersion
	}
	packed := uint64(0)
	for i, bits := range []int{majorBits, minorBits, patchBits} {
		n, err := strconv.ParseUint(parts[i], 10, 16)
		if err != nil || n >= 1<<bits {
			return noVersion
		}
		packed = packed<<bits | n
	}
	return packed
}

func unpackVersion(p uint64) string {
	if p == noVersion {
		return ""
	}
	return strconv.FormatUint(p>>(minorBits+patchBits), 10) + "." +
		strconv.FormatUint(p>>patchBits&(1<<minorBits-1), 10) + "." + strconv.FormatUint(p&(1<<patchBits-1), 10)
}

// CodeOf is the code of a station's present state.
func CodeOf(s client.Snapshot, station, version string) Code {
	c := Code{Link: s.Link, Version: version, Station: StationCheck(station)}
	if packVersion(version) == noVersion {
		c.Version = ""
	}
	if s.LastError != nil {
		c.Cause = s.LastError.Kind
	}
	return c
}

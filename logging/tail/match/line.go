package match

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

const (
	lows     = 0x0101010101010101 // times a byte: that byte eight times
	highs    = 0x8080808080808080
	newlines = '\n' * lows
)

// near is how far to look forward first; looking back is slower.
const near = 1 << 10

// lineStart returns where the line that holds offset at begins. It looks back as
// far as low, where a line begins.
func lineStart(b []byte, low, at int) int {
	if at-low <= near && bytes.IndexByte(b[low:at], '\n') < 0 {
		return low // as it is where every line matches
	}
	for at-8 >= low {
		x := binary.LittleEndian.Uint64(b[at-8:]) ^ newlines
		// A high bit for every byte of x that is 0, and for no other.
		if zero := ^((x&^highs + ^uint64(highs)) | x | ^uint64(highs)); zero != 0 {
			return at - bits.LeadingZeros64(zero)/8
		}
		at -= 8
	}
	for at > low && b[at-1] != '\n' {
		at--
	}
	return at
}

// lineEnd returns where the line feed after offset at stands, or len(b).
func lineEnd(b []byte, at int) int {
	if n := bytes.IndexByte(b[at:], '\n'); n >= 0 {
		return at + n
	}
	return len(b)
}

// trimmed returns end, or one less where a carriage return stands before the line
// feed at end.
func trimmed(b []byte, from, end int) int {
	if end < len(b) && end > from && b[end-1] == '\r' {
		return end - 1
	}
	return end
}

// eachLine calls hit for every line of block for which ok is true.
func eachLine(block []byte, ok func(line []byte) bool, hit func(from, to int) bool) bool {
	for from := 0; from < len(block); {
		end := lineEnd(block, from)
		to := trimmed(block, from, end)
		if ok(block[from:to]) && !hit(from, to) {
			return false
		}
		from = end + 1
	}
	return true
}

// every is the question that each line answers, none the one no line answers.
type (
	every struct{}
	none  struct{}
)

func (every) match([]byte) bool                    { return true }
func (every) spans(_ []byte, to [][2]int) [][2]int { return to }
func (every) lines(b []byte, hit func(f, t int) bool) bool {
	return eachLine(b, every{}.match, hit)
}

func (none) match([]byte) bool                      { return false }
func (none) spans(_ []byte, to [][2]int) [][2]int   { return to }
func (none) lines([]byte, func(int, int) bool) bool { return true }

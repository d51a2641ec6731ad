package tail

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// scanned gives the lines of data, read in pieces, as they are shown.
func scanned(data []byte, enc encoding, size func(left int) int) []string {
	b := newBuilder(&file{enc: enc}, 0)
	for rest := data; len(rest) > 0; {
		n := min(max(1, size(len(rest))), len(rest))
		b.take(rest[:n])
		rest = rest[n:]
	}
	b.scan.settle()
	c := b.chunk(true)
	var lines []string
	for i := range int64(lenOf(c)) {
		from, to := c.span(i)
		lines = append(lines, c.decode(data[from:to]))
	}
	return lines
}

func lenOf(c *chunk) int {
	if c == nil {
		return 0
	}
	return len(c.ends)
}

// plainLines is what scanned should give, made the obvious way.
func plainLines(s string) []string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(s, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for i, l := range lines {
		lines[i] = text([]byte(l))
	}
	return lines
}

func inUTF16(s string, enc encoding) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		if enc == utf16LE {
			b = append(b, byte(u), byte(u>>8))
		} else {
			b = append(b, byte(u>>8), byte(u))
		}
	}
	return b
}

func TestText(t *testing.T) {
	long := strings.Repeat("x", maxLine)
	for in, want := range map[string]string{
		"a\r\n": "a", "a\n": "a", "a\r": "a", "a": "a", "": "", "\xef\xbb\xbfa\n": "a",
		"a\xffb\xe9\xe8c\n": "a\ufffdb\ufffd\ufffdc", "\x00\x00a\x00\n": "a",
		long + "\n": long, long + "y\n": long + cutMark, long[1:] + "\u00e9z": long[1:] + cutMark,
	} {
		if got := text([]byte(in)); got != want {
			t.Errorf("%.40q: %.100q, want %.100q", in, got, want)
		}
	}
}

// FuzzScan: however the bytes come, the lines are the same, and those of the obvious way.
func FuzzScan(f *testing.F) {
	f.Add([]byte("a\r\nb\rc\n\n\x00\xef\xbb\xbfd\xff\xe2\x82\xac"), uint64(1))
	f.Add([]byte("\r\r\n\n\r\n\r"), uint64(2))
	f.Fuzz(func(t *testing.T, data []byte, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		whole := func(n int) int { return n }
		chops := func(int) int { return 1 + r.IntN(9)*r.IntN(9) }
		want := plainLines(string(data))
		for name, size := range map[string]func(int) int{"whole": whole, "chopped": chops} {
			if got := scanned(data, bytewise, size); !slices.Equal(got, want) {
				t.Fatalf("%s %.200q, want %.200q", name, got, want)
			}
		}
		valid := string([]rune(string(bytes.ToValidUTF8(data, nil))))
		for _, enc := range []encoding{utf16LE, utf16BE} {
			if got, want := scanned(inUTF16(valid, enc), enc, chops), plainLines("\ufeff"+valid); !slices.Equal(got, want) {
				t.Fatalf("UTF-16 %d: %.200q, want %.200q", enc, got, want)
			}
		}
	})
}

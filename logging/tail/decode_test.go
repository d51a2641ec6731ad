package tail

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func decodeChopped(data string, limit int, sizes func(left int) int) []string {
	d := decoder{max: limit}
	var out []string
	for data != "" {
		n := min(max(1, sizes(len(data))), len(data))
		d.write([]byte(data[:n]))
		out = append(out, d.take()...)
		data = data[n:]
	}
	d.finish()
	return append(out, d.take()...)
}

func TestDecode(t *testing.T) {
	long := strings.Repeat("x", maxLine)
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"a\nb\r\nc\rd", []string{"a", "b", "c", "d"}},
		{"a\n\n\r\n\rb\n", []string{"a", "", "", "", "b"}},
		{"\xef\xbb\xbfa\n\xef\xbb\xbfb\n", []string{"a", "b"}},
		{"a\xffb\xe9\xe8c\n\u00e9\u20ac\U0001f600\n", []string{"a\ufffdb\ufffd\ufffdc", "\u00e9\u20ac\U0001f600"}},
		{"a\nb" + strings.Repeat("\x00", 5000), []string{"a", "b"}},
		{"a\n" + strings.Repeat("\x00", 5000) + "b\n", []string{"a", "b"}},
		{long + "\nb\n", []string{long, "b"}},
		{long + "y" + long + long + "\nb\n", []string{long + cutMark, "b"}},
		{long[1:] + "\u00e9z\nb", []string{long[1:] + cutMark, "b"}},
		{"", nil},
	} {
		for name, sizes := range map[string]func(int) int{
			"whole": func(n int) int { return n }, "bytes": func(int) int { return 1 }, "random": func(int) int { return rand.IntN(7) },
		} {
			if got := decodeChopped(c.in, 0, sizes); !slices.Equal(got, c.want) {
				t.Errorf("%.40q %s: %d lines %.100q, want %.100q", c.in, name, len(got), got, c.want)
			}
		}
	}
}

func TestFlush(t *testing.T) {
	var d decoder
	d.write([]byte("\xef\xbb"))
	d.flush() // half a byte order mark is no line
	d.write([]byte("\xbfab\xe2\x82"))
	d.flush()
	if got := d.take(); !slices.Equal(got, []string{"ab"}) { // without the half character
		t.Fatalf("%q", got)
	}
	d.write([]byte("\xac\n"))
	d.write([]byte("c"))
	d.flush()
	d.flush()
	d.write([]byte("\nd\n")) // the line end of what was given out already
	if got := d.take(); !slices.Equal(got, []string{"\u20ac", "c", "d"}) {
		t.Fatalf("%q", got)
	}
}

// However the bytes come, the lines are the same.
func FuzzChop(f *testing.F) {
	f.Add([]byte("a\r\nb\rc\n\n\x00\xef\xbb\xbfd\xff\xe2\x82\xac"), uint64(1))
	f.Add([]byte("0123456789012345678901234567890\xe2\x82\xac\r\nz"), uint64(2))
	const limit = 32
	f.Fuzz(func(t *testing.T, data []byte, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		whole := decodeChopped(string(data), limit, func(n int) int { return n })
		chopped := decodeChopped(string(data), limit, func(int) int { return 1 + r.IntN(9)*r.IntN(9) })
		if !slices.Equal(whole, chopped) {
			t.Fatalf("whole %.200q, chopped %.200q", whole, chopped)
		}
		// A plain twin for what needs no special care.
		text := strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\r", "\n")
		if len(text) <= limit && !strings.ContainsAny(text, "\x00\ufeff\ufffd") && validText(data) == string(data) {
			want := strings.Split(text, "\n")
			if want[len(want)-1] == "" {
				want = want[:len(want)-1]
			}
			if !slices.Equal(whole, want) {
				t.Fatalf("%q, want %q", whole, want)
			}
		}
	})
}

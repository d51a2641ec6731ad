package tail

import (
	"strings"
	"testing"
	"time"
)

// agree fails where the fast functions say another thing than ParseLine.
func agree(t *testing.T, raw string) {
	t.Helper()
	l := ParseLine(raw)
	line := []byte(raw)
	if got := LevelOf(line); got != l.Level {
		t.Fatalf("%q: level %d, ParseLine %d", raw, got, l.Level)
	}
	if got := IsHead(line); got != (l.Level != Unknown) {
		t.Fatalf("%q: head %t, ParseLine's level %d", raw, got, l.Level)
	}
	if got := TimeOf(line); !got.Equal(l.Time) || got.IsZero() != l.Time.IsZero() {
		t.Fatalf("%q: time %v, ParseLine %v", raw, got, l.Time)
	}
	if !l.Time.IsZero() && l.Level == Unknown {
		t.Fatalf("%q: a time and no level", raw)
	}
	if l.Level == Unknown && (l.Message != raw || l.Logger != "" || l.Fields != "") {
		t.Fatalf("%q: a continuation line in parts: %+v", raw, l)
	}
	if string(line) != raw {
		t.Fatalf("%q was changed", raw)
	}
}

// The fast functions agree with ParseLine on every line of the tables, on every
// beginning of them, and behind what may stand before a line.
func TestFastFunctionsAgree(t *testing.T) {
	for _, c := range allCases() {
		for n := range len(c.raw) {
			agree(t, c.raw[:n])
		}
		for _, before := range []string{"", "\ufeff", "\x00\x00", "\x1b[31m", " ", "  ", "[", "<34>", "x"} {
			agree(t, before+c.raw)
		}
		agree(t, strings.ToLower(c.raw))
		agree(t, strings.ToUpper(c.raw))
		agree(t, strings.Repeat(c.raw, 3))
	}
}

// LevelOf and IsHead allocate nothing, whatever the line.
func TestFastFunctionsDoNotAllocate(t *testing.T) {
	for _, c := range allCases() {
		line := []byte(c.raw)
		if n := testing.AllocsPerRun(20, func() { LevelOf(line); IsHead(line) }); n != 0 {
			t.Errorf("%q: %v allocations", c.raw, n)
		}
	}
}

// hostile are pieces that, repeated, made a careless reader slow.
var hostile = []string{
	` (a={`, ` (a="`, ` (a=[{"`, `{"a":`, `{"a":[`, `\"`, `\`, `"`, `]`, `)`, `[`, `(`, `<`, `; `, `-`, ` `, "\t", "\x00", "\x1b[", "\x1b[1m", "\xff",
	`http://`, `http://a]`, `http://a?`, `sn=`, `SN 1 `, `serial number `, `"sn":"1",`, `00000000-0000-0000-0000-`, `a=b `, `a="b" `, `level=x `, `a.b`, `x: `, ` - `, `|`, `1`, `é`,
}

// A line takes time in proportion to its length: 64 KB of anything a few
// milliseconds. A reader that looks at each byte again for each byte would take
// seconds.
func TestLongLinesAreRead(t *testing.T) {
	const size = 64 << 10
	for _, head := range []string{"", `2026-02-02T10:15:23.456Z INFO     a: `, `{"level":"INFO","m":"`, `{"a":1,`, `2026-02-03T14:37:38.1234567+01:00;;`, `level=info `, `Nov 26 01:02:03 `, `E0421 09:31:05 `, `INFO:`, `[`, `2026-02-02 10:15:23 [INFO] `} {
		for _, piece := range hostile {
			raw := head + strings.Repeat(piece, size/len(piece))
			for _, end := range []string{"", ")", `"}`, "]"} {
				if d := slowest(raw + end); d > 250*time.Millisecond {
					t.Errorf("%q and %d times %q took %v", head, size/len(piece), piece, d)
				}
			}
		}
	}
}

// slowest reads a line in every way and gives the best of a few times, so that a
// busy machine is not taken for a slow reader.
func slowest(raw string) time.Duration {
	best := time.Hour
	for range 3 {
		begin := time.Now()
		l := ParseLine(raw)
		References(l)
		ProgramStart(l)
		line := []byte(raw)
		LevelOf(line)
		IsHead(line)
		TimeOf(line)
		if best = min(best, time.Since(begin)); best < 100*time.Millisecond {
			break
		}
	}
	return best
}

// Whatever the bytes, the fast functions agree with ParseLine and references stand
// where they say.
func FuzzAgree(f *testing.F) {
	for _, c := range allCases() {
		f.Add([]byte(c.raw))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		agree(t, string(line))
		l := ParseLine(string(line))
		checkReferences(t, l)
		ProgramStart(l)
	})
}

// A long line of the same is read in time, behind whatever beginning.
func FuzzLongLine(f *testing.F) {
	for _, piece := range hostile {
		f.Add("2026-02-02 10:15:23 ", piece, ")")
	}
	f.Fuzz(func(t *testing.T, head, piece, end string) {
		if len(piece) == 0 || len(piece) > 256 {
			return
		}
		raw := head + strings.Repeat(piece, 32<<10/len(piece)) + end
		if d := slowest(raw); d > 250*time.Millisecond {
			t.Fatalf("%q, 32 KB of %q and %q took %v", head, piece, end, d)
		}
	})
}

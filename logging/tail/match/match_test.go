package match

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

// held returns the lines of block m finds, separated by '|'.
func held(m *Matcher, block string) string {
	var lines []string
	m.Lines([]byte(block), func(from, to int) bool {
		lines = append(lines, block[from:to])
		return true
	})
	return strings.Join(lines, "|")
}

const (
	kelvin = "\u212a" // K
	longS  = "\u017f" // s
)

func TestText(t *testing.T) {
	for _, c := range []struct {
		text  string
		fold  bool
		block string
		want  string
	}{
		{"b", false, "abc\nxyz\nB\nb", "abc|b"},
		{"b", true, "abc\nxyz\nB\nb", "abc|B|b"},
		{"", true, "\na\n\nb", "|a||b"},
		{"", false, "", ""},
		{"a\nb", false, "a\nb", ""},
		{"\n", true, "a\nb\n", ""},
		// line ends
		{"a", false, "a\r\na\r\r\n\ra", "a|a\r|\ra"},
		{"a\r", false, "a\r\na\r\r\na\r", "a\r|a\r"},
		{"\r", false, "\r\n\r\r\n\r", "\r|\r"},
		{"\rb", true, "a\rB\r\nb\r\n", "a\rB"},
		// k and s have a third form, longer than they are
		{"kiss", true, "KISS\n" + kelvin + "i" + longS + "s\nkisz\nki" + longS + "S" + "\n kis", "KISS|" + kelvin + "i" + longS + "s|ki" + longS + "S"},
		{kelvin, true, "k\nK\n" + kelvin + "\nx", "k|K|" + kelvin},
		{kelvin, false, "k\nK\n" + kelvin, kelvin},
		{longS, true, "s\nS\n" + longS + "\nss", "s|S|" + longS + "|ss"},
		{"s", true, strings.Repeat("-\n", 9) + longS + "\n-\nS", longS + "|S"},
		{"k", false, kelvin + "\nK", ""},
		// other scripts
		{"straße", true, "STRASSE\nSTRAßE\nSTRA\u1e9eE\nstrasse", "STRAßE|STRA\u1e9eE"},
		{"ΟΔΟΣ", true, "οδος\nοδοσ\nΟδΟς\nodos", "οδος|οδοσ|ΟδΟς"},
		{"журнал", true, "ЖУРНАЛ\nжурнАл\nжурна", "ЖУРНАЛ|журнАл"},
		{"ω", true, "Ω\n\u2126\nο", "Ω|\u2126"},
		{"å", true, "Å\n\u212b\nä", "Å|\u212b"},
		{"µ", true, "μ\nΜ\nµ\nM", "μ|Μ|µ"},
		{"i", true, "I\nı\nİ", "I"},
		{"ǆ", true, "ǅ\nǄ\ndž", "ǅ|Ǆ"},
		{"Ⱥ", true, "ⱥ\nȺ\na", "ⱥ|Ⱥ"},
		{"日本", true, "x日本x\n日 本", "x日本x"},
		// bytes that are no text
		{"\xff", true, "a\xffb\nÿ\n\xc3", "a\xffb"},
		{"é", true, "\xc3\n\xa9\n\xc3\x89\n\xc3a\xa9", "É"},
		{"\ufffd", true, "\xff\n\ufffd\n\xef\xbf", "\ufffd"},
		{"\u017f", true, "\xbf\n\xc5\nx\xc5\xbfx\xc5", "x\u017fx\xc5"},
		// NUL and control bytes are bytes
		{"a\x00b", true, "A\x00B\na b", "A\x00B"},
		// not letters, though a bit apart as letters are
		{"[]", true, "{}\n[]", "[]"},
		{"@", true, "`\n@", "@"},
	} {
		t.Run(fmt.Sprintf("%q/%v", c.text, c.fold), func(t *testing.T) {
			m := Text(c.text, c.fold)
			if got := held(m, c.block); got != c.want {
				t.Errorf("%q in %q: %q, want %q", c.text, c.block, got, c.want)
			}
			check(t, m, []byte(c.block), func(line []byte) bool { return twinHolds(line, []string{c.text}, c.fold) })
		})
	}
}

func TestAny(t *testing.T) {
	many := strings.Fields("alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec")
	for _, c := range []struct {
		texts []string
		block string
		want  string
	}{
		{nil, "a\nb", ""},
		{[]string{"\n", "a\nb"}, "a\nb", ""},
		{[]string{"x", ""}, "a\nb", "a|b"},
		{[]string{"error", "warn"}, "an Error\nnone\nWARNING\nerro\nwar\nWarn error", "an Error|WARNING|Warn error"},
		{[]string{"error", "error"}, "ERROR", "ERROR"},
		{[]string{"a\r", "b"}, "a\r\nab\r\na\rb", "ab|a\rb"},
		{[]string{"k", "zz"}, kelvin + "\nzZ\nz", kelvin + "|zZ"},
		{many, "no\nGOLF\nxx" + kelvin + "ILOxx\nhote\nhotel", "GOLF|xx" + kelvin + "ILOxx|hotel"},
		{append([]string{"é", "x"}, many...), "É\necho\nX\n-\nquebec", "É|echo|X|quebec"},
	} {
		m := Any(c.texts, true)
		if got := held(m, c.block); got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.texts, c.block, got, c.want)
		}
		check(t, m, []byte(c.block), func(line []byte) bool { return twinHolds(line, c.texts, true) })
	}
}

func TestSpans(t *testing.T) {
	for _, c := range []struct {
		m    *Matcher
		line string
		want [][2]int
	}{
		{Text("ab", true), "ab-AB-aB", [][2]int{{0, 2}, {3, 5}, {6, 8}}},
		{Text("aa", false), "aaaaa", [][2]int{{0, 2}, {2, 4}}},
		{Text("k", true), "k" + kelvin + "K", [][2]int{{0, 1}, {1, 4}, {4, 5}}},
		{Text("", true), "abc", nil},
		{Text("x", true), "abc", nil},
		{Any([]string{"a", "abc", "c"}, false), "abcac", [][2]int{{0, 3}, {3, 4}, {4, 5}}},
		{Any(nil, false), "abc", nil},
	} {
		if got := c.m.Spans([]byte(c.line), nil); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.line, got, c.want)
		}
	}
	before := [][2]int{{7, 8}}
	got := Text("a", false).Spans([]byte(strings.Repeat("a", 1000)), before)
	if len(got) != 1+MaxSpans || got[0] != before[0] || got[MaxSpans] != [2]int{MaxSpans - 1, MaxSpans} {
		t.Errorf("%d spans, the last %v", len(got), got[len(got)-1])
	}
}

// TestLongWays crosses every border inside: windows, what is looked through ahead,
// the sixteen and eight places at a time, the ends of blocks.
func TestLongWays(t *testing.T) {
	for _, c := range []struct{ in, text string }{
		{"Needle", "nEEDle"}, {"ki" + longS + "s", "kiss"}, {"N", "n"}, {kelvin, "k"}, {"éÀ", "Éà"}, {strings.Repeat("ab", 20), strings.Repeat("AB", 20)},
	} {
		one, some := Text(c.text, true), Any([]string{"@@@@", c.text, "####"}, true)
		var texts []string
		for i := range atMost {
			texts = append(texts, fmt.Sprintf("@@@%d@", i))
		}
		lots := Any(append(texts, c.text), true)
		for _, border := range []int{0, 1, 7, 8, 15, 16, 17, 31, 32, 33, 63, window, ahead, 2 * ahead} {
			for _, shift := range []int{-len(c.in) - 1, -len(c.in), -len(c.in) + 1, -3, -2, -1, 0, 1, 2} {
				for _, fill := range []string{"-", "aN\n"} {
					for _, after := range []int{40, 1, 0} {
						if border > 100 && after < 40 {
							break
						}
						at := max(0, border+shift)
						head := strings.Repeat(fill, at/len(fill)+1)[:at]
						block := strings.ReplaceAll(head, "N", "x") + c.in + strings.Repeat(".", after) + "\n-"
						from := strings.LastIndexByte(block[:at], '\n') + 1
						want := block[from : len(block)-2]
						for _, m := range []*Matcher{one, some, lots} {
							if got := held(m, block); got != want {
								t.Fatalf("%q at %d of %d: %d bytes found, want %d", c.in, at, len(block), len(got), len(want))
							}
						}
					}
				}
			}
		}
	}
}

// TestPlanLearns: a text whose rare bytes are frequent in the data is sought by others
// after a while, and nothing is missed meanwhile.
func TestPlanLearns(t *testing.T) {
	m := Text("zebra crossing", true)
	s := m.question.(*literal).plain.(*single)
	before := s.plan.Load()
	block := strings.Repeat("zebra Xrossing zzbbgg\n", 5000) + "a ZEBRA CROSSING\n" + strings.Repeat("zebra Xrossing\n", 5000) + "zebra crossing"
	if got := held(m, block); got != "a ZEBRA CROSSING|zebra crossing" {
		t.Errorf("found %q", got)
	}
	after := s.plan.Load()
	if before == after {
		t.Error("the plan never changed")
	}
	if n := strings.Count(block, "zebra"); n < 10000 || after.probes[0].at != len("zebra ") && after.probes[1].at != len("zebra ") && after.probes[2].at != len("zebra ") {
		t.Errorf("the plan does not look at the c that tells them apart: %+v", after.probes)
	}
}

// TestManyAtOnce is for the race detector: a Matcher is shared.
func TestManyAtOnce(t *testing.T) {
	block := strings.Repeat("zebra Xrossing zzbbgg\n", 3000) + "zebra crossing 12"
	for _, m := range []*Matcher{Text("zebra crossing", true), Any([]string{"zebra crossing", "kiss"}, true)} {
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if got := held(m, block); got != "zebra crossing 12" {
					t.Errorf("found %q", got)
				}
			})
		}
		wg.Wait()
	}
}

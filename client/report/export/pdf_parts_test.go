package export

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/report"
)

func testFonts(t *testing.T) *fontSet {
	t.Helper()
	d, err := newDoc(&report.Report{}, pdfOptions())
	if err != nil {
		t.Fatal(err)
	}
	return d.fonts
}

func TestCoverage(t *testing.T) {
	c, err := coverage(theme.DefaultTextFont().Content())
	if err != nil {
		t.Fatal(err)
	}
	for r, want := range map[rune]bool{'A': true, 'ø': true, 'Ω': true, 'Ж': true, '≤': false, '测': false, 0x5d0: false} {
		if c[r] != want {
			t.Errorf("%c: %v", r, c[r])
		}
	}
}

func FuzzCoverage(f *testing.F) {
	f.Add(theme.DefaultTextFont().Content()[:4000])
	f.Add([]byte("\x00\x01\x00\x00\x00\x01"))
	f.Fuzz(func(_ *testing.T, b []byte) {
		_, _ = coverage(b) // only: no panic, no endless loop
		_, _ = readCmap(be(b), 100)
	})
}

func TestCmapFormat12(t *testing.T) {
	t12 := make([]byte, 12+16+12)
	binary.BigEndian.PutUint16(t12[2:], 1)
	binary.BigEndian.PutUint16(t12[4:], 3)
	binary.BigEndian.PutUint16(t12[6:], 10)
	binary.BigEndian.PutUint32(t12[8:], 12)
	binary.BigEndian.PutUint16(t12[12:], 12)
	binary.BigEndian.PutUint32(t12[24:], 1)
	binary.BigEndian.PutUint32(t12[28:], 0x4e00)
	binary.BigEndian.PutUint32(t12[32:], 0x4e05)
	binary.BigEndian.PutUint32(t12[36:], 7)
	c, err := readCmap(t12, 10)
	if err != nil || !c[0x4e00] || !c[0x4e02] || c[0x4e03] || c['A'] {
		t.Errorf("%v: of glyphs 7, 8, 9 of 10 the font has %v %v %v", err, c[0x4e00], c[0x4e02], c[0x4e03])
	}
}

// Wrapping loses nothing, and no line is wider than it may be unless one character is.
func FuzzWrap(f *testing.F) {
	d, err := newDoc(&report.Report{}, pdfOptions())
	if err != nil {
		f.Fatal(err)
	}
	f.Add("a rather long line of words/and_names", 60)
	f.Add("–5 (-100 %)\n\n x  y ", 20)
	f.Fuzz(func(t *testing.T, s string, w int) {
		width := float64(10 + max(w, -w)%500)
		got := d.fonts.wrap(regular, 9, s, width)
		bare := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if bare(strings.Join(got, "")) != bare(s) || len(got) == 0 {
			t.Errorf("%q became %q", s, got)
		}
		for _, line := range got {
			if lw := d.fonts.textWidth(regular, 9, strings.TrimSpace(line)); lw > width+0.01 && len([]rune(strings.TrimSpace(line))) > 1 {
				t.Errorf("%q is %.1f wide, not %.1f", line, lw, width)
			}
		}
	})
}

func TestWrap(t *testing.T) {
	fonts := testFonts(t)
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"one two three", 45, []string{"one two", "three"}}, {"", 50, []string{""}}, {"a\n\nb", 50, []string{"a", "", "b"}},
		{"below 1 V by 1 V (-100 %)", 88, []string{"below 1 V by 1 V", "(-100 %)"}}, {"path/to/name", 40, []string{"path/to/", "name"}},
	} {
		if got := fonts.wrap(regular, 9, c.text, c.width); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestVisualOrder(t *testing.T) {
	for in, want := range map[string]string{
		"abc": "abc", "שלום": "םולש", "abc שלום עולם def": "abc םלוע םולש def", "שלום 12 עולם": "םולש 12 םלוע", "שָׁ": "שָׁ", "שָׁל": "לשָׁ",
	} {
		if got := visual(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		log       bool
		want      []float64
	}{
		{0, 10, false, []float64{0, 2, 4, 6, 8, 10}}, {-1, 1, false, []float64{-1, -0.5, 0, 0.5, 1}}, {1, 1e4, true, []float64{1, 10, 100, 1000, 10000}},
		{2, 8, true, []float64{2, 3, 4, 5, 6, 7, 8}},
	} {
		s := scale{low: c.low, high: c.high, log: c.log}
		if c.log {
			s.low, s.high = math.Log10(c.low), math.Log10(c.high)
		}
		if got := s.ticks(6); !slices.EqualFunc(got, c.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9*max(1, math.Abs(b)) }) {
			t.Errorf("%v to %v: %v, want %v", c.low, c.high, got, c.want)
		}
	}
}

// Scales of odd charts draw nothing rather than something wrong.
func TestScalesOfOddCharts(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for name, c := range map[string]struct {
		chart report.Chart
		ok    bool
	}{
		"empty":           {report.Chart{}, false},
		"no numbers":      {report.Chart{Series: []report.Series{{X: []float64{1, 2}, Y: []float64{nan, inf}}}}, false},
		"one point":       {report.Chart{Series: []report.Series{{X: []float64{1}, Y: []float64{5}}}}, true},
		"no x":            {report.Chart{Series: []report.Series{{Y: []float64{5, 6}}}}, true},
		"zero, log":       {report.Chart{Type: "LineLogY", Series: []report.Series{{Y: []float64{0, -1}}}}, false},
		"as wide as ever": {report.Chart{Series: []report.Series{{Y: []float64{-1.7e308, 1.7e308}}}}, false},
	} {
		if _, _, ok := scales(c.chart); ok != c.ok {
			t.Errorf("%s: %v", name, ok)
		}
	}
}

func TestThinKeepsThePeaks(t *testing.T) {
	all := make([]place, 100_000)
	for i := range all {
		all[i] = place{float64(i), 0}
	}
	all[54_321].y, all[77_777].y = 9, -9
	got := thin(all)
	if len(got) > curveMost+8 || !slices.Contains(got, all[54_321]) || !slices.Contains(got, all[77_777]) || got[0] != all[0] || got[len(got)-1] != all[len(all)-1] {
		t.Errorf("%d points, peaks lost", len(got))
	}
}

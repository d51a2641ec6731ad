package look

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"pgregory.net/rapid"
)

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{
		{"PCBA-100-0042", 13, "PCBA-100-0042"}, {"PCBA-100-0042", 8, "PCB…0042"}, {"PCBA-100-0042", 9, "PCBA…0042"},
		{"abc", 1, "…"}, {"abc", 2, "…c"}, {"abc", 0, ""}, {"abc", -1, ""}, {"", 5, ""}, {"äöüß", 3, "ä…ß"},
	} {
		if got := Shorten(c.s, c.n); got != c.want {
			t.Errorf("Shorten(%q, %d) = %q, want %q", c.s, c.n, got, c.want)
		}
	}
}

func TestShortenKeepsEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, n := rapid.String().Draw(t, "s"), rapid.IntRange(0, 40).Draw(t, "n")
		got := Shorten(s, n)
		if utf8.RuneCountInString(got) > max(n, 0) {
			t.Fatalf("%q has more than %d runes", got, n)
		}
		if head, tail, cut := strings.Cut(got, ellipsis); got != s && cut {
			if !strings.HasPrefix(s, head) || !strings.HasSuffix(s, tail) {
				t.Fatalf("%q is not %q cut in the middle", got, s)
			}
		}
	})
}

// runes measures as if every character were ten points wide.
func runes(s string) float32 { return float32(10 * utf8.RuneCountInString(s)) }

// TestFitMiddle: what it gives fits, and one more character would not.
func TestFitMiddle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringN(1, 60, -1).Draw(t, "s")
		width := rapid.Float32Range(10, 400).Draw(t, "width")
		got := FitMiddle(s, width, runes)
		if runes(got) > width+0.5 {
			t.Fatalf("%q is wider than %v", got, width)
		}
		if n := utf8.RuneCountInString(got); got != s && runes(Shorten(s, n+1)) <= width {
			t.Fatalf("%q leaves room for another character in %v", got, width)
		}
	})
	if got := FitMiddle("abc", 0, runes); got != "" {
		t.Errorf("no width gives %q", got)
	}
	if got := FitMiddle("abcdef", 12, runes); got != ellipsis {
		t.Errorf("one character's width gives %q", got)
	}
}

// TestFitWords: whole words where that costs little, and never more than fits.
func TestFitWords(t *testing.T) {
	for _, c := range []struct {
		text  string
		runes int
		want  string
	}{
		{"End of line · FCT-LINE2-07 · grete in 27 s · socket 1", 44, "End of line · FCT-LIN… in 27 s · socket 1"},
		{"Latest reports of FCT-LINE2-07", 24, "Latest …FCT-LINE2-07"},
		{"No step is called adc.", 40, "No step is called adc."},
		{"SN-1001 rev A-2-3-4-5-6-7-8-9", 12, "SN-10…-7-8-9"},
		{"6abeec3e-eee7-4f1a-9429-7403d0bd4ac6", 13, "6abeec…bd4ac6"},
	} {
		if got := FitWords(c.text, float32(10*c.runes), runes); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.text, c.runes, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOf(rapid.StringN(0, 8, -1)).Draw(t, "s"), " ")
		width := rapid.Float32Range(10, 400).Draw(t, "width")
		if got := FitWords(s, width, runes); runes(got) > width+0.5 && got != s {
			t.Fatalf("%q is wider than %v", got, width)
		}
	})
}

// TestTextShortens: the widget asks for its whole width up to its limit, shows what
// fits, and keeps the whole.
func TestTextShortens(t *testing.T) {
	test.NewTempApp(t)
	long := "PCBA-WITH-A-NAME-THAT-IS-MUCH-TOO-LONG-0042"
	x := NewText(long, theme.ColorNameForeground, 1, fyne.TextStyle{})
	w := test.NewTempWindow(t, x)
	w.SetPadded(false)
	whole := fyne.MeasureText(long, theme.TextSize(), fyne.TextStyle{}).Width
	if got := x.MinSize().Width; got >= whole || got < whole/4 {
		t.Errorf("asks for %v of %v", got, whole)
	}
	w.Resize(fyne.NewSize(whole/2, 40))
	shown := drawn(x)
	if !strings.Contains(shown, ellipsis) || !strings.HasPrefix(shown, "PCBA") || !strings.HasSuffix(shown, "0042") {
		t.Errorf("shows %q", shown)
	}
	if shown != x.Shown() {
		t.Errorf("Shown says %q, drawn is %q", x.Shown(), shown)
	}
	if x.Full() != long {
		t.Errorf("Full is %q", x.Full())
	}
	w.Resize(fyne.NewSize(whole+4, 40))
	if got := drawn(x); got != long {
		t.Errorf("with room for all it shows %q", got)
	}
	x.SetText("short")
	if got := drawn(x); got != "short" {
		t.Errorf("after SetText it shows %q", got)
	}
}

// TestTextFollowsTheme: colour and size change with the theme, without anybody's help.
func TestTextFollowsTheme(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(Light, 1))
	x := NewText("text", ColorBadText, 2, fyne.TextStyle{})
	test.NewTempWindow(t, x)
	if c := line(x).Color; c != light[ColorBadText] {
		t.Errorf("by day %v", c)
	}
	app.Settings().SetTheme(NewTheme(Dark, 1.5))
	if c := line(x).Color; c != dark[ColorBadText] {
		t.Errorf("by night %v", c)
	}
	if got := line(x).TextSize; got != 42 {
		t.Errorf("twice the text at scale 1.5 is %v", got)
	}
}

func line(x *Text) *canvas.Text { return test.WidgetRenderer(x).Objects()[0].(*canvas.Text) }
func drawn(x *Text) string      { return line(x).Text }

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s     string
		width float32
		n     int
		want  []string
	}{
		{"one two three", 200, 2, []string{"one two three"}},
		{"one two three", 80, 2, []string{"one two", "three"}},
		{"one two three four", 80, 2, []string{"one two", "three f…"}},
		{"one two three, four", 70, 2, []string{"one two", "three…"}},
		{"averyveryverylongword and more", 80, 3, []string{"ave…word", "and more"}},
		{"", 80, 2, nil}, {"text", 0, 2, nil}, {"one two", 40, 1, []string{"one…"}},
	} {
		got := wrap(c.s, c.width, c.n, runes)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("wrap(%q, %v, %d) = %q, want %q", c.s, c.width, c.n, got, c.want)
		}
	}
}

func TestWrapFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,20}`), 0, 20).Draw(t, "words"), " ")
		width, n := rapid.Float32Range(30, 300).Draw(t, "width"), rapid.IntRange(1, 4).Draw(t, "n")
		got := wrap(s, width, n, runes)
		if len(got) > n {
			t.Fatalf("%d lines", len(got))
		}
		for _, l := range got {
			if runes(l) > width+0.5 {
				t.Fatalf("line %q is wider than %v", l, width)
			}
		}
	})
}

// TestParagraphHeightStands: the height is that of its lines, whatever it says.
func TestParagraphHeightStands(t *testing.T) {
	test.NewTempApp(t)
	p := NewParagraph("", theme.ColorNameForeground, 1, 2)
	empty := p.MinSize()
	p.SetText(strings.Repeat("words ", 200))
	if p.MinSize() != empty {
		t.Errorf("empty %v, full %v", empty, p.MinSize())
	}
	if p.Lines(200) != 2 || NewParagraph("one", theme.ColorNameForeground, 1, 2).Lines(200) != 1 {
		t.Error("Lines does not count the lines taken")
	}
}

func TestVisible(t *testing.T) {
	if got := Visible("a\x00b\u202ec"); got != "a\u2400b\ufffdc" {
		t.Errorf("Visible gives %q", got)
	}
}

// A text that may shrink does so before anything is cut, and asks for the room of its least
// size; a sentence is cut at its end.
func TestTextShrinksBeforeItIsCut(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(NewTheme(Light, 1))
	const full = "WATS does not answer"
	whole := NewText(full, ColorQuiet, 2, fyne.TextStyle{Bold: true})
	whole.SetMinRunes(99)
	wide := whole.MinSize().Width
	fits := NewText(full, ColorQuiet, 2, fyne.TextStyle{Bold: true})
	fits.SetMinRunes(99)
	fits.SetFit(1.2)
	fits.CutAtEnd()
	if got := fits.MinSize(); got.Width > 0.65*wide || got.Height != whole.MinSize().Height {
		t.Errorf("it asks for %v, the whole is %v wide", got, wide)
	}
	for part, want := range map[float32]string{1: full, 0.8: full, 0.62: full} {
		fits.Resize(fyne.NewSize(part*wide, 40))
		if points, text := fits.fit(part * wide); text != want || measured(text, points, fits.style) > part*wide+slack {
			t.Errorf("in %v of its width: %q at %v", part, text, points)
		}
		if line := test.WidgetRenderer(fits).Objects()[0].(*canvas.Text); line.Text != want || (line.TextSize == fits.points()) != (part == 1) {
			t.Errorf("in %v of its width it draws %q at %v", part, line.Text, line.TextSize)
		}
	}
	fits.Resize(fyne.NewSize(0.4*wide, 40))
	if got := fits.Shown(); !strings.HasPrefix(got, "WATS does") || !strings.HasSuffix(got, ellipsis) {
		t.Errorf("where nothing helps it says %q", got)
	}
	whole.Resize(fyne.NewSize(0.8*wide, 40))
	if got := whole.Shown(); !strings.Contains(got, ellipsis) {
		t.Errorf("what keeps its size says %q", got)
	}
}

package logview

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

// fullView is a log whose lines fill a row, 115 characters and more.
type fullView struct{ bigView }

func (v fullView) Line(no int64) (tail.Line, error) {
	l, err := v.bigView.Line(no)
	l.Level, l.CorrelationID = tail.Level(no%4), fmt.Sprintf("%08x", no)
	l.Message = fmt.Sprintf("Fetching report %d of station FCT-LINE2-07, which took longer than it should", no)
	l.Fields = "report_id=6f1c2a9e-77aa-4b1c-9d2e-000000000000 serial_number=SN-1001 status_code=200 duration_ms=12"
	return l, err
}

func fullPane(t testing.TB) (l *lines, w, h int) {
	l, _ = rowsIn(t, fullView{bigView{0, 100 * million}}, events{}, 1280, 10)
	l.Resize(fyne.NewSize(1280, 40*float32(l.grid().pitch)))
	l.paint(1268, 40*l.grid().pitch)
	return l, 1268, 40 * l.grid().pitch
}

// BenchmarkPaint paints 40 full rows, nothing of them new.
func BenchmarkPaint(b *testing.B) {
	l, w, h := fullPane(b)
	b.ReportAllocs()
	for b.Loop() {
		l.paint(w, h)
	}
}

// BenchmarkPaintScrolled paints them after scrolling by a row, its line read and
// understood.
func BenchmarkPaintScrolled(b *testing.B) {
	l, w, h := fullPane(b)
	b.ReportAllocs()
	for b.Loop() {
		l.moveTo(l.top - 1)
		l.paint(w, h)
	}
}

// BenchmarkPaintNew paints 40 rows of which each is new, as when lines pour in.
func BenchmarkPaintNew(b *testing.B) {
	l, w, h := fullPane(b)
	b.ReportAllocs()
	for b.Loop() {
		l.moveTo(l.top - 40)
		l.paint(w, h)
	}
}

// BenchmarkPaintFile is BenchmarkPaintNew of a file of 200,000 JSON lines, read and
// understood.
func BenchmarkPaintFile(b *testing.B) {
	var text strings.Builder
	for i := range 200_000 {
		fmt.Fprintf(&text, `{"timestamp":"2026-11-23T09:31:05.123Z","level":"INFO","logger":"client","message":"Fetching report %d of station FCT-LINE2-07, which took longer","correlation_id":"%016x","serial_number":"SN-1001","status_code":200,"duration_ms":12}`+"\n", i, i)
	}
	path := filepath.Join(b.TempDir(), "x.log")
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	log, err := tail.Open(tail.Options{Path: path})
	if err != nil {
		b.Fatal(err)
	}
	defer log.Close()
	for !log.View().Whole() {
		<-log.Changed()
	}
	v := log.View()
	l, _ := rowsIn(b, v, events{}, 1280, 10)
	l.Resize(fyne.NewSize(1280, 40*float32(l.grid().pitch)))
	b.ReportAllocs()
	for b.Loop() {
		if l.top < 40 {
			l.moveTo(v.Len())
		}
		l.moveTo(l.top - 40)
		l.paint(1268, 40*l.grid().pitch)
	}
}

// BenchmarkOtherGlyph draws a character the font lacks.
func BenchmarkOtherGlyph(b *testing.B) {
	test.NewTempApp(b)
	g := newGlyphs(13)
	for b.Loop() {
		g.drawOther(&glyph{cells: 2}, "😀")
	}
}

// BenchmarkFirstPaint draws the characters too.
func BenchmarkFirstPaint(b *testing.B) {
	l, w, h := fullPane(b)
	for b.Loop() {
		l.view.grid = nil
		l.paint(w, h)
	}
}

func TestPaintingAgainAllocatesNothing(t *testing.T) {
	l, w, h := fullPane(t)
	if n := testing.AllocsPerRun(20, func() { l.paint(w, h) }); n > 2 {
		t.Errorf("%v allocations", n)
	}
}

// covered counts the pixels of a cell's place that are not its ground.
func covered(img *image.RGBA, x, y, w, h int, ground rgb) (n int) {
	for j := y; j < y+h; j++ {
		for i := x; i < x+w; i++ {
			c := img.RGBAAt(i, j)
			if c.R != ground.r || c.G != ground.g || c.B != ground.b {
				n++
			}
		}
	}
	return n
}

// TestEveryCharacterIsSeen paints characters the font has and has not, one a row, and
// looks at their cells.
func TestEveryCharacterIsSeen(t *testing.T) {
	for _, text := range []string{"a", "Ä", "e\u0301", "中", "文", "한", "あ", "😀", "✔", "→", "\u202e", "\x07", "\x1b", "\u200b", "\ufeff", "\t", "ש", "ا", "क", "\U000e0041", "\ufffd", "\U0001f3f4"} {
		s := newStore(10)
		s.add(line(tail.Info, text+"|"))
		l, _ := rowsIn(t, s.now(), events{later: func(fn func()) { fn() }}, 1000, 300)
		for l.paint(988, 300); len(l.grid().glyphs.wanted) > 0; l.paint(988, 300) {
		}
		img := l.paint(988, 300).(*image.RGBA)
		g, _ := l.grid().glyphs.next(text)
		x := l.grid().columnsOf(988).messageAt
		if n := covered(img, x, 0, g.cells*l.grid().glyphs.cell, l.grid().pitch, l.view.inks.ground); n < 4 {
			t.Errorf("%q (%U): %d pixels", text, []rune(text), n)
		}
		bar, _ := l.grid().glyphs.next("|")
		at := x + g.cells*l.grid().glyphs.cell
		if n := covered(img, x-l.grid().gap, 0, l.grid().gap-1, l.grid().pitch, l.view.inks.ground) + covered(img, at+bar.x+bar.w+1, 0, 30, l.grid().pitch, l.view.inks.ground); n > 0 {
			t.Errorf("%q: %d pixels beside its cells", text, n)
		}
		if n := covered(img, at+bar.x, 0, bar.w, l.grid().pitch, l.view.inks.ground); n < bar.h {
			t.Errorf("%q: what follows is not at its place", text)
		}
	}
}

func TestHiddenCharactersCannotReorderOrWiden(t *testing.T) {
	g := newGlyphs(13)
	for _, s := range []string{"\u202e", "\u200d", "\u2066", "\u0300", strings.Repeat("\u0301", 50)} {
		if p, _ := g.next(s); p.cells != 1 {
			t.Errorf("%q takes %d cells", s, p.cells)
		}
	}
	for _, s := range []string{"\x1b", "\r", "\x00"} {
		if p, _ := g.next(s); p.cells != 2 { // ^ and a letter
			t.Errorf("%q takes %d cells", s, p.cells)
		}
	}
	if n := clusterLen("e" + strings.Repeat("\u0301", 50)); n > 1+2*maxAccents {
		t.Errorf("a character with accents of %d bytes", n)
	}
}

func TestAnyBytesArePainted(t *testing.T) {
	test.NewTempApp(t)
	g := newGlyphs(13)
	for _, s := range []string{"\xff", "\xc3", "a\xcc", "\xe4\xb8", "\xf0\x9f\x98"} {
		for len(s) > 0 {
			p, n := g.next(s)
			if p == nil || n < 1 {
				t.Fatalf("%q: %v, %d bytes", s, p, n)
			}
			s = s[n:]
		}
	}
}

func TestGlyphsAreBounded(t *testing.T) {
	test.NewTempApp(t)
	g := newGlyphs(13)
	for r := rune(0x4e00); r < 0x4e00+3*otherGlyphs; r++ {
		g.next(string(r))
	}
	if len(g.others) > otherGlyphs || len(g.wanted) > otherGlyphs {
		t.Errorf("%d kept, %d wanted", len(g.others), len(g.wanted))
	}
}

// TestTextEndsBeforeItsColumn looks for what a long text paints beyond its room.
func TestTextEndsBeforeItsColumn(t *testing.T) {
	s := newStore(10)
	for _, text := range []string{strings.Repeat("M", 500), strings.Repeat("中", 300), strings.Repeat("x中", 300)} {
		long := line(tail.Info, text)
		long.Logger = "a-logger-with-a-very-long-name"
		long.Fields = strings.Repeat("field=1 ", 100)
		s.add(long)
	}
	l, _ := rowsIn(t, s.now(), events{later: func(fn func()) { fn() }}, 1000, 300)
	for w := 300; w < 1000; w += 13 {
		l.paint(w, 300)
		img := l.paint(w, 300).(*image.RGBA)
		c := l.grid().columnsOf(w)
		h := 3 * l.grid().pitch
		if n := covered(img, c.end, 0, w-c.end, h, l.view.inks.ground); n > 0 {
			t.Errorf("at %d: %d pixels right of everything", w, n)
		}
		if c.loggerAt > 0 {
			if n := covered(img, c.messageAt-l.grid().gap, 0, l.grid().gap-1, h, l.view.inks.ground); n > 0 {
				t.Errorf("at %d: the logger runs into the message", w)
			}
		}
	}
}

// contrast is the ratio of WCAG 2.
func contrast(a, b rgb) float64 {
	return look.Contrast(color.NRGBA{a.r, a.g, a.b, 255}, color.NRGBA{b.r, b.g, b.b, 255})
}

func TestTextKeepsItsContrastOnEveryGround(t *testing.T) {
	app := test.NewTempApp(t)
	for _, v := range []look.Variant{look.Light, look.Dark} {
		app.Settings().SetTheme(look.NewTheme(v, 1))
		k := newInks()
		for name, c := range map[string][2]rgb{
			"plain": {k.plain, k.ground}, "quiet": {k.quiet, k.ground}, "match": {k.plain, k.found},
			"picked": {k.plain, k.picked}, "quiet picked": {k.quiet, k.picked}, "repeat": {k.plain, k.band}, "link": {k.link, k.ground},
			"warning": {k.level(tail.Warning).text, k.ground}, "error": {k.level(tail.Error).text, k.ground},
			"error picked": {k.level(tail.Error).text, k.picked}, "warning picked": {k.level(tail.Warning).text, k.picked},
			"link picked": {k.link, k.picked},
		} {
			if r := contrast(c[0], c[1]); r < 4.5 {
				t.Errorf("%s, %s: contrast %.2f", v, name, r)
			}
		}
		if r := contrast(k.found, k.ground); r < 1.3 {
			t.Errorf("%s: a match's ground is hardly seen, %.2f", v, r)
		}
	}
}

// TestWhatTheFontLacksStandsOnItsLine draws characters the font has as if it had them not:
// what accents and other scripts stand beside is of the same size and on the same line.
func TestWhatTheFontLacksStandsOnItsLine(t *testing.T) {
	test.NewTempApp(t)
	for _, size := range []float32{11, 12, 13, 14, 16, 20, 26} {
		g := newGlyphs(size)
		for _, r := range "xEpég" {
			want, got := g.draw(r), &glyph{cells: 1}
			g.drawOther(got, string(r))
			if got.x != want.x || got.y != want.y || got.w != want.w || got.h != want.h {
				t.Errorf("%q in size %v: at %d,%d %dx%d, want %d,%d %dx%d", r, size, got.x, got.y, got.w, got.h, want.x, want.y, want.w, want.h)
			}
		}
	}
}

// TestNoFontHasIt: where no font has a character, the mark for that is as large as letters.
func TestNoFontHasIt(t *testing.T) {
	test.NewTempApp(t)
	g := newGlyphs(13)
	mark := g.draw('\ufffd')
	for cells := 1; cells <= 2; cells++ {
		p := &glyph{cells: cells}
		g.drawOther(p, "\uf8fe") // of nobody
		if p.h != mark.h || p.w != mark.w || p.cells != cells || p.x < 0 || p.x+p.w > cells*g.cell {
			t.Errorf("%d cells: at %d, %dx%d of %d cells, want %dx%d", cells, p.x, p.w, p.h, p.cells, mark.w, mark.h)
		}
	}
}

// TestControlCharactersCanBeRead: as programs for consoles show them, ^[ for Esc.
func TestControlCharactersCanBeRead(t *testing.T) {
	g := newGlyphs(13)
	for s, letter := range map[string]rune{"\x1b": '[', "\x07": 'G', "\x01": 'A', "\x7f": '?'} {
		p, n := g.next(s)
		caret, want := g.draw('^'), g.draw(letter)
		if n != 1 || p.cells != 2 || p.mask == nil {
			t.Fatalf("%q: %d bytes, %d cells", s, n, p.cells)
		}
		for y := range p.h {
			for x := range p.w {
				at, line := x+p.x, y+p.y
				if got := p.at(x, y); got != max(caret.at(at-caret.x, line-caret.y), want.at(at-g.cell-want.x, line-want.y)) {
					t.Fatalf("%q: pixel %d,%d is %d", s, x, y, got)
				}
			}
		}
		if p.y > want.y || p.y+p.h < want.y+want.h {
			t.Errorf("%q: the letter is cut", s)
		}
	}
}

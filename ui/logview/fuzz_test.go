package logview

import (
	"image"
	"testing"

	"fyne.io/fyne/v2/test"

	"stationcompanion/ui/look"
)

// FuzzStrip paints any text in any width, with matches and references anywhere in it:
// nothing is painted outside of its room, and what a tap finds is inside of the text.
func FuzzStrip(f *testing.F) {
	for _, s := range []string{"", "Report fetched", "中文😀 e\u0301\u202e\x1b\t\n", "\xff\xfe\xcc\xcc", "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"} {
		f.Add(s, 100, 1, 5)
	}
	test.NewTempApp(f).Settings().SetTheme(look.NewTheme(look.Light, 1))
	g := newGrid(1)
	k := newInks()
	f.Fuzz(func(t *testing.T, s string, room, from, to int) {
		const w, left = 420, 20
		room = min(max(room, 0), w-2*left)
		b := brush{picture: picture{image.NewRGBA(image.Rect(0, 0, w, g.pitch))}, grid: g, inks: k, columns: g.columnsOf(w)}
		b.fill(0, 0, w, g.pitch, k.ground)
		how := strip{ink: k.plain, found: []span{{from, to}}, refs: []ref{{span: span{to, to + 3}}}}
		end := b.strip(left, left+room, g.base, s, &how)
		if end < left || end > left+room {
			t.Fatalf("%q in %d pixels ends at %d", s, room, end-left)
		}
		const overhang = 2 // a letter may lean out of its cell
		if n := covered(b.RGBA, end+overhang, 0, w-end-overhang, g.pitch, k.ground); n > 0 {
			t.Fatalf("%q in %d pixels: %d painted behind its end", s, room, n)
		}
		for place := 0; place < w; place += 7 {
			if at := b.byteAt(left, left+room, place, s); at >= len(s) || at >= 0 && (place < left || place >= left+room) {
				t.Fatalf("%q: byte %d at %d", s, at, place)
			}
		}
		if len(g.glyphs.wanted) > 100 {
			g.glyphs.drawWanted()
		}
	})
}

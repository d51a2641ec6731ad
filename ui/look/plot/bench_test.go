package plot

import (
	"math"
	"math/rand/v2"
	"testing"
)

// BenchmarkFrame measures a change of data until the picture is ready: laid out and
// drawn, at 900×400 pixels.
func BenchmarkFrame(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 3))
	noise := func(x float64) float64 { return r.NormFloat64() }
	sine := func(x float64) float64 { return math.Sin(x / 9000) }
	for name, c := range map[string]Chart{
		"30 points":            {Series: []Series{curve("a", 30, 0, 1e5, false, sine)}},
		"300 points x 4":       {Series: []Series{curve("a", 300, 0, 1e5, false, sine), curve("b", 300, 0, 1e5, false, sine), curve("c", 300, 0, 1e5, false, sine), curve("d", 300, 0, 1e5, false, sine)}},
		"200000 points, sine":  {Series: []Series{curve("a", 200000, 0, 1e5, false, sine)}},
		"200000 points, noise": {Series: []Series{curve("a", 200000, 0, 1e5, false, noise)}},
		"200000 points, log":   {Kind: LineLogXY, Series: []Series{curve("a", 200000, 1, 1e5, true, func(x float64) float64 { return 1 + x*x })}},
		"200000 points, cloud": {Series: []Series{{X: curve("", 200000, 0, 1, false, noise).Y, Y: curve("", 200000, 0, 1, false, noise).Y}}},
	} {
		b.Run(name, func(b *testing.B) {
			lit(b)
			p := NewXY()
			view := shown(b, p, 900, 400)
			b.ReportAllocs()
			for b.Loop() {
				p.Set(c)
				view.picture(900, 400)
			}
		})
	}
	b.Run("tap among 200000", func(b *testing.B) {
		lit(b)
		p := NewXY()
		shown(b, p, 900, 400)
		p.Set(Chart{Series: []Series{curve("a", 200000, 0, 1e5, false, noise)}})
		for b.Loop() {
			p.near(point{450, 200})
		}
	})
	b.Run("history of 1000", func(b *testing.B) {
		lit(b)
		h := NewHistory()
		view := shown(b, h, 900, 400)
		rec := sampleRecord(1000)
		for b.Loop() {
			h.Set(rec)
			view.picture(900, 400)
		}
	})
}

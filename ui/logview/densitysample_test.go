package logview

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stationcompanion/logging/tail"
)

// shape compares the lines in each column with what a slow look at each line gives.
func shape(t *testing.T, name string, v view, of *timeline, n int) {
	t.Helper()
	a := axis{from: of.moments[0].At, to: of.end()}
	want := make([]int64, n)
	lines, _ := v.Lines(v.First(), int(lenOf(v)))
	for _, l := range lines {
		i := int(float64(l.Time.Sub(a.from)) / float64(a.to.Sub(a.from)) * float64(n))
		want[min(i, n-1)]++
	}
	for i, c := range of.columns(a, noLines{}, n) {
		got, beside := c.next-c.first, want[max(i-1, 0)]+want[i]+want[min(i+1, n-1)]
		if got > beside || (got == 0) != (want[i] == 0) && beside > 3 && want[i] > 1 {
			t.Errorf("%s: column %d has %d lines, want %d (%d with those beside)", name, i, got, want[i], beside)
		}
	}
}

func TestPictureOfALogIsThatOfItsLines(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var random []time.Duration
	for at := time.Duration(0); len(random) < 20_000; at += time.Duration(r.ExpFloat64() * float64(time.Second)) {
		random = append(random, at)
		if r.IntN(3000) == 0 {
			at += time.Hour
		}
	}
	for name, of := range map[string][]time.Duration{
		"steady": every(0, time.Second, 10_000),
		"nights": join(every(0, time.Second, 9000), every(24*time.Hour, time.Second, 9000), every(48*time.Hour, time.Second, 100)),
		"bursts": join(every(0, time.Microsecond, 9000), every(time.Hour, time.Microsecond, 9000), every(2*time.Hour, time.Minute, 60)),
		"random": random,
		"few":    every(0, time.Hour, 25),
	} {
		v := logOf(of...).now()
		var s prober
		line := s.run(&followed{}, v, 400, 0, going)
		if line.first != v.First() || line.next != v.Next() || !line.moments[0].At.Equal(base) || !line.end().Equal(base.Add(of[len(of)-1])) {
			t.Errorf("%s: of %v to %v", name, line.moments[0], line.end())
		}
		shape(t, name, v, line, 400)
		if s.looks > 5*400+4*coarse {
			t.Errorf("%s: %d lines looked at", name, s.looks)
		}
	}
}

// TestAPartIsLookedAtCloser: of ten days the last hour.
func TestAPartIsLookedAtCloser(t *testing.T) {
	v := logOf(every(0, 10*time.Second, 86_400)...).now()
	of := new(prober).run(&followed{}, v, 300, time.Hour, going)
	for i, c := range of.columns(axis{from: of.end().Add(-time.Hour), to: of.end()}, noLines{}, 300) {
		if n := c.next - c.first; n < 1 || n > 3 {
			t.Errorf("column %d has %d lines", i, n)
		}
	}
}

func TestWrongClocksHideNothing(t *testing.T) {
	good := every(0, time.Second, 5000)
	back := join(every(0, time.Second, 1000), every(-2*time.Hour, time.Second, 5000))
	ahead := append([]time.Duration{80 * 365 * 24 * time.Hour}, good...)
	for name, c := range map[string]struct {
		of   []time.Duration
		span time.Duration
	}{"one far ahead": {ahead, 4999 * time.Second}, "set back": {back, 4999 * time.Second}, "good": {good, 4999 * time.Second}} {
		of := new(prober).run(&followed{}, logOf(c.of...).now(), 200, 0, going)
		if d := of.span() - c.span; d.Abs() > 30*time.Second {
			t.Errorf("%s: it spans %v, want %v", name, of.span(), c.span)
		}
	}
}

func TestLinesWithoutTimes(t *testing.T) {
	s := newStore(10_000)
	for i := range 2000 {
		l := line(tail.Info, "x")
		l.Time = time.Time{}
		s.add(l)
		if i%500 == 250 {
			s.add(written(time.Duration(i) * time.Second)...)
		}
	}
	var p prober
	log := &followed{}
	of := p.run(log, s.now(), 400, 0, going)
	if p.looks > 4000 || of.next-of.first != 2004 {
		t.Errorf("%d looks for %d lines", p.looks, of.next-of.first)
	}
	s = newStore(1000)
	for range 500 {
		s.add(tail.Line{Message: "x"})
	}
	if of := p.run(&followed{}, s.now(), 400, 0, going); of.worth() {
		t.Error("a log without times has a picture")
	}
	if of := p.run(&followed{}, newStore(10).now(), 400, 0, going); of.worth() {
		t.Error("an empty log has a picture")
	}
}

// TestALogThatGrowsCostsLittle: at its end, and at its beginning while it is indexed.
func TestALogThatGrowsCostsLittle(t *testing.T) {
	s := logOf(every(0, time.Second, 20_000)...)
	var p prober
	log := &followed{}
	p.run(log, s.now(), 400, 0, going)
	if first := p.looks; first < 300 {
		t.Fatalf("%d looks at first", first)
	}
	for i := range 50 {
		s.add(written(every(time.Duration(20_000+10*i)*time.Second, time.Second, 10)...)...)
		if of := p.run(log, s.now(), 400, 0, going); p.looks > 4 || of.next != s.next {
			t.Fatalf("%d looks for ten lines", p.looks)
		}
	}
	s.before(written(every(-40_000*time.Second, time.Second, 40_000)...)...)
	of := p.run(log, s.now(), 400, 0, going)
	if of.first != s.now().First() || !of.moments[0].At.Equal(base.Add(-40_000*time.Second)) {
		t.Error("older lines are not seen", of.moments[0])
	}
	shape(t, "grown", s.now(), of, 400)
	for i := range 20_000 { // for days
		p.probes = append(p.probes, probe{No: of.next + int64(i)})
	}
	if p.run(log, s.now(), 400, 0, going); len(p.probes) > 5000 {
		t.Errorf("%d probes are kept", len(p.probes))
	}
	n := 0
	if p.run(log, s.now(), 400, time.Minute, func() bool { n++; return n > 3 }) != nil {
		t.Error("it does not stop")
	}
	shape(t, "begun again", s.now(), p.run(log, s.now(), 400, 0, going), 400)
}

// bigLog is a log of n lines on disk, with nights; LOOK_AT_LOG names another one.
func bigLog(b *testing.B, n int) view {
	path := os.Getenv("LOOK_AT_LOG")
	if path == "" {
		path = filepath.Join(b.TempDir(), "x.log")
		f, err := os.Create(path)
		if err != nil {
			b.Fatal(err)
		}
		at := base
		for i := range n {
			if at = at.Add(time.Second); i%20_000 == 0 {
				at = at.Add(10 * time.Hour)
			}
			fmt.Fprintf(f, "%s INFO     client: Sent report %d of serial number SN-1001, which took longer than it should\n", at.UTC().Format("2006-01-02T15:04:05.000Z"), i)
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
	log, err := tail.Open(tail.Options{Path: path})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = log.Close() })
	for !log.View().Whole() {
		<-log.Changed()
	}
	return log.View()
}

// BenchmarkSample looks at a log for the first time, for a picture of 600 columns.
func BenchmarkSample(b *testing.B) {
	v := bigLog(b, 1_000_000)
	var p prober
	for b.Loop() {
		p = prober{}
		p.run(&followed{}, v, 600, 0, going)
	}
	b.ReportMetric(float64(p.looks), "looks")
}

// BenchmarkSampleAgain looks at it once more, as every two seconds while it grows.
func BenchmarkSampleAgain(b *testing.B) {
	v := bigLog(b, 1_000_000)
	var p prober
	log := &followed{}
	p.run(log, v, 600, 0, going)
	for b.Loop() {
		p.probes = p.probes[:len(p.probes)-1] // the newest line is another one
		p.run(log, v, 600, 0, going)
	}
}

// BenchmarkRhythm finds out how long a log's pauses are.
func BenchmarkRhythm(b *testing.B) {
	v := bigLog(b, 1_000_000)
	for b.Loop() {
		rhythmOf(v, going)
	}
}

// BenchmarkColumns counts lines and errors for a paint.
func BenchmarkColumns(b *testing.B) {
	v := bigLog(b, 1_000_000)
	of := new(prober).run(&followed{}, v, 600, 0, going)
	var errors hits
	for no := v.First(); no < v.Next(); no += 10 {
		errors = append(errors, no)
	}
	for b.Loop() {
		of.columns(axis{from: of.moments[0].At, to: of.end()}, errors, 600)
	}
}

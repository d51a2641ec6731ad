package lookup

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/rs/zerolog"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/station"
	"stationcompanion/ui/look"
)

// bigWindow is the window in which a report of 100,000 steps is looked up, by the real
// client over real sockets; its failing step stands at two thirds of the report.
type bigWindow struct {
	p     *Panel
	win   fyne.Window
	posts chan func()
	body  []byte
	later time.Duration // than it is: the same scan twice in a moment counts once
}

func newBigWindow(b *testing.B) *bigWindow {
	b.Helper()
	w := &bigWindow{posts: make(chan func(), 64), body: demo.BigReport(100_000, 1)}
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "big.json"), w.body, 0o600); err != nil {
		b.Fatal(err)
	}
	srv, err := demo.Start(demo.Options{LoadDir: dir})
	if err != nil {
		b.Fatal(err)
	}
	c := client.New(client.Options{Log: zerolog.Nop(), Config: client.Config{Server: srv.URL(), Demo: true, Identity: station.Identity{Name: "FCT-1"}, RequestTimeout: patienceOfTests}})
	test.NewTempApp(b)
	fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, 1))
	w.p = New(b.Context(), Deps{Server: c, Do: func(fn func()) { w.posts <- fn }, Now: func() time.Time { return time.Now().Add(w.later) }, Copy: func(string) {},
		After: func(d time.Duration, fn func()) func() {
			t := time.AfterFunc(d, func() { w.posts <- fn })
			return func() { t.Stop() }
		}}, station.Identity{}, client.Snapshot{})
	b.Cleanup(func() {
		c.Close()
		_ = srv.Close()
		w.p.Wait()
	})
	w.win = test.NewTempWindow(b, container.NewBorder(w.p.Bar(), nil, nil, nil, w.p.Body()))
	w.win.Resize(fyne.NewSize(1280, 1024))
	return w
}

// until runs what is posted until ok.
func (w *bigWindow) until(b *testing.B, ok func() bool) {
	b.Helper()
	limit := time.After(patienceOfTests)
	for !ok() {
		select {
		case fn := <-w.posts:
			fn()
		case <-limit:
			b.Fatal("it never comes")
		}
	}
}

// scan reads all tokens and does nothing with them: the floor of any reading.
func (w *bigWindow) scan(b *testing.B) {
	d := jsontext.NewDecoder(struct{ io.Reader }{bytes.NewReader(w.body)}, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		if _, err := d.ReadToken(); err != nil {
			if !errors.Is(err, io.EOF) {
				b.Fatal(err)
			}
			return
		}
	}
}

// BenchmarkEnterToFailure is the time from Enter to the painted first failing step of a
// report of 100,000 steps, and to the whole report, in turns with a bare scan of the same
// bytes and one frame of an empty window of the same size. Known is before the frame, which
// the test driver paints without a graphics processor; the demo server runs on the same
// processors, but has compressed the report before: a real server's work is not done here.
// Garbage is collected before each, so that neither pays for the other. Target: ratio ≤ 1.5.
func BenchmarkEnterToFailure(b *testing.B) {
	w := newBigWindow(b)
	bare := test.NewTempWindow(b, container.NewStack())
	bare.Resize(fyne.NewSize(1280, 1024))
	const rounds = 9 // of each, so that the middle one is no chance
	var known, failure, whole, floor, failures, wholes []float64
	w.look(b) // the first time, the server compresses
	for b.Loop() {
		for range rounds {
			runtime.GC()
			from := time.Now()
			w.scan(b)
			bare.Canvas().Capture()
			f := time.Since(from).Seconds()
			runtime.GC()
			laid, first, all := w.look(b)
			known, failure, whole, floor = append(known, laid*1000), append(failure, first*1000), append(whole, all*1000), append(floor, f*1000)
			failures, wholes = append(failures, first/f), append(wholes, all/f)
		}
	}
	b.ReportMetric(middle(floor), "ms/floor")
	b.ReportMetric(middle(known), "ms/known")
	b.ReportMetric(middle(failure), "ms/failure")
	b.ReportMetric(middle(whole), "ms/whole")
	b.ReportMetric(middle(failures), "ratio")
	b.ReportMetric(middle(wholes), "ratio/whole")
}

// look looks the report up and gives the seconds until its first failing step is known,
// until that is painted, and until all of the report is.
func (w *bigWindow) look(b *testing.B) (known, failure, whole float64) {
	w.later += time.Minute
	from := time.Now()
	w.p.Submit("BIG-100000")
	w.until(b, func() bool {
		return w.p.right.doc != nil || w.p.right.notice.object.Visible() && len(w.p.right.notice.now.points) > 0
	})
	known = time.Since(from).Seconds()
	w.win.Canvas().Capture()
	failure = time.Since(from).Seconds()
	w.until(b, func() bool { return w.p.right.doc != nil && !w.p.opening.busy() })
	w.win.Canvas().Capture()
	return known, failure, time.Since(from).Seconds()
}

// BenchmarkScroll100k turns the wheel by one notch, and pages, over the measurements of a
// report of 100,000 steps: what the program does on the way to a frame, without painting.
// Limit: 16.7 ms, one frame of a display at 60 Hz.
func BenchmarkScroll100k(b *testing.B) {
	w := newBigWindow(b)
	w.p.Submit("BIG-100000")
	w.until(b, func() bool { return w.p.right.doc != nil && !w.p.opening.busy() })
	w.p.right.steps.setFilter(filterMeasurements)
	list := w.p.right.steps.pager.list
	if n := len(w.p.right.steps.tree.items); n < 70_000 {
		b.Fatal(n, "rows")
	}
	for name, by := range map[string]float32{"notch": 40, "page": list.Size().Height, "leap": 100_000} {
		b.Run(name, func(b *testing.B) {
			list.ScrollToTop()
			end := float32(len(w.p.right.steps.tree.items))*(stepHeight+1) - list.Size().Height
			at := float32(0)
			for b.Loop() {
				if at += by; at > end {
					at = 0
				}
				list.ScrollToOffset(at)
			}
		})
	}
}

func middle(of []float64) float64 {
	slices.Sort(of)
	return of[len(of)/2]
}

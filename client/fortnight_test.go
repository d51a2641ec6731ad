package client_test

import (
	"cmp"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/availability"
	"stationcompanion/client/cache"
	"stationcompanion/logging"
	"stationcompanion/station"
	"stationcompanion/station/fingerprint"
	"stationcompanion/station/secret"
)

// Bounds of the fortnight, small so that they are reached within days.
const (
	fortnightDays = 14
	logFile       = 256 << 10 // bytes
	logFiles      = 4
	cacheCap      = 1 << 20 // bytes
	poolMost      = 8       // connections
)

// fortnight is a station that runs for two weeks.
type fortnight struct {
	*client.Site
	t      *testing.T
	c      *client.Client
	log    *logging.Log
	rec    *availability.Recorder
	pc     *fingerprint.Watcher
	docked bool // in a docking station, with an adapter of its own
	dir    string
	asked  int // look-ups
	failed int // of them while the server was well
	saved  int // answered from saved copies
	mu     sync.Mutex
}

// day is what is measured at the end of one.
type day struct {
	heap, objects, goroutines int
	conns, requests           int
	log, logFiles             int
	cache, charged            int // bytes of the files, and in blocks, as the cap counts
	history, pieces, changes  int
	pcFile                    int
}

func newFortnight(t *testing.T) *fortnight {
	f := &fortnight{Site: client.NewSite(), t: t, dir: t.TempDir()}
	log, err := logging.Open(logging.Options{Dir: filepath.Join(f.dir, "log"), Level: "DEBUG", MaxBytes: logFile, MaxFiles: logFiles})
	if err != nil {
		t.Fatal(err)
	}
	f.log = log
	f.c = client.New(f.Options(client.Options{
		Config: f.config(siteName, 30*time.Second), Log: log.For("client"),
		OpenSaved: func(cfg client.Config, account string) (*cache.Cache, error) {
			return cache.Open(cache.Options{Dir: filepath.Join(f.dir, "cache"), Account: account, Cap: cfg.CacheCap, Now: f.Wall})
		},
	}))
	// In memory only: a file a minute would be 20,000 flushes, and has its own tests.
	f.rec = availability.New(availability.Options{Log: log.For("availability"), Now: f.Wall})
	f.pc = fingerprint.New(fingerprint.Options{
		Path: filepath.Join(f.dir, "pc.json"), Read: f.reading, Now: f.Wall,
		Station: func() (string, bool) { return siteName, false },
	})
	return f
}

const siteName = "TEST-01"

func (f *fortnight) config(name string, timeout time.Duration) client.Config {
	return client.Config{
		Server: "http://127.0.0.1", Token: secret.New("dG9rZW4="), BreakerThreshold: 5, BreakerTimeout: timeout,
		RequestTimeout: 15 * time.Second, CacheCap: cacheCap, Identity: station.Identity{Name: name},
	}
}

func (f *fortnight) reading() fingerprint.Reading {
	f.mu.Lock()
	defer f.mu.Unlock()
	r := fingerprint.Reading{Host: "PC-01", Machine: "m1", Adapters: []fingerprint.Adapter{{Name: "eth0", MAC: "001B21000001", Bus: fingerprint.BuiltIn}}}
	if f.docked {
		r.Adapters = append(r.Adapters, fingerprint.Adapter{Name: "dock", MAC: "001B21000002", Bus: fingerprint.Removable})
	}
	return r
}

// run runs all of the station while body does.
func (f *fortnight) run(body func()) {
	ctx, cancel := context.WithCancel(f.t.Context())
	var all sync.WaitGroup
	all.Go(func() { f.c.Run(ctx) })
	all.Go(func() { f.rec.Run(ctx, f.c) })
	all.Go(func() { f.pc.Run(ctx, time.Minute) })
	defer func() {
		cancel()
		all.Wait()
		f.c.Close()
		f.Close()
		if err := f.log.Close(); err != nil {
			f.t.Error(err)
		}
	}()
	body()
}

// lookUp is an operator who scans the next unit and opens its report.
func (f *fortnight) lookUp(well bool) {
	f.asked++
	number := strconv.Itoa(f.asked)
	a, err := f.c.Find(f.t.Context(), client.Query{Text: "SN-" + number})
	if err == nil && a.Cause == nil {
		_, err = f.c.Open(f.t.Context(), client.SiteID(number))
	}
	if well && (err != nil || a.Cause != nil || len(a.Headers) != 1) {
		f.failed++
		f.t.Errorf("look-up %d at %v: %v, %v", f.asked, time.Now(), err, a.Cause)
	}
}

// shift is two hours in which something happens after the first, and ten minutes later it
// is over; every ten minutes somebody looks up a unit.
func (f *fortnight) shift(begin, end func()) {
	for i := range 12 {
		switch i {
		case 6:
			begin()
		case 7:
			end()
			time.Sleep(time.Minute)
			f.lookUp(true)
			time.Sleep(9 * time.Minute)
			continue
		}
		f.lookUp(i != 6)
		time.Sleep(10 * time.Minute)
	}
}

func (f *fortnight) answers(h http.HandlerFunc) func() { return func() { f.Answer(h) } }

// flap lets the server fail and come back every three seconds for ten minutes.
func (f *fortnight) flap() {
	for i := range 200 {
		f.Answer(refuses(503))
		if i%2 == 1 {
			f.Answer(nil)
		}
		time.Sleep(3 * time.Second)
	}
}

// refuses answers everything with a status and headers.
func refuses(code int, kv ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(kv); i += 2 {
			w.Header().Set(kv[i], kv[i+1])
		}
		w.WriteHeader(code)
	}
}

// day goes from six in the morning, when the server comes on, to the next six.
func (f *fortnight) day() {
	well := f.answers(nil)
	hang := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	f.shift(func() { f.Sleep(45 * time.Minute); time.Sleep(time.Second); f.lookUp(true) }, well)
	f.shift(func() { f.Roam(); f.dock(true); time.Sleep(10 * time.Second); f.lookUp(true) }, func() { f.dock(false) })
	f.shift(f.flap, well)
	f.shift(f.answers(refuses(429, "Retry-After", "90")), func() { well(); time.Sleep(2 * time.Minute) })
	f.shift(f.answers(hang), func() { well(); time.Sleep(time.Minute) })
	f.shift(f.answers(refuses(401)), func() { well(); time.Sleep(time.Minute); f.retry() })
	f.shift(func() { f.c.Apply(f.config("TEST-02", time.Minute)) }, func() { f.c.Apply(f.config(siteName, 30*time.Second)) })
	f.shift(func() {
		if _, err := f.c.Day(f.t.Context(), time.Now().Add(-8*time.Hour), time.Now()); err != nil {
			f.t.Error(err)
		}
	}, func() {})
	synctest.Wait()
	f.Down()
	for range 8 {
		time.Sleep(50 * time.Minute)
		if a, err := f.c.Find(f.t.Context(), client.Query{Text: "SN-" + strconv.Itoa(f.asked)}); err == nil && a.Cause != nil {
			f.saved++
		}
		time.Sleep(10 * time.Minute)
	}
	if s := f.c.Snapshot(); s.Link != client.LinkDown || s.Breaker.State == breaker.Closed {
		f.t.Errorf("at six: %s, %s", s.Link, s.Breaker.State)
	}
	f.Up()
	time.Sleep(2 * time.Minute)
	if s := f.c.Snapshot(); s.Link != client.LinkConnected {
		f.t.Errorf("the server is back: %s, %v", s.Link, s.LastError)
	}
}

func (f *fortnight) dock(yes bool) { f.mu.Lock(); defer f.mu.Unlock(); f.docked = yes }

func (f *fortnight) retry() {
	if err := f.c.RetryNow(f.t.Context()); err != nil {
		f.t.Errorf("retried: %v", err)
	}
}

// measure is taken at rest: everything waits, and the garbage is gone.
func (f *fortnight) measure() day {
	synctest.Wait()
	f.Forget()
	runtime.GC()
	runtime.GC() // what has a cleanup goes with the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	v := f.rec.View()
	d := day{
		heap: int(m.HeapAlloc), objects: int(m.HeapObjects), goroutines: runtime.NumGoroutine(),
		conns: int(f.Conns()), requests: int(f.Served()),
		history: len(f.c.History()), pieces: len(v.Pieces), changes: len(v.Changes),
	}
	d.log, d.logFiles = sizeOf(f.t, filepath.Join(f.dir, "log"))
	d.charged = int(f.c.SavedStats().Bytes)
	d.cache, _ = sizeOf(f.t, filepath.Join(f.dir, "cache"))
	if fi, err := os.Stat(filepath.Join(f.dir, "pc.json")); err != nil {
		f.t.Error(err)
	} else {
		d.pcFile = int(fi.Size())
	}
	return d
}

// sizeOf is the bytes and the number of the files below a folder.
func sizeOf(t *testing.T, dir string) (bytes, files int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		fi, err := e.Info()
		if err == nil {
			bytes, files = bytes+int(fi.Size()), files+1
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return bytes, files
}

// within holds a day's figures against the caps.
func (d day) within(t *testing.T, no int) {
	t.Helper()
	for _, c := range []struct {
		what      string
		got, most int
	}{
		{"connections", d.conns, poolMost},
		{"bytes of log", d.log, logFile * logFiles},
		{"log files", d.logFiles, logFiles},
		{"bytes of saved copies", d.cache, cacheCap},
		{"bytes of saved copies in blocks", d.charged, cacheCap},
		{"breaker transitions", d.history, breaker.DefaultHistory},
		{"pieces of the last 24 hours", d.pieces, availability.MaxPieces},
		{"changes", d.changes, availability.MaxChanges},
		{"bytes of pc.json", d.pcFile, 4 << 10},
	} {
		if c.got > c.most {
			t.Errorf("day %d: %d %s, at most %d", no, c.got, c.what, c.most)
		}
	}
}

// TestAFortnight: two weeks with nights, sleep, other networks, outages of every sort and
// some 1,400 look-ups leave nothing behind: heap, its objects (a timer is one), goroutines
// and connections stay, and everything kept is within its cap. The second week may hold 3 %
// more than the end of the first: a leak of two bytes a request would be seen.
func TestAFortnight(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	long := fortnightDays
	if raceEnabled { // four times as slow, and its heap is another
		long = 2
	}
	synctest.Test(t, func(t *testing.T) {
		f := newFortnight(t)
		var days []day
		f.run(func() {
			for no := 1; no <= long && !t.Failed(); no++ {
				f.day()
				d := f.measure()
				d.within(t, no)
				t.Logf("day %2d: %+v", no, d)
				days = append(days, d)
			}
		})
		if t.Failed() || long < fortnightDays {
			return
		}
		flat(t, days)
		if last := days[len(days)-1]; last.charged < cacheCap*3/4 || last.log < logFile*(logFiles-1) || f.saved != 8*fortnightDays {
			t.Errorf("the caps were not reached: %+v, %d look-ups from saved copies", last, f.saved)
		}
		t.Logf("%d requests, %d look-ups, %d at night", days[len(days)-1].requests, f.asked, f.saved)
	})
}

// flat compares the second week with days 5 to 7: by then everything with a cap is full.
func flat(t *testing.T, days []day) {
	t.Helper()
	for what, of := range map[string]func(day) int{
		"bytes of heap": func(d day) int { return d.heap }, "objects": func(d day) int { return d.objects },
		"goroutines": func(d day) int { return d.goroutines },
	} {
		before, after := middle(days[4:7], of), middle(days[7:], of)
		if after > before+before*3/100 {
			t.Errorf("%d %s in the second week, %d at the end of the first", after, what, before)
		}
		t.Logf("%s: %d, then %d", what, before, after)
	}
}

// middle is the median.
func middle(days []day, of func(day) int) int {
	days = slices.Clone(days)
	slices.SortFunc(days, func(a, b day) int { return cmp.Compare(of(a), of(b)) })
	return of(days[len(days)/2])
}

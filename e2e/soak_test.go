//go:build e2e

package e2e

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/demo"
)

var soak = flag.Duration("soak", 0, "how long TestSoak lasts; 0 leaves it out")

// What the last third of a soak may have more than the first, by medians: a share, or so
// many where that is more. Fyne's caches and the driver's buffers make resident memory the
// roughest of the three.
var soakLimits = []struct {
	what  string
	share float64
	least float64
	of    func(soakSample) float64
}{
	{"MB resident", 0.12, 12, func(s soakSample) float64 { return s.rss }},
	{"file descriptors", 0.10, 3, func(s soakSample) float64 { return float64(s.files) }},
	{"threads", 0.15, 3, func(s soakSample) float64 { return float64(s.threads) }},
}

const (
	soakEvery  = 10 * time.Second
	soakStay   = 4 * time.Second // each fault, and as long well after it
	soakRounds = 1               // of warming up: everything was done once, caches are full
	soakLogCap = 100 << 20       // bytes: ten files of 10 MiB
)

// soakFaults are switched on one after the other.
var soakFaults = []demo.Fault{
	demo.FaultRefuse, "status:503", demo.FaultHang, "ratelimit:2", demo.FaultReset, demo.FaultHTML,
	"status:401", demo.FaultTruncate, "slow:300ms", demo.FaultGarbage, "drip:5ms", "clock:10m",
}

// TestSoak lets an operator work for a long time while the server fails in every way and
// comes back, the log is followed, settings are saved, and pages are opened and closed;
// what the program has of the PC stays. Run it with `make soak`.
func TestSoak(t *testing.T) {
	if *soak == 0 {
		t.Skip("run it with `make soak`")
	}
	s := newSoaking(t)
	for range soakRounds {
		s.round()
	}
	s.sampling(*soak)
	s.wellAgain()
	s.print()
	s.judge()
}

// soaking is the program under a soak and what was measured of it.
type soaking struct {
	*window
	t       *testing.T
	server  *demo.Server
	serials []string
	began   time.Time
	samples []soakSample
	turns   int
	names   int // the station got
	again   int // times a name was typed once more
	sizes   int // of the text, one after the other
	steps   int // of the operator's
}

func newSoaking(t *testing.T) *soaking {
	server, err := demo.Start(demo.Options{Station: "E2E-STATION-01"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	p := newPC(t)
	p.writeConf(confFor(server.URL(), "breaker_timeout = 3s", "log_level = DEBUG"))
	s := &soaking{window: p.open(), t: t, server: server}
	s.size(1000, 700)
	p.connectedTo(server.URL())
	for _, h := range server.Headers() {
		if len(s.serials) < 200 && !slices.Contains(s.serials, h.SerialNumber) {
			s.serials = append(s.serials, h.SerialNumber)
		}
	}
	return s
}

// round goes through every fault once, with a look-up all the time and every page in between.
func (s *soaking) round() {
	for range soakFaults {
		s.turn()
	}
}

// turn is one fault and the time after it.
func (s *soaking) turn() {
	fault := soakFaults[s.turns%len(soakFaults)]
	s.turns++
	s.set(string(fault))
	s.work(soakStay)
	s.set("")
	s.work(soakStay)
	if s.turns%4 == 0 {
		s.rename()
	}
}

func (s *soaking) set(fault string) {
	if err := s.server.SetFault(fault); err != nil {
		s.t.Fatalf("%q: %v", fault, err)
	}
}

// work is an operator for some time: scans, walks through a report, looks at pages, and
// follows the log by its errors. The text becomes smaller and normal again, for which the
// toolkit reads its fonts anew.
func (s *soaking) work(during time.Duration) {
	for end := time.Now().Add(during); time.Now().Before(end); s.steps++ {
		s.scan(s.serials[s.steps%len(s.serials)])
		time.Sleep(400 * time.Millisecond)
		switch s.steps % 6 {
		case 0:
			s.key("F8", "shift+F8")
		case 1:
			s.page("F1")
		case 2:
			s.page("F2")
		case 3:
			s.key("F4", "F4", "F5")
		case 4:
			s.page("ctrl+comma")
		case 5:
			s.page("ctrl+f")
			s.key("ctrl+minus", "ctrl+0")
			s.sizes += 2
		}
		time.Sleep(300 * time.Millisecond)
	}
}

// page opens something over the window and closes it.
func (s *soaking) page(key string) {
	s.key(key)
	time.Sleep(500 * time.Millisecond)
	s.key("Escape")
	time.Sleep(200 * time.Millisecond)
}

// rename saves the settings with another station name, by hand, and checks the file. On a
// busy machine a click may come before the dialog: then it is done again, more slowly.
func (s *soaking) rename() {
	s.names++
	name := fmt.Sprintf("SOAK %d", s.names)
	for pause := 700 * time.Millisecond; ; pause *= 2 {
		s.key("Escape", "Escape")
		time.Sleep(pause)
		s.key("ctrl+comma")
		time.Sleep(pause)
		s.click(650, 232) // the name field
		s.key("ctrl+a")
		s.write(name)
		time.Sleep(pause)
		s.click(890, 650) // Save
		time.Sleep(pause)
		switch saved := strings.Contains(s.pc.confText(), "station = "+name+"\n"); {
		case saved:
			s.key("Escape")
			return
		case pause > 5*time.Second:
			s.pc.picture("failed-rename")
			s.t.Fatalf("station.conf does not hold %s", name)
		}
		s.again++
	}
}

// sampling works on and measures every ten seconds.
func (s *soaking) sampling(during time.Duration) {
	s.began = time.Now()
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(soakEvery)
		defer tick.Stop()
		for {
			s.samples = append(s.samples, sampleOf(s.t, s.cmd.Process.Pid, time.Since(s.began), s.server.Requests()))
			select {
			case <-tick.C:
			case <-stop:
				return
			}
		}
	}()
	defer func() { close(stop); <-done }()
	for time.Since(s.began) < during {
		s.turn()
	}
}

// wellAgain checks that the window is what it was at the beginning.
func (s *soaking) wellAgain() {
	s.set("")
	s.pc.connectedTo(s.server.URL())
	s.pc.picture("end")
	files, size := 0, int64(0)
	for _, f := range logFilesOf(s.pc) {
		if fi, err := os.Stat(f); err == nil {
			files, size = files+1, size+fi.Size()
		}
	}
	s.t.Logf("%d turns, %d saves (%d typed again), %d changes of the text's size, %d requests; the log has %d files, %.1f MB", s.turns, s.names, s.again, s.sizes, s.server.Requests(), files, float64(size)/1e6)
	if size > soakLogCap || size == 0 {
		s.t.Errorf("the log has %d bytes, at most %d", size, soakLogCap)
	}
}

// print gives the table.
func (s *soaking) print() {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%8s %10s %8s %8s %9s\n", "time", "MB", "files", "threads", "requests")
	for _, x := range s.samples {
		fmt.Fprintf(&b, "%8s %10.1f %8d %8d %9d\n", x.at.Round(time.Second), x.rss, x.files, x.threads, x.requests)
	}
	s.t.Log(b.String())
}

// judge compares the thirds.
func (s *soaking) judge() {
	third := len(s.samples) / 3
	if third < 3 {
		s.t.Fatalf("%d samples are too few: let it last at least a minute and a half", len(s.samples))
	}
	first, last := s.samples[:third], s.samples[len(s.samples)-third:]
	for _, l := range soakLimits {
		before, after := soakMedian(first, l.of), soakMedian(last, l.of)
		limit := before + max(before*l.share, l.least)
		s.t.Logf("%s: first third %.1f, last third %.1f (%+.1f %%), limit %.1f", l.what, before, after, 100*(after/before-1), limit)
		if after > limit {
			s.t.Errorf("%s grew from %.1f to %.1f, more than to %.1f", l.what, before, after, limit)
		}
	}
	if last[0].requests == last[third-1].requests {
		s.t.Error("nothing was asked in the last third")
	}
}

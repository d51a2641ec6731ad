package tail

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	bigLines = 5_000_000
	bigBytes = 1 << 30
)

var bigDir string // of bigFile; removed at the end

var bigFile = sync.OnceValues(func() (string, error) {
	var err error
	if bigDir, err = os.MkdirTemp("", "tail-bench-"); err != nil {
		return "", err
	}
	path := filepath.Join(bigDir, "big.log")
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	r := rand.New(rand.NewPCG(1, 2))
	at := time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)
	for i := range bigLines {
		at = at.Add(time.Duration(r.IntN(40)) * time.Millisecond)
		level, message := "INFO", "Fetching report"
		switch n := r.IntN(5000); {
		case n == 0:
			level, message = "ERROR", "Could not reach the server: connection refused"
		case n < 20:
			level, message = "WARNING", "Answered slowly"
		case n < 2000:
			message = "Answered"
		}
		fmt.Fprintf(w, `{"timestamp":"%s","level":"%s","logger":"client","message":"%s","correlation_id":"%08x","serial_number":"SN-%07d","status_code":200,"took_ms":%d,"call":"query header"}`+"\n",
			at.Format("2006-01-02T15:04:05.000Z"), level, message, r.Uint32(), i, r.IntN(900))
	}
	return path, w.Flush()
})

// big gives the path of a log of 1 GB and 5 million lines, in the page cache.
func big(b *testing.B) (path string, size int64) {
	b.Helper()
	path, err := bigFile()
	if err != nil {
		b.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	size, err = io.Copy(io.Discard, struct{ io.Reader }{f})
	if err != nil {
		b.Fatal(err)
	}
	return path, size
}

// countLines is the floor of any index: the same bytes read in the same pieces, and their
// line ends counted.
func countLines(b *testing.B, path string) (n int, took time.Duration) {
	b.Helper()
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	buf := make([]byte, pieceBytes)
	from := time.Now()
	for off := int64(0); ; {
		k, err := f.ReadAt(buf, off)
		n += bytes.Count(buf[:k], []byte{'\n'})
		off += int64(k)
		if err != nil {
			return n, time.Since(from)
		}
	}
}

// BenchmarkIndex indexes 1 GB and 5 million lines, in turns with counting the line ends of
// the same bytes. Targets: speed ≥ 0.7 of counting; the last page within 5 ms; memory ≤ 4
// bytes a line and 10 MB.
func BenchmarkIndex(b *testing.B) {
	path, size := big(b)
	var speed, page, gbs, held []float64
	for b.Loop() {
		n, floor := countLines(b, path)
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		from := time.Now()
		tl, err := Open(Options{Path: path, Every: time.Hour})
		if err != nil {
			b.Fatal(err)
		}
		if l, err := tl.View().Line(tl.View().Next() - 1); err != nil || l.Level == Unknown {
			b.Fatal(l, err)
		}
		page = append(page, time.Since(from).Seconds()*1000)
		v := wholeView(b, tl)
		took := time.Since(from)
		if v.Len() != int64(n) {
			b.Fatal(v.Len(), n)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		speed, gbs = append(speed, floor.Seconds()/took.Seconds()), append(gbs, float64(size)/took.Seconds()/1e9)
		held = append(held, float64(after.HeapAlloc-before.HeapAlloc)/float64(n))
		runtime.KeepAlive(v)
		tl.Close()
	}
	b.ReportMetric(middle(speed), "x-count")
	b.ReportMetric(middle(page), "ms/page")
	b.ReportMetric(middle(gbs), "GB/s")
	b.ReportMetric(middle(held), "B/line")
}

func middle(of []float64) float64 {
	slices.Sort(of)
	return of[len(of)/2]
}

// searched is the time from the start of a search to its end, and what it found.
func searched(b *testing.B, tl *Tail, f Filter) (time.Duration, int64) {
	b.Helper()
	q, err := f.Compile()
	if err != nil {
		b.Fatal(err)
	}
	from := time.Now()
	s := tl.Search(q)
	defer s.Close()
	for limit := time.After(time.Minute); ; {
		if h := s.Hits(); h.Done() {
			return time.Since(from), h.Len()
		}
		select {
		case <-s.Changed():
		case <-limit:
			b.Fatal("the search does not end")
		}
	}
}

// peer is the time another program takes for the same file, its start included; 0 where
// it is not installed.
func peer(b *testing.B, args ...string) time.Duration {
	b.Helper()
	if _, err := exec.LookPath(args[0]); err != nil {
		return 0
	}
	from := time.Now()
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "TERM=dumb", "HOME="+b.TempDir())
	if _, err := cmd.Output(); err != nil && cmd.ProcessState.ExitCode() != 1 { // 1: nothing found
		b.Fatal(args, err)
	}
	return time.Since(from)
}

// BenchmarkSearch filters 1 GB and 5 million lines, in turns with grep doing the same.
// Targets: a text in fewer than 1 line of 1,000 at ≥ 1.5 GB/s, letter case aside; a dense
// one not slower than grep -ci; an expression with a rare text within 3 times of the text.
func BenchmarkSearch(b *testing.B) {
	path, size := big(b)
	tl, err := Open(Options{Path: path, Every: time.Hour})
	if err != nil {
		b.Fatal(err)
	}
	defer tl.Close()
	wholeView(b, tl)
	for _, c := range []struct {
		name string
		f    Filter
		grep []string
	}{
		{"rare", Filter{Text: "Connection Refused"}, []string{"grep", "-ci", "Connection Refused", path}},
		{"absent", Filter{Text: "no such text"}, []string{"grep", "-ci", "no such text", path}},
		{"cased", Filter{Text: "connection refused", Case: true}, []string{"grep", "-c", "connection refused", path}},
		{"dense", Filter{Text: "info"}, []string{"grep", "-ci", "info", path}},
		{"letter", Filter{Text: "a"}, []string{"grep", "-ci", "a", path}},
		{"regexp", Filter{Text: `connection ref[a-z]+d`, Regexp: true}, []string{"grep", "-ciE", "connection ref[a-z]+d", path}},
		{"errors", Filter{Level: Error}, []string{"grep", "-c", `"level":"ERROR"`, path}},
		// as the window does it: counted by level, repeats folded
		{"rare-shown", Filter{Text: "Connection Refused", Level: Info, Tally: true, Fold: true}, []string{"grep", "-ci", "Connection Refused", path}},
		{"dense-shown", Filter{Text: "info", Level: Info, Tally: true, Fold: true}, []string{"grep", "-ci", "info", path}},
		{"all-shown", Filter{Fold: true}, []string{"grep", "-c", "", path}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var gbs, ratio []float64
			hits := int64(0)
			for b.Loop() {
				took, n := searched(b, tl, c.f)
				grep := peer(b, c.grep...)
				hits = n
				gbs = append(gbs, float64(size)/took.Seconds()/1e9)
				ratio = append(ratio, took.Seconds()/grep.Seconds())
			}
			b.ReportMetric(middle(gbs), "GB/s")
			b.ReportMetric(middle(ratio), "x-grep")
			b.ReportMetric(float64(hits), "lines")
		})
	}
}

// BenchmarkPeers is what wc, grep and lnav take for the same file: opening it, counting
// its lines, and filtering. lnav also understands every line's time.
func BenchmarkPeers(b *testing.B) {
	path, _ := big(b)
	for name, args := range map[string][]string{
		"wc":         {"wc", "-l", path},
		"grep":       {"grep", "-c", "connection refused", path},
		"lnav":       {"lnav", "-n", "-N", "-q", path},
		"lnavFilter": {"lnav", "-n", "-N", "-q", "-c", ":filter-in connection refused", path},
	} {
		b.Run(name, func(b *testing.B) {
			if peer(b, args[0], "--version") == 0 {
				b.Skip("no " + args[0] + " here")
			}
			for b.Loop() {
				peer(b, args...)
			}
		})
	}
}

// BenchmarkFollow follows a writer of 100,000 lines a second, with a filter, for as long
// as the benchmark runs: how late lines come, and what it costs of one processor. Nothing
// may be lost. Limits: 500 ms and 50 %.
func BenchmarkFollow(b *testing.B) {
	path := filepath.Join(b.TempDir(), "a.log")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	tl, err := Open(Options{Path: path})
	if err != nil {
		b.Fatal(err)
	}
	defer tl.Close()
	q, _ := Filter{Level: Warning}.Compile()
	s := tl.Search(q)
	defer s.Close()
	const rate, burst = 100_000, 1_000
	line := `2026-02-02T10:15:23.456Z INFO     client: Answered [correlation_id=a1b2c3d4] (status_code=200 took_ms=12 call="query header")` + "\n"
	text := []byte(strings.Repeat(line, burst))
	type mark struct {
		lines int64
		at    time.Time
	}
	marks, seen := make(chan mark, 1<<16), make(chan float64) // ms
	go func() {                                               // the writer does not wait for it
		latest := 0.0
		for m := range marks {
			for tl.View().Next()-firstNumber < m.lines {
				<-tl.Changed()
			}
			latest = max(latest, time.Since(m.at).Seconds()*1000)
		}
		seen <- latest
	}()
	written := int64(0)
	before := cpuTime(b)
	from := time.Now()
	for b.Loop() { // a burst of a hundredth of a second
		if _, err := f.Write(text); err != nil {
			b.Fatal(err)
		}
		written += burst
		marks <- mark{written, time.Now()}
		time.Sleep(time.Until(from.Add(time.Duration(written) * time.Second / rate)))
	}
	took := time.Since(from)
	cpu := cpuTime(b) - before
	close(marks)
	b.ReportMetric(<-seen, "ms/latest")
	if n := tl.View().Len(); n != written {
		b.Fatal(n, "of", written)
	}
	b.ReportMetric(float64(written)/took.Seconds(), "lines/s")
	b.ReportMetric(100*cpu.Seconds()/took.Seconds(), "cpu%")
}

// cpuTime is the processor time of this process.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	raw, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		b.Skip("no /proc here")
	}
	f := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:]))
	user, _ := strconv.ParseInt(f[11], 10, 64)
	system, _ := strconv.ParseInt(f[12], 10, 64)
	return time.Duration(user+system) * 10 * time.Millisecond
}

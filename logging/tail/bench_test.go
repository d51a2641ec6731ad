package tail

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

const (
	bigLines = 5_000_000
	bigBytes = 1 << 30
)

var bigFile = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "tail-bench-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "big.log")
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

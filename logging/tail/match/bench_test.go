package match

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// theLog is 64 MB of log lines of about 200 bytes, three in four JSON, as this
// program writes them. 1 in 5,000 says "Connection refused by peer 17", 1 in 100
// is an ERROR.
var theLog = sync.OnceValue(func() []byte {
	rng := rand.New(rand.NewPCG(4, 2))
	now := time.Date(2026, 2, 2, 6, 0, 0, 0, time.UTC)
	events := []string{"Fetching report", "Report decoded", "Heartbeat answered", "Search done", "Saved copy written", "Configuration read"}
	loggers := []string{"client", "client.cache", "station", "ui.lookup", "breaker"}
	b := make([]byte, 0, 65<<20)
	for i := 0; len(b) < 64<<20; i++ {
		now = now.Add(time.Duration(rng.IntN(40)) * time.Millisecond)
		level, message := "INFO", events[rng.IntN(len(events))]
		switch {
		case i%5000 == 4999:
			level, message = "WARNING", "Connection refused by peer 17"
		case i%100 == 99:
			level, message = "ERROR", "Server answered late"
		case i%3 == 0:
			level = "DEBUG"
		}
		id := fmt.Sprintf("%08x-%04x-4%03x", rng.Uint32(), rng.IntN(1<<16), rng.IntN(1<<12))
		logger, ms, size, code := loggers[rng.IntN(len(loggers))], rng.IntN(900), rng.IntN(2000000), 200+rng.IntN(4)*100
		stamp := now.Format("2006-01-02T15:04:05.000Z")
		if i%4 == 0 {
			b = fmt.Appendf(b, "%s %-8s %s: %s [correlation_id=%s] (report_id=%s unit=SN-%07d duration_ms=%d bytes=%d status_code=%d station=TST-07)\n",
				stamp, level, logger, message, id, id, rng.IntN(1e7), ms, size, code)
		} else {
			b = fmt.Appendf(b, `{"timestamp":"%s","level":"%s","logger":"%s","message":"%s","correlation_id":"%s","operation":"lookup","station":"TST-07","duration_ms":%d,"bytes":%d,"status_code":%d}`+"\n",
				stamp, level, logger, message, id, ms, size, code)
		}
	}
	return b
})

// blockSize is what a reader of files hands over at a time.
const blockSize = 1 << 20

func run(b *testing.B, m *Matcher) {
	log := theLog()
	b.SetBytes(int64(len(log)))
	hits := 0
	for b.Loop() {
		hits = 0
		for rest := log; len(rest) > 0; {
			n := min(blockSize, len(rest))
			n = lineEnd(rest, n-1)
			n = min(n+1, len(rest))
			m.Lines(rest[:n], func(int, int) bool { hits++; return true })
			rest = rest[n:]
		}
	}
	b.ReportMetric(float64(hits), "lines")
}

var rareTexts = []string{"connection refused", "peer 17", "zzz", "timeout", "refused", "SN-0004711", "kelvin", "statusless", "ß", "журнал", "duration_ms=899"}

func BenchmarkText(b *testing.B) {
	for _, text := range rareTexts {
		b.Run("fold/"+text, func(b *testing.B) { run(b, Text(text, true)) })
		b.Run("case/"+text, func(b *testing.B) { run(b, Text(text, false)) })
	}
}

var denseTexts = []string{"info", "a", "e", "\"", "station", "status_code", "lookup", "message"}

func BenchmarkDense(b *testing.B) {
	for _, text := range denseTexts {
		b.Run(text, func(b *testing.B) { run(b, Text(text, true)) })
	}
}

func BenchmarkAny(b *testing.B) {
	for _, texts := range [][]string{
		{"error", "fatal"}, {"error", "fatal", "critical"}, {"warn", "error", "fatal", "critical"},
		{"err", "warn", "fatal", "crit", "severe", "panic", "alert", "emerg"}, {"err", "warn", "fatal", "crit", "severe", "panic", "alert", "emerg", "broken", "timeout", "unreachable", "denied"},
		{"info", "warn", "error"}, {"refused", "timeout"}, {"refused", "timeout", "broken pipe", "unreachable"},
	} {
		b.Run(fmt.Sprint(len(texts), texts), func(b *testing.B) { run(b, Any(texts, true)) })
	}
}

func BenchmarkRegexp(b *testing.B) {
	for _, expr := range []string{
		`refused by peer \d+`, `connection.*peer`, `"(warning|error)".*refused`, `refused|timeout|unreachable`, `status_code=5\d\d`, `"duration_ms":8\d\d,`,
		`duration_ms.{1,2}[0-9]{3}`, `SN-\d+11 `, `\bzz+\b`, `peer \d\d$`, `^\d{4}.*late`, `[a-f]{6,}`, `\d+ms`, `(\w+)@(\w+)\.com`, `^.{190,}$`,
	} {
		b.Run(expr, func(b *testing.B) {
			m, err := Regexp(expr, true)
			if err != nil {
				b.Fatal(err)
			}
			run(b, m)
		})
	}
}

// BenchmarkMemory is the bar: every byte looked at once, and the line feeds counted.
func BenchmarkMemory(b *testing.B) {
	log := theLog()
	b.SetBytes(int64(len(log)))
	for b.Loop() {
		bytes.Count(log, []byte("\n"))
	}
}

// questions are asked of a file, by grep and by us.
var questions = []struct {
	grep []string
	m    func() *Matcher
}{
	{[]string{"-ci", "connection refused"}, text("connection refused")},
	{[]string{"-ci", "zzz"}, text("zzz")},
	{[]string{"-ci", "kelvin"}, text("kelvin")},
	{[]string{"-ci", "info"}, text("info")},
	{[]string{"-ci", "a"}, text("a")},
	{[]string{"-ci", "e"}, text("e")},
	{[]string{"-ci", `"`}, text(`"`)},
	{[]string{"-ci", "station"}, text("station")},
	{[]string{"-ci", "status_code"}, text("status_code")},
	{[]string{"-ciE", "error|fatal"}, func() *Matcher { return Any([]string{"error", "fatal"}, true) }},
	{[]string{"-ciE", "refused by peer [0-9]+"}, expr(`refused by peer \d+`)},
	{[]string{"-ciE", "duration_ms.{1,2}[0-9]{3}"}, expr(`duration_ms.{1,2}[0-9]{3}`)},
	{[]string{"-ciE", "[a-f]{6,}"}, expr(`[a-f]{6,}`)},
}

func text(s string) func() *Matcher { return func() *Matcher { return Text(s, true) } }

func expr(s string) func() *Matcher {
	return func() *Matcher {
		m, err := Regexp(s, true)
		if err != nil {
			panic(err)
		}
		return m
	}
}

// BenchmarkFile reads a file in blocks and asks: what BenchmarkGrep has to be compared
// with.
func BenchmarkFile(b *testing.B) {
	name := filepath.Join(b.TempDir(), "log")
	if err := os.WriteFile(name, theLog(), 0o600); err != nil {
		b.Fatal(err)
	}
	for _, q := range questions {
		b.Run(fmt.Sprint(q.grep), func(b *testing.B) {
			b.SetBytes(int64(len(theLog())))
			m, buf := q.m(), make([]byte, 256<<10)
			for b.Loop() {
				f, err := os.Open(name)
				if err != nil {
					b.Fatal(err)
				}
				hits, kept := 0, 0
				for {
					n, err := f.Read(buf[kept:])
					n += kept
					whole := bytes.LastIndexByte(buf[:n], '\n') + 1
					m.Lines(buf[:whole], func(int, int) bool { hits++; return true })
					kept = copy(buf, buf[whole:n])
					if err != nil {
						break
					}
				}
				b.ReportMetric(float64(hits), "lines")
				f.Close()
			}
		})
	}
}

func BenchmarkGrep(b *testing.B) {
	grep, err := exec.LookPath("grep")
	if err != nil {
		b.Skip("no grep here")
	}
	name := filepath.Join(b.TempDir(), "log")
	if err := os.WriteFile(name, theLog(), 0o600); err != nil {
		b.Fatal(err)
	}
	for _, q := range questions {
		b.Run(fmt.Sprint(q.grep), func(b *testing.B) {
			b.SetBytes(int64(len(theLog())))
			for b.Loop() {
				cmd := exec.Command(grep, append(q.grep, name)...)
				cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
				out, err := cmd.Output()
				if err != nil && len(out) == 0 {
					b.Fatal(err)
				}
				lines, _ := strconv.Atoi(strings.TrimSpace(string(out)))
				b.ReportMetric(float64(lines), "lines")
			}
		})
	}
}

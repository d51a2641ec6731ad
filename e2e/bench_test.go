//go:build e2e

package e2e

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var empty = flag.String("empty", "", "the empty Fyne window to compare with")

// painted watches a program's output for its first frame.
type painted struct {
	seen chan struct{}
	buf  bytes.Buffer
}

func (p *painted) Write(b []byte) (int, error) {
	p.buf.Write(b)
	if bytes.Contains(p.buf.Bytes(), []byte("painted")) {
		select {
		case <-p.seen:
		default:
			close(p.seen)
		}
	}
	return len(b), nil
}

// launch starts a window program and gives the time to its first painted frame.
// The program says "painted" on its output when STATION_COMPANION_SAY_PAINTED is set.
func launch(b *testing.B, env []string, file string, args ...string) (*exec.Cmd, time.Duration) {
	b.Helper()
	cmd := exec.Command(file, args...)
	out := &painted{seen: make(chan struct{})}
	cmd.Env, cmd.Stdout = append(env, "STATION_COMPANION_SAY_PAINTED=1"), out
	began := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	select {
	case <-out.seen:
	case <-time.After(patience):
		_ = cmd.Process.Kill()
		b.Fatalf("%s painted nothing", file)
	}
	return cmd, time.Since(began)
}

func stop(cmd *exec.Cmd) {
	_ = cmd.Process.Signal(os.Interrupt)
	timer := time.AfterFunc(3*time.Second, func() { _ = cmd.Process.Kill() })
	_ = cmd.Wait()
	timer.Stop()
}

func benchEnv(b *testing.B) []string {
	b.Helper()
	if *program == "" || *empty == "" {
		b.Skip("needs -program and -empty: run `make bench`")
	}
	home := b.TempDir()
	run := filepath.Join(home, "run")
	if err := os.MkdirAll(run, 0o700); err != nil {
		b.Fatal(err)
	}
	return append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME="+home+"/config", "XDG_CONFIG_DIRS="+home+"/etc",
		"XDG_STATE_HOME="+home+"/state", "XDG_CACHE_HOME="+home+"/cache", "XDG_RUNTIME_DIR="+run)
}

// BenchmarkFirstFrame compares process start to first painted frame, in turns, with the
// empty window and with one that has a line of text. Each round is one start of each, and
// the ratio is the median over the rounds, so that a busy moment of the machine falls on
// both sides. The first start of all, which makes the toolkit's font index, is not
// counted. Target: ratio ≤ 1.3 to the empty window.
func BenchmarkFirstFrame(b *testing.B) {
	env := benchEnv(b)
	const rounds = 15
	start := func(file string, args ...string) float64 {
		cmd, d := launch(b, env, file, args...)
		stop(cmd)
		time.Sleep(100 * time.Millisecond) // the display takes the window away
		return d.Seconds() * 1e3
	}
	start(*program, "--demo")
	var ours, theirs, texts, ratios, textRatios []float64
	for b.Loop() {
		for range rounds {
			o, e, x := start(*program, "--demo"), start(*empty), start(*empty, "-text")
			ours, theirs, texts = append(ours, o), append(theirs, e), append(texts, x)
			ratios, textRatios = append(ratios, o/e), append(textRatios, o/x)
		}
	}
	b.ReportMetric(median(ours), "ms/ours")
	b.ReportMetric(median(theirs), "ms/empty")
	b.ReportMetric(median(texts), "ms/one-line")
	b.ReportMetric(median(ratios), "ratio")
	b.ReportMetric(slices.Min(ours)/slices.Min(theirs), "ratio/best")
	b.ReportMetric(median(textRatios), "ratio/one-line")
}

// BenchmarkIdle compares processor time and memory of the resting window, connected to
// demo data with its heartbeat running, with those of the empty window.
func BenchmarkIdle(b *testing.B) {
	env := benchEnv(b)
	const settle, watch = 4 * time.Second, 15 * time.Second
	measure := func(file string, args ...string) (cpu, rss float64) {
		cmd, _ := launch(b, env, file, args...)
		defer stop(cmd)
		time.Sleep(settle)
		before := ticks(b, cmd.Process.Pid)
		time.Sleep(watch)
		return float64(ticks(b, cmd.Process.Pid)-before) / watch.Seconds(), memory(b, cmd.Process.Pid)
	}
	for b.Loop() {
		cpu, rss := measure(*program, "--demo")
		cpuEmpty, rssEmpty := measure(*empty)
		b.ReportMetric(cpu, "cpu%/ours")
		b.ReportMetric(cpuEmpty, "cpu%/empty")
		b.ReportMetric(rss, "MB/ours")
		b.ReportMetric(rssEmpty, "MB/empty")
	}
}

// ticks is user and system time of a process in hundredths of a second.
func ticks(b *testing.B, pid int) int64 {
	b.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		b.Fatal(err)
	}
	f := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:]))
	user, _ := strconv.ParseInt(f[11], 10, 64)
	system, _ := strconv.ParseInt(f[12], 10, 64)
	return user + system
}

// memory is the resident size in MB.
func memory(b *testing.B, pid int) float64 {
	b.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, after, _ := strings.Cut(string(raw), "VmRSS:")
	kb, _ := strconv.ParseFloat(strings.Fields(after)[0], 64)
	return kb / 1024
}

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	return s[len(s)/2]
}

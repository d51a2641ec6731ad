//go:build e2e

package e2e

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"
)

// flood writes lines into a log at so many a second until stop is closed, and gives their
// number.
func flood(b *testing.B, path string, perSecond int, stop <-chan struct{}) (written int) {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		b.Error(err)
		return 0
	}
	defer f.Close()
	const every = 20 * time.Millisecond
	tick := time.NewTicker(every)
	defer tick.Stop()
	from := time.Now()
	for {
		select {
		case <-stop:
			return written
		case now := <-tick.C:
			var text bytes.Buffer
			for due := int(now.Sub(from).Seconds() * float64(perSecond)); written < due; written++ {
				level := "INFO"
				if written%1000 == 0 {
					level = "WARNING"
				}
				fmt.Fprintf(&text, `{"timestamp":"%s","level":"%s","logger":"flood","message":"Made-up line %d","correlation_id":"%08x","took_ms":%d}`+"\n",
					now.UTC().Format("2006-01-02T15:04:05.000Z"), level, written, written*7919, written%97)
			}
			if _, err := text.WriteTo(f); err != nil {
				b.Error(err)
			}
		}
	}
}

// newest is the log file the program writes just now.
func newest(b *testing.B, dir string) string {
	b.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "station-companion", "log", "*.log"))
	if err != nil || len(names) == 0 {
		b.Fatal(names, err)
	}
	slices.Sort(names)
	return names[len(names)-1]
}

// answers is how long after a key the program's answer to it stands in its log: F5 asks
// the server again.
func answers(b *testing.B, win, log string) float64 {
	b.Helper()
	f, err := os.Open(log)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Seek(0, io.SeekEnd); err != nil {
		b.Fatal(err)
	}
	from := time.Now() // the time xdotool takes to start is included
	if out, err := exec.Command("xdotool", "key", "--window", win, "F5").CombinedOutput(); err != nil {
		b.Fatal(string(out), err)
	}
	for seen := []byte(nil); time.Since(from) < 10*time.Second; time.Sleep(time.Millisecond) {
		more, _ := io.ReadAll(f)
		if seen = append(seen, more...); bytes.Contains(seen, []byte(`"call":"query header"`)) {
			return time.Since(from).Seconds() * 1000
		}
	}
	b.Fatal("no answer to a key within ten seconds")
	return 0
}

// BenchmarkLog follows the log in the real window while 2,000 and 100,000 lines a second
// are written to it: processor time of one core, beside the window at rest, and how long a
// key waits for its answer, the server's time included. Limits: 2,000 lines at most 15 %
// beyond rest; 100,000 lines at most 50 %, keys within 100 ms.
func BenchmarkLog(b *testing.B) {
	env := benchEnv(b)
	var state string
	for _, v := range env {
		if name, dir, _ := bytes.Cut([]byte(v), []byte("=")); string(name) == "XDG_STATE_HOME" {
			state = string(dir)
		}
	}
	for b.Loop() {
		cmd, _ := launch(b, env, *program, "--demo")
		time.Sleep(3 * time.Second)
		out, err := exec.Command("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(cmd.Process.Pid), "--name", "^Station Companion$").Output()
		win := string(bytes.TrimSpace(out))
		if err != nil || win == "" {
			b.Fatal("no window", err)
		}
		if out, err := exec.Command("xdotool", "windowfocus", win).CombinedOutput(); err != nil {
			b.Fatal(string(out), err)
		}
		log := newest(b, state)
		rest := load(b, cmd, 10*time.Second)
		b.ReportMetric(rest, "cpu%/rest")
		for rate, during := range map[int]time.Duration{2_000: 20 * time.Second, 100_000: 55 * time.Second} {
			stopped, done := make(chan struct{}), make(chan int)
			go func() { done <- flood(b, log, rate, stopped) }()
			time.Sleep(2 * time.Second)
			cpu := load(b, cmd, during)
			var waits []float64
			for range 15 {
				waits = append(waits, answers(b, win, log))
				time.Sleep(200 * time.Millisecond)
			}
			close(stopped)
			b.ReportMetric(float64(<-done), fmt.Sprintf("lines/%d", rate))
			slices.Sort(waits)
			b.ReportMetric(cpu, fmt.Sprintf("cpu%%/%d", rate))
			b.ReportMetric(waits[len(waits)-1], fmt.Sprintf("ms-key/%d", rate))
			b.ReportMetric(memory(b, cmd.Process.Pid), fmt.Sprintf("MB/%d", rate))
		}
		stop(cmd)
	}
}

// load is the processor time of a program over some time, in per cent of one core.
func load(b *testing.B, cmd *exec.Cmd, during time.Duration) float64 {
	b.Helper()
	before := ticks(b, cmd.Process.Pid)
	time.Sleep(during)
	return float64(ticks(b, cmd.Process.Pid)-before) / during.Seconds()
}

//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// soakSample is what a process has at one moment.
type soakSample struct {
	at             time.Duration
	rss            float64 // MB
	files, threads int
	requests       int64 // that reached the server since its start
}

// sampleOf reads it from /proc. A process that is gone is an error of the test.
func sampleOf(t *testing.T, pid int, at time.Duration, requests int64) soakSample {
	s := soakSample{at: at, requests: requests}
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Error(err)
		return s
	}
	for line := range strings.Lines(string(raw)) {
		name, value, _ := strings.Cut(line, ":")
		number, _, _ := strings.Cut(strings.TrimSpace(value), " ")
		n, _ := strconv.Atoi(strings.TrimSpace(number))
		switch name {
		case "VmRSS":
			s.rss = float64(n) / 1024
		case "Threads":
			s.threads = n
		}
	}
	fds, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
	if err != nil || s.rss == 0 || s.threads == 0 {
		t.Errorf("process %d tells nothing: %v", pid, err)
	}
	s.files = len(fds)
	return s
}

func soakMedian(all []soakSample, of func(soakSample) float64) float64 {
	var values []float64
	for _, s := range all {
		values = append(values, of(s))
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// logFilesOf are the files of the program's own log.
func logFilesOf(p *pc) []string {
	files, _ := filepath.Glob(filepath.Join(p.home, "state/station-companion/log/*.log"))
	return files
}

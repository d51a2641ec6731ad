package support

import (
	"strings"
	"testing"
	"time"
)

func TestBreakerText(t *testing.T) {
	in := Inputs{History: []Change{{At: noon, From: "CLOSED", To: "OPEN", Note: "5 consecutive failures", Cause: "dial tcp: refused"}}}
	if got := in.breakerText(); !strings.Contains(got, "12:00:00 +00:00  CLOSED -> OPEN (5 consecutive failures)\n    dial tcp: refused\n") || strings.Contains(got, "restarts") {
		t.Error(got)
	}
	in.History = nil
	in.Record = &Record{
		Until: noon,
		Stretches: []Stretch{
			{noon.Add(-20 * time.Hour), 14 * time.Hour, HowConnected, "connected"}, {noon.Add(-6 * time.Hour), 5 * time.Second, HowDown, "refused"},
			{noon.Add(-6 * time.Hour).Add(5 * time.Second), 5*time.Hour - 5*time.Second, HowConnected, "connected"},
			{noon.Add(-time.Hour), 30 * time.Minute, HowUnknown, "not_running"}, {noon.Add(-30 * time.Minute), 30 * time.Minute, HowUnsure, "timeout"},
		},
		Changes: []Change{
			{At: noon.Add(-6 * time.Hour), From: "CLOSED", To: "OPEN", Note: "5 consecutive failures", Cause: "refused", Lasted: 5 * time.Second, Probes: 3, Last: noon.Add(-6 * time.Hour).Add(4 * time.Second)},
			{At: noon.Add(-5 * time.Hour), From: "OPEN", To: "CLOSED", Lasted: time.Hour, Stopped: true},
		},
	}
	got := in.breakerText()
	for _, want := range []string{
		"Since the program started\n\nThe breaker has not changed its state.\n\nKept over restarts, up to 2026-04-21 12:00:00 +00:00\n",
		"07:00:00 +00:00  OPEN -> CLOSED, lasted 1h0m0s or longer\n2026-04-21 06:00:00 +00:00  CLOSED -> OPEN (5 consecutive failures), 3 probes failed, the last at 2026-04-21 06:00:04 +00:00, lasted 5s\n    refused\n",
		"04-20 12:00  ................================================\n", // 4 h before the record
		"04-21 00:00  ========================X===================..??\n",
		"11:30:00 +00:00  ? 30m0s     timeout\n2026-04-21 11:00:00 +00:00  . 30m0s     not_running\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	in.Record = &Record{Err: "the file is damaged"}
	if got := in.breakerText(); !strings.Contains(got, "could not be read: the file is damaged\n") {
		t.Error(got)
	}
}

// TestStripIsWhole: however the stretches lie, the strip has its 96 characters.
func TestStripIsWhole(t *testing.T) {
	for _, stretches := range [][]Stretch{
		nil, {{Lasted: 100 * time.Hour, How: HowDown}}, {{Lasted: time.Nanosecond, How: HowDown}}, {{Lasted: 24 * time.Hour, How: HowConnected}},
		{{Lasted: 0, How: HowDown}, {Lasted: 15 * time.Minute, How: HowConnected}, {Lasted: 15 * time.Minute, How: HowUnsure}},
	} {
		r := &Record{Until: noon, Stretches: stretches}
		cells := 0
		for line := range strings.Lines(r.strip()) {
			cells += len(strings.TrimSpace(line[len("01-02 15:04  "):]))
		}
		if cells != 96 {
			t.Errorf("%v: %d characters in\n%s", stretches, cells, r.strip())
		}
	}
	r := &Record{Until: noon, Stretches: []Stretch{{Lasted: 15 * time.Minute, How: HowConnected}, {Lasted: 15 * time.Minute, How: HowUnsure}}}
	if !strings.HasSuffix(r.strip(), ".=?\n") {
		t.Error(r.strip())
	}
}

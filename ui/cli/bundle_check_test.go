package cli

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/client/support"
	"stationcompanion/station"
)

// TestBundleChecksTheConnection: without a window, with one that did not check, and not where
// nobody wants it or a check says something already.
func TestBundleChecksTheConnection(t *testing.T) {
	home(t)
	s := server(t, demo.Options{})
	if got := command(t, "config", "set", "server", s.URL()); got.code != ExitOK {
		t.Fatal(got.err)
	}
	st := station.Load(Flags{}.Inputs())
	step := []support.Step{{ID: "address", Result: "ok", Evidence: s.URL()}, {ID: "name", Result: "by the window"}}
	window := func(change func(*client.Snapshot), check *support.Check) func(context.Context, string) ([]byte, error) {
		snap := wellSnapshot()
		snap.Server = s.URL()
		change(&snap)
		facts := FactsOf(Seen{Of: OfWindow, State: st, Snap: snap, Version: "9", Now: time.Now(), Started: time.Now(), Check: check})
		return func(context.Context, string) ([]byte, error) { return json.Marshal(facts) }
	}
	same := func(*client.Snapshot) {}
	const windows = "by the window"
	for name, c := range map[string]struct {
		ask  func(context.Context, string) ([]byte, error)
		args []string
		want string // in check.txt; empty: there is none
		not  string
	}{
		"no window":            {noWindow, nil, "http       ok", ""},
		"no window, not asked": {noWindow, []string{"--no-check"}, "", ""},
		"demo data":            {noWindow, []string{"--demo"}, "http       ok", ""},
		"never checked":        {window(same, nil), nil, "http       ok", ""},
		"not asked":            {window(same, nil), []string{"--no-check"}, "", ""},
		"just now":             {window(same, &support.Check{At: time.Now().Add(-time.Minute), Steps: step}), nil, windows, "http "},
		"long ago":             {window(same, &support.Check{At: time.Now().Add(-time.Hour), Steps: step}), nil, "http       ok", windows},
		"long ago, not asked":  {window(same, &support.Check{At: time.Now().Add(-time.Hour), Steps: step}), []string{"--no-check"}, windows, "http "},
		"of another server":    {window(func(s *client.Snapshot) { s.Server = "https://other.invalid" }, nil), nil, "", ""},
		"a window of demo":     {window(func(s *client.Snapshot) { s.Demo = true }, nil), nil, "", ""},
	} {
		got := commandWith(t, t.Context(), c.ask, append([]string{"bundle", "-o", "b.zip"}, c.args...)...)
		text, there := unzip(t, "b.zip")["check.txt"]
		if got.code != ExitOK || there != (c.want != "") || !strings.Contains(text, c.want) || c.not != "" && strings.Contains(text, c.not) {
			t.Errorf("%s: %+v\n%s", name, got, text)
		}
	}
	if got := command(t, "status", "--no-check"); got.code != ExitUsage {
		t.Errorf("%+v", got)
	}
}

func TestFreshCheck(t *testing.T) {
	c := func(ago time.Duration, at string) *support.Check {
		return &support.Check{At: now.Add(-ago), Steps: []support.Step{{ID: "address", Evidence: at}}}
	}
	for _, tc := range []struct {
		c    *support.Check
		want bool
	}{
		{nil, false}, {&support.Check{At: now}, false}, {c(0, "https://a"), true}, {c(5*time.Minute, "https://a"), true},
		{c(5*time.Minute+1, "https://a"), false}, {c(0, "https://b"), false}, {c(-time.Hour, "https://a"), false}, // the clock was set back
	} {
		if got := FreshCheck(tc.c, "https://a", now); got != tc.want {
			t.Errorf("%+v: %v", tc.c, got)
		}
	}
}

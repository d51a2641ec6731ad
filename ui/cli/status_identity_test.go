package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/demo"
	"stationcompanion/station"
	"stationcompanion/station/fingerprint"
)

// What is odd about the PC stands among the problems, also once it was read, and counts
// neither against the connection nor for the exit code.
func TestStatusTellsOfThePC(t *testing.T) {
	st := buildStatus(OfWindow, station.State{}, wellSnapshot(), "1", now)
	st = st.WithIdentity([]fingerprint.Finding{
		{Kind: fingerprint.Renamed, Key: "r", WasHost: "TEST-07", Host: "NEW-01", LastSeen: now, Acknowledged: true},
		{Kind: fingerprint.OtherPC, Key: "o", Origin: "001B21000001", Station: "FCT-7", LastSeen: now},
	})
	if !st.Connected() || len(st.Problems) != 2 || st.Problems[0].Kind != "pc_renamed" || st.Problems[1].Kind != "pc_other_reports" {
		t.Fatalf("connected %v, %+v", st.Connected(), st.Problems)
	}
	for _, p := range st.Problems {
		if p.Words == "" || p.Advice == "" {
			t.Errorf("%+v is not whole", p)
		}
	}
	var b strings.Builder
	WriteStatus(&b, st)
	if !strings.Contains(b.String(), "\nThis PC was called TEST-07") || !strings.HasPrefix(b.String(), "Connected\n") {
		t.Errorf("%s", b.String())
	}
	for _, k := range fingerprint.Kinds() {
		if !besides(string(k)) {
			t.Errorf("%s counts against the connection", k)
		}
	}
}

// A status without a window compares this very PC with what is remembered, and writes
// nothing.
func TestStatusOfAnotherPCsFiles(t *testing.T) {
	home(t)
	s := server(t, demo.Options{})
	status := func() (kinds []string) {
		t.Helper()
		var st Status
		got := command(t, "status", "--json", "--server", s.URL(), "--station", "FCT-7")
		decode(t, got.out, &st)
		if got.code != ExitOK {
			t.Errorf("exit code %d", got.code)
		}
		for _, p := range st.Problems {
			kinds = append(kinds, p.Kind)
		}
		return kinds
	}
	if got := status(); len(got) != 0 {
		t.Fatalf("nothing is remembered: %q", got)
	}
	path := fingerprint.Path()
	if _, err := os.Stat(path); err == nil {
		t.Error("asking wrote a memory")
	}
	host, err := os.Hostname()
	if err != nil || host == "" {
		t.Skip("this PC has no name")
	}
	at := time.Now().Add(-time.Hour)
	text, err := json.Marshal(map[string]any{"version": 1, "pcs": []any{map[string]any{
		"machine": "another", "host": "ANOTHER-PC", "first": at, "last": at, "starts": 3, "adapters": []any{},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := status(); !slices.Equal(got, []string{"pc_copied"}) {
		t.Errorf("found %q", got)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(text) {
		t.Errorf("asking changed the memory: %v", err)
	}
}

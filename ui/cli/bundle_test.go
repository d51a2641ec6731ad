package cli

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client/demo"
	"stationcompanion/client/support"
	"stationcompanion/logging"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// unzip gives the files of a bundle.
func unzip(t *testing.T, path string) map[string]string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string]string{}
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimPrefix(part.Name, "support/")] = string(text)
	}
	return out
}

const canary = "Y2FuYXJ5OkNhbmFyeS1TM2NyZXQ="

// TestBundleOfAProbe: without a window the command asks once itself. Neither token nor
// account come along, also from a log that another version wrote badly.
func TestBundleOfAProbe(t *testing.T) {
	dir := home(t)
	t.Setenv("USER", "somebody-here")
	s := server(t, demo.Options{Token: canary})
	t.Setenv("PYWATS_API_TOKEN", canary)
	if err := os.MkdirAll(logging.DefaultDir(), 0o700); err != nil {
		t.Fatal(err)
	}
	bad := "2026-04-21T10:00:00.000Z INFO     client: Authorization: Basic " + canary + " of Somebody-Here in " + dir + " at FCT-9\n"
	if err := os.WriteFile(filepath.Join(logging.DefaultDir(), "station-companion-20260421-100000-000-1.log"), []byte(bad), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, anonymise := range []bool{false, true} {
		args := []string{"bundle", "--server", s.URL(), "--station", "FCT-9", "-o", "b.zip"}
		if anonymise {
			args = append(args, "--anonymise")
		}
		got := command(t, args...)
		if got.code != ExitOK || got.err != "" || !strings.Contains(got.out, "Written to b.zip") {
			t.Fatalf("%+v", got)
		}
		files := unzip(t, "b.zip")
		all := ""
		for name, text := range files {
			all += text
			for _, private := range []string{canary, "omebody-", "Canary-S3cret"} {
				if strings.Contains(text, private) {
					t.Errorf("%s holds %q", name, private)
				}
			}
		}
		if strings.Contains(all, "FCT-9") == anonymise || strings.Contains(all, "STATION-1") != anonymise {
			t.Errorf("anonymous %v: %s", anonymise, files["status.txt"])
		}
		var status Status
		decode(t, files["status.json"], &status)
		if status.Of != OfProbe || status.SupportCode == "" || !strings.Contains(files["README.txt"], status.SupportCode) || !strings.Contains(files["status.txt"], status.SupportCode) {
			t.Errorf("%+v\n%s", status, files["README.txt"])
		}
		if !strings.Contains(files["settings.txt"], "token                environment") || !strings.Contains(files["settings.txt"], "from flag (--server)") {
			t.Error(files["settings.txt"])
		}
	}
}

// TestBundleOfTheWindow: status, settings and history are those of the window.
func TestBundleOfTheWindow(t *testing.T) {
	home(t)
	snap := wellSnapshot()
	snap.Proven = now
	cause := errors.New(strings.Repeat("dial tcp: refused; ", 100))
	var past []breaker.Transition
	for range 200 {
		past = append(past, breaker.Transition{At: now, To: breaker.Open, Failures: 5, Cause: cause, Note: "5 consecutive failures"})
	}
	facts := FactsOf(Seen{
		Of: OfWindow, State: station.Load(Flags{Station: "FROM-THE-WINDOW"}.Inputs()), Snap: snap, History: past, Version: "9.9.9", Started: now.Add(-time.Hour), Now: now,
		Token: secret.PlaceKeyring, Check: &support.Check{At: now, Steps: []support.Step{{ID: "name", Result: "ok"}}},
	})
	text, err := json.Marshal(facts)
	if err != nil || len(text) > 45<<10 {
		t.Fatalf("%d bytes do not cross, %v", len(text), err)
	}
	verbs := ""
	window := func(_ context.Context, verb string) ([]byte, error) { verbs += verb; return text, nil }
	if got := commandWith(t, t.Context(), window, "bundle", "-o", "w.zip"); got.code != ExitOK || verbs != AskFacts {
		t.Fatalf("%+v, asked %q", got, verbs)
	}
	files := unzip(t, "w.zip")
	for name, want := range map[string]string{
		"status.txt": "FROM-THE-WINDOW", "breaker.txt": "CLOSED -> OPEN (5 consecutive failures)\n    dial tcp", "check.txt": "name       ok",
		"versions.txt": "Station Companion 9.9.9", "settings.txt": "keyring", "README.txt": "9.9.9",
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s lacks %q:\n%s", name, want, files[name])
		}
	}
	var list bundleList
	got := commandWith(t, t.Context(), window, "bundle", "--list", "--json")
	decode(t, got.out, &list)
	if got.code != ExitOK || len(list.Files) != len(files) || list.Files[0].Name != "README.txt" || list.Files[0].Size == 0 {
		t.Errorf("%d, %+v", got.code, list)
	}
	if got := commandWith(t, t.Context(), window, "bundle", "--list"); !strings.Contains(got.out, "README.txt") || !strings.Contains(got.out, " KB") {
		t.Errorf("%+v", got)
	}
	// What cannot be understood is passed over, as by status.
	for _, answer := range []string{"", "{", `{"status":{"of":"moon"}}`} {
		mad := func(context.Context, string) ([]byte, error) { return []byte(answer), nil }
		if got := commandWith(t, t.Context(), mad, "bundle", "--list"); got.code != ExitOK {
			t.Errorf("%q: %+v", answer, got)
		}
	}
}

// TestBundleThatCannotBe says what stands in the way, and leaves an old file alone.
func TestBundleThatCannotBe(t *testing.T) {
	home(t)
	got := command(t, "bundle", "-o", filepath.Join("nowhere", "b.zip"))
	if got.code != ExitBad || got.err == "" || got.out != "" {
		t.Errorf("%+v", got)
	}
	if got := command(t, "bundle", "-o", "b.zip", "--token-file", "none", "--server", "http://127.0.0.1:1"); got.code != ExitBad || !strings.Contains(got.err, "Check the path") {
		t.Errorf("%+v", got)
	}
	if err := os.MkdirAll(filepath.Join(logging.DefaultDir(), "station-companion-99999999-000000-000-1.log"), 0o700); err != nil {
		t.Fatal(err)
	}
	got = command(t, "bundle", "-o", "b.zip")
	if files := unzip(t, "b.zip"); got.code != ExitBad || !strings.Contains(got.err, "Part of the log") || len(files) < 6 {
		t.Errorf("%+v", got)
	}
}

func TestHostOf(t *testing.T) {
	for in, want := range map[string]string{
		"https://wats.corp.example:8443/x": "wats.corp.example", "wats.corp.example": "wats.corp.example", "": "", "http://[::1]:80": "::1", "%zz://": "",
	} {
		if got := hostOf(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

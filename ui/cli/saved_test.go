package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/demo"
)

// gone is a server that was asked for a unit and one of its reports and has ended since.
func gone(t *testing.T) (url, serial, id string) {
	t.Helper()
	s, err := demo.Start(demo.Options{Reports: 50})
	if err != nil {
		t.Fatal(err)
	}
	url, serial, id = s.URL(), s.Headers()[0].SerialNumber, s.Headers()[0].UUID
	for _, args := range [][]string{{"lookup", serial}, {"lookup", id}} {
		if got := command(t, append(args, "--server", url)...); got.code != ExitOK || strings.Contains(got.out, "aved cop") {
			t.Errorf("%q: %+v", args, got)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return url, serial, id
}

// What was seen is shown while the server is gone, always marked as a saved copy.
func TestSavedCopies(t *testing.T) {
	home(t)
	before := time.Now().Add(-time.Second)
	url, serial, id := gone(t)
	wantSavedOrigin := func(what string, o origin) {
		t.Helper()
		at, err := time.Parse(time.RFC3339, o.SavedAt)
		if err != nil || at.Before(before) || at.After(time.Now()) || o.Source != sourceSaved || o.Cause != client.KindRefused {
			t.Errorf("%s: %+v, %v", what, o, err)
		}
	}
	got := command(t, "lookup", serial, "--server", url)
	first, rows, _ := strings.Cut(got.out, "\n")
	if got.code != ExitOK || !strings.Contains(first, " · saved copies of ") || !strings.HasSuffix(first, "; WATS does not answer") || !strings.Contains(rows, serial) {
		t.Errorf("%+v", got)
	}
	var list listAnswer
	got = command(t, "lookup", serial, "--json", "--server", url)
	decode(t, got.out, &list)
	wantSavedOrigin("a list", list.origin)
	if got.code != ExitOK || len(list.Reports) == 0 {
		t.Errorf("%+v", got)
	}
	got = command(t, "lookup", id, "--server", url)
	if lines := strings.Split(got.out, "\n"); got.code != ExitOK || !strings.HasPrefix(lines[1], "Saved copy of ") || strings.Contains(got.out, "as of ") {
		t.Errorf("%+v", got)
	}
	var one reportAnswer
	got = command(t, "lookup", id, "--json", "--server", url)
	decode(t, got.out, &one)
	wantSavedOrigin("a report", one.origin)
	shown := exactly(t, showing(t, id, "--format", "json", "--server", url).out)
	wantSavedOrigin("show", shown.origin)
}

func TestShowSavedCopy(t *testing.T) {
	home(t)
	url, _, id := gone(t)
	got := showing(t, id, "--server", url)
	if got.code != ExitOK || !strings.HasPrefix(got.err, "Saved copy of ") || !strings.HasSuffix(got.err, "; WATS does not answer.\n") ||
		!strings.Contains(got.out, "\nSource: saved copy of ") || !strings.HasSuffix(got.out, " ("+url+")\n") {
		t.Errorf("%+v", got)
	}
	for _, format := range []string{formatCSV, formatPDF, formatWSJF} {
		if got := showing(t, id, "--server", url, "--format", format); got.code != ExitOK || got.out == "" || !strings.HasPrefix(got.err, "Saved copy of ") {
			t.Errorf("%s: %d %s", format, got.code, got.err)
		}
	}
	// Without the copies there is the error, not an empty answer.
	if err := os.RemoveAll(filepath.Join(os.Getenv("XDG_CACHE_HOME"), "station-companion")); err != nil {
		t.Fatal(err)
	}
	if got := showing(t, id, "--server", url); got.code != ExitBad || got.out != "" || !strings.Contains(got.err, "Nothing answers") {
		t.Errorf("%+v", got)
	}
}

package cli

import (
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// The first line begins with what the window's header says, and JSON has both.
func TestStatusSaysWhatTheHeaderSays(t *testing.T) {
	refused := &client.Error{Kind: client.KindRefused, Op: "version"}
	fault := &client.Error{Kind: client.KindServer, Status: 500, Op: "version"}
	for name, c := range map[string]struct {
		change func(*client.Snapshot)
		title  string
		state  string
	}{
		"well":  {func(*client.Snapshot) {}, "Connected", "connected"},
		"clock": {func(s *client.Snapshot) { s.Offset = 10 * time.Minute }, "Connected", "connected"},
		"flapping": {func(s *client.Snapshot) {
			s.Unstable = client.Unstable{Recent: client.Recent{Failed: 6, Of: 20}, Cause: refused}
		}, "Unstable", "unstable"},
		"stale":     {func(s *client.Snapshot) { s.Proven = now.Add(-time.Minute) }, "Waiting for WATS", "stale"},
		"no answer": {func(s *client.Snapshot) { s.Link, s.LastError = client.LinkUnsure, refused }, "No answer", "unsure"},
		"faulty":    {func(s *client.Snapshot) { s.Link, s.LastError = client.LinkUnsure, fault }, "WATS answers with errors", "answers_with_errors"},
		"down":      {func(s *client.Snapshot) { s.Link, s.LastError = client.LinkDown, refused }, "WATS does not answer", "down"},
		"not WATS":  {func(s *client.Snapshot) { s.Link = client.LinkNotWATS }, "Not WATS", "not_wats"},
		"no token":  {func(s *client.Snapshot) { s.Link, s.Token = client.LinkTokenRefused, client.TokenNone }, "Token needed", "token_needed"},
	} {
		snap := wellSnapshot()
		c.change(&snap)
		for _, of := range []string{OfWindow, OfProbe} {
			s := buildStatus(of, station.State{}, snap, "1", now)
			if header := words.Connection(snap, now).Title; s.Headline != header || header != c.title || s.State != c.state {
				t.Errorf("%s of a %s: %q (%s), the header %q", name, of, s.Headline, s.State, header)
			}
			var b strings.Builder
			WriteStatus(&b, s)
			first, _, _ := strings.Cut(b.String(), "\n")
			if first != c.title && !strings.HasPrefix(first, c.title+dot) {
				t.Errorf("%s of a %s: the first line is %q", name, of, first)
			}
			if n := strings.Count(b.String(), c.title); n != 1 {
				t.Errorf("%s of a %s: %q stands %d times:\n%s", name, of, c.title, n, b.String())
			}
		}
	}
}

// A window of before this version sends no headline.
func TestStatusOfAnOlderWindow(t *testing.T) {
	s := buildStatus(OfWindow, station.State{}, wellSnapshot(), "1", now)
	s.Headline = ""
	var b strings.Builder
	if WriteStatus(&b, s); !strings.HasPrefix(b.String(), "Connected\n") {
		t.Error(b.String())
	}
	s.Problems = []StatusProblem{{Kind: "down", Words: "WATS does not answer · x", Advice: "y"}}
	b.Reset()
	if WriteStatus(&b, s); !strings.HasPrefix(b.String(), "WATS does not answer · x\ny\n") {
		t.Error(b.String())
	}
}

package cli

import (
	"context"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/station"
	"stationcompanion/ui/instance"
)

var now = time.Date(2026, 4, 21, 14, 2, 11, 0, time.UTC)

func wellSnapshot() client.Snapshot {
	return client.Snapshot{
		Server: "https://wats.example.invalid", Link: client.LinkConnected, Version: "2026.1.5.324", Token: client.TokenAccepted,
		Proven: now.Add(-2 * time.Second), Interval: 10 * time.Second, Latency: 12345 * time.Microsecond,
		Offset: -2 * time.Second, HasOffset: true,
	}
}

// The form is a contract with scripts: names, nesting and nulls.
func TestStatusForm(t *testing.T) {
	home(t)
	st := station.Load(Flags{Station: "FCT-1"}.Inputs())
	snap := wellSnapshot()
	snap.Breaker = breaker.Status{State: breaker.Open, ConsecutiveFailures: 5, NextProbe: now.Add(22500 * time.Millisecond)}
	var got map[string]any
	remarshal(t, buildStatus(OfWindow, st, snap, "1.2.3", now), &got)
	wantKeys(t, "status", got, "of", "state", "headline", "station", "server", "token", "breaker", "problems", "config", "version", "support_code")
	wantKeys(t, "station", got["station"], "name", "source", "candidates")
	wantKeys(t, "candidate", got["station"].(map[string]any)["candidates"].([]any)[0], "source", "raw", "value", "used", "why")
	wantKeys(t, "server", got["server"], "url", "version", "latency_ms", "clock_offset_s", "last_proven")
	wantKeys(t, "breaker", got["breaker"], "state", "consecutive_failures", "next_probe_s")
	wantKeys(t, "config", got["config"], "path")
	server, brk := got["server"].(map[string]any), got["breaker"].(map[string]any)
	for name, pair := range map[string][2]any{
		"latency": {server["latency_ms"], 12.345}, "offset": {server["clock_offset_s"], -2.0}, "proven": {server["last_proven"], "2026-04-21T14:02:09Z"},
		"state": {brk["state"], "OPEN"}, "failures": {brk["consecutive_failures"], 5.0}, "probe": {brk["next_probe_s"], 22.5},
		"token": {got["token"], "accepted"}, "of": {got["of"], "window"}, "version": {got["version"], "1.2.3"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %v, want %v", name, pair[0], pair[1])
		}
	}

	remarshal(t, buildStatus(OfProbe, st, client.Snapshot{Link: client.LinkNotSetUp, Breaker: breaker.Status{Off: true}}, "", now), &got)
	server, brk = got["server"].(map[string]any), got["breaker"].(map[string]any)
	for name, value := range map[string]any{"latency": server["latency_ms"], "offset": server["clock_offset_s"], "proven": server["last_proven"], "probe": brk["next_probe_s"]} {
		if value != nil {
			t.Errorf("%s: %v where nothing is known", name, value)
		}
	}
	if brk["state"] != "OFF" || len(got["problems"].([]any)) != 1 {
		t.Errorf("%v %v", brk["state"], got["problems"])
	}
	wantKeys(t, "problem", got["problems"].([]any)[0], "kind", "words", "advice")
}

func remarshal(t *testing.T, v, into any) {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

func wantKeys(t *testing.T, what string, object any, want ...string) {
	t.Helper()
	got := slices.Sorted(maps.Keys(object.(map[string]any)))
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s has %q, want %q", what, got, want)
	}
}

func TestConnectedAndProblems(t *testing.T) {
	refused := &client.Error{Kind: client.KindRefused, Op: "version"}
	for _, c := range []struct {
		name   string
		of     string
		change func(*client.Snapshot, *station.State)
		ok     bool
		kinds  []string
	}{
		{"well", OfWindow, nil, true, nil},
		{"stale", OfWindow, func(s *client.Snapshot, _ *station.State) { s.Proven = now.Add(-time.Minute) }, false, []string{"stale"}},
		{"never proven", OfProbe, func(s *client.Snapshot, _ *station.State) { s.Proven = time.Time{} }, false, []string{"stale"}},
		{"down, of the window", OfWindow, func(s *client.Snapshot, _ *station.State) { s.Link, s.LastError = client.LinkDown, refused }, false, []string{"down"}},
		{"down, of a probe", OfProbe, func(s *client.Snapshot, _ *station.State) { s.Link, s.LastError = client.LinkUnsure, refused }, false, []string{"refused"}},
		{"clock", OfProbe, func(s *client.Snapshot, _ *station.State) { s.Offset = time.Hour }, true, []string{"clock"}},
		{"comes and goes", OfWindow, func(s *client.Snapshot, _ *station.State) {
			s.Unstable = client.Unstable{Recent: client.Recent{Failed: 6, Of: 20}, Cause: refused}
		}, true, []string{"unstable"}},
		{"a bad line", OfProbe, func(_ *client.Snapshot, st *station.State) {
			st.Problems = []station.Problem{{Kind: station.ProblemLine, Path: "x", Line: 3}}
		}, true, []string{"line"}},
		{"both", OfWindow, func(s *client.Snapshot, st *station.State) {
			s.Link = client.LinkNotWATS
			st.Problems = []station.Problem{{Kind: station.ProblemNoStation}}
		}, false, []string{"not_wats", "no_station"}},
	} {
		snap, st := wellSnapshot(), station.State{}
		if c.change != nil {
			c.change(&snap, &st)
		}
		got := buildStatus(c.of, st, snap, "", now)
		var kinds []string
		for _, p := range got.Problems {
			kinds = append(kinds, p.Kind)
			if p.Words == "" || p.Advice == "" {
				t.Errorf("%s: %+v is not whole", c.name, p)
			}
		}
		if got.Connected() != c.ok || !slices.Equal(kinds, c.kinds) {
			t.Errorf("%s: connected %v with %q, want %v with %q", c.name, got.Connected(), kinds, c.ok, c.kinds)
		}
	}
}

// A configuration kind must not count against the connection, and a connection kind must.
func TestEveryProblemKindIsSorted(t *testing.T) {
	for _, k := range client.Kinds() {
		if besides(string(k)) {
			t.Errorf("%s says something about the connection", k)
		}
	}
	for _, k := range []station.ProblemKind{station.ProblemLine, station.ProblemValue, station.ProblemUnreadable, station.ProblemCorrupt,
		station.ProblemEncoding, station.ProblemNoStation, station.ProblemDisagrees} {
		if !besides(string(k)) {
			t.Errorf("%s says nothing about the connection", k)
		}
	}
}

func TestStatusProbes(t *testing.T) {
	home(t)
	s := server(t, demo.Options{})
	got := command(t, "status", "--server", s.URL(), "--station", "FCT-LINE2-07")
	for _, part := range []string{"Connected\n", "FCT-LINE2-07 (from the command line", s.URL(), "WATS 2026", "closed: requests go to WATS", "1.2.3, asked just now"} {
		if !strings.Contains(got.out, part) {
			t.Errorf("%q is missing in:\n%s", part, got.out)
		}
	}
	if got.code != ExitOK || !strings.HasPrefix(got.out, "Connected\n") {
		t.Errorf("%+v", got)
	}
	var status Status
	got = command(t, "status", "--server", s.URL(), "--json")
	decode(t, got.out, &status)
	if got.code != ExitOK || status.Of != OfProbe || status.Server.URL != s.URL() || status.Server.LatencyMS == nil || status.Breaker.State != "CLOSED" {
		t.Errorf("%d, %+v", got.code, status)
	}
}

func TestStatusWhenNotWell(t *testing.T) {
	home(t)
	s := server(t, demo.Options{Token: "right"})
	for _, c := range []struct{ name, fault, kind, word string }{
		{"token", "", "token_refused", "token"}, {"html", "html", "not_wats", "not WATS"},
		{"server error", "status:500", "server_error", "fault"}, {"refused", "refuse", "refused", "Nothing answers"},
	} {
		if err := s.SetFault(c.fault); err != nil {
			t.Fatal(err)
		}
		var status Status
		got := command(t, "status", "--json", "--server", s.URL())
		decode(t, got.out, &status)
		if got.code != ExitBad || len(status.Problems) == 0 || status.Problems[0].Kind != c.kind {
			t.Errorf("%s: %d, %+v; want %s", c.name, got.code, status.Problems, c.kind)
		}
		text := command(t, "status", "--server", s.URL())
		if first, _, _ := strings.Cut(text.out, "\n"); text.code != ExitBad || !strings.Contains(first, c.word) {
			t.Errorf("%s: %d, %q", c.name, text.code, first)
		}
	}
	got := command(t, "status")
	if got.code != ExitBad || !strings.HasPrefix(got.out, "Not set up") || !strings.Contains(got.out, "Enter the address") {
		t.Errorf("without a server: %+v", got)
	}
}

func TestStatusAsksTheWindow(t *testing.T) {
	dir := home(t)
	s := server(t, demo.Options{})
	st := station.Load(Flags{Station: "FROM-THE-WINDOW"}.Inputs())
	snap := wellSnapshot()
	snap.Proven = time.Now()
	claims := filepath.Join(dir, "claims")
	h, ok, err := instance.Claim(claims, "elsewhere")
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	served := make(chan struct{})
	go func() {
		defer close(served)
		h.Serve(func(_ context.Context, verb string, _ []byte) ([]byte, error) {
			return json.Marshal(BuildStatus(OfWindow, st, snap, "9.9"))
		})
	}()
	defer func() { h.Close(); <-served }()
	window := func(ctx context.Context, verb string) ([]byte, error) {
		return instance.AskAny(ctx, claims, verb, nil)
	}
	got := commandWith(t, t.Context(), window, "status")
	if got.code != ExitOK || !strings.Contains(got.out, "FROM-THE-WINDOW") || !strings.Contains(got.out, "9.9, answered by the running window") {
		t.Errorf("%+v", got)
	}
	// What the window does not know is asked of the server itself.
	for _, args := range [][]string{{"--server", s.URL()}, {"--station", "OTHER", "--server", s.URL()}, {"--demo"}} {
		var status Status
		got := commandWith(t, t.Context(), window, append(args, "status", "--json")...)
		decode(t, got.out, &status)
		if status.Of != OfProbe {
			t.Errorf("%q: of %s", args, status.Of)
		}
	}
	// A window of another version, or one gone mad, is passed over.
	for _, answer := range []string{"", "{", `{"of":"moon"}`, `[]`} {
		mad := func(context.Context, string) ([]byte, error) { return []byte(answer), nil }
		if got := commandWith(t, t.Context(), mad, "status"); !strings.Contains(got.out, "asked just now") {
			t.Errorf("%q: %+v", answer, got)
		}
	}
}

// The text of a window is read out on the phone: hostile names do not reach the terminal.
func TestStatusTextIsSafe(t *testing.T) {
	bad := "\x1b[2J\u202e"
	s := Status{
		Of: OfWindow, Version: bad, Token: bad,
		Station:  StatusStation{Name: bad, Source: "x", Candidates: []StatusCandidate{{Source: "x", Raw: bad, Why: "no_name"}}},
		Server:   StatusServer{URL: bad, Version: bad, LastProven: &bad},
		Breaker:  StatusBreaker{State: bad},
		Problems: []StatusProblem{{Kind: "down", Words: bad, Advice: bad}, {Kind: "line", Words: bad, Advice: bad}},
		Config:   StatusConfig{Path: bad},
	}
	var b strings.Builder
	WriteStatus(&b, s)
	if strings.ContainsAny(b.String(), "\x1b\u202e") {
		t.Errorf("%q", b.String())
	}
}

func TestStatusTextOfAnOpenBreaker(t *testing.T) {
	snap := wellSnapshot()
	snap.Link, snap.NextTry = client.LinkDown, now.Add(23*time.Second)
	snap.Breaker = breaker.Status{State: breaker.Open, ConsecutiveFailures: 5, NextProbe: snap.NextTry}
	var b strings.Builder
	WriteStatus(&b, buildStatus(OfWindow, station.State{}, snap, "1", now))
	for _, part := range []string{
		"WATS does not answer · look-ups wait until it does · next try in 23 s\n",
		"open: requests wait until WATS answers · failures in a row: 5 · next try in 23 s\n", "no name",
	} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("%q is missing in:\n%s", part, b.String())
		}
	}
	if n := strings.Count(b.String(), "WATS does not answer"); n != 1 {
		t.Errorf("the problem stands %d times", n)
	}
}

func TestDemoNeedsNoServerAndNoToken(t *testing.T) {
	home(t)
	t.Setenv("PYWATS_SERVER_URL", "http://127.0.0.1:1")
	t.Setenv("PYWATS_API_TOKEN", "must-not-be-sent")
	var status Status
	got := command(t, "status", "--demo", "--json")
	decode(t, got.out, &status)
	if got.code != ExitOK || status.Token != "none" || status.Server.URL == "http://127.0.0.1:1" || !status.Server.Demo {
		t.Errorf("%+v", status)
	}
	if text := command(t, "status", "--demo").out; !strings.Contains(text, " · demo data ·") {
		t.Errorf("a person on the phone would take made-up reports for real ones:\n%s", text)
	}
}

func TestTokenFileThatIsNotThere(t *testing.T) {
	home(t)
	got := command(t, "status", "--server", "http://127.0.0.1:1", "--token-file", "nowhere")
	if got.code != ExitBad || got.out != "" || !strings.Contains(got.err, "Check the path") {
		t.Errorf("%+v", got)
	}
}

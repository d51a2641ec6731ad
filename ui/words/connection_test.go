package words

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

var noon = time.Date(2026, 4, 21, 14, 2, 21, 0, time.Local)

func snapshot(link client.Link, change func(*client.Snapshot)) client.Snapshot {
	s := client.Snapshot{Server: "https://wats.example.invalid", Link: link, Interval: 10 * time.Second}
	if change != nil {
		change(&s)
	}
	return s
}

func well(s *client.Snapshot) {
	s.Proven, s.Latency, s.Version = noon.Add(-3*time.Second), 12*time.Millisecond, "2026.1.5.324"
	s.Token = client.TokenAccepted
}

func TestConnection(t *testing.T) {
	open := breaker.Status{State: breaker.Open, NextProbe: noon.Add(22500 * time.Millisecond), ConsecutiveFailures: 5}
	refused := &client.Error{Kind: client.KindRefused, Op: "version"}
	shaky := client.Unstable{Recent: client.Recent{Failed: 6, Of: 20}, Cause: refused}
	cases := []struct {
		name string
		snap client.Snapshot
		want Sentence // Advice is compared by its beginning
	}{
		{"not set up", snapshot(client.LinkNotSetUp, nil),
			Sentence{Unknown, "Not set up", "no WATS server is set", "Enter the address", OpenSetup, false}},
		{"bad address", snapshot(client.LinkNotSetUp, func(s *client.Snapshot) { s.LastError = &client.Error{Kind: client.KindBadAddress} }),
			Sentence{Attention, "Not set up", "the address in the settings is not a server address", "Write it like https://", OpenSetup, false}},
		{"checking", snapshot(client.LinkChecking, nil),
			Sentence{Unknown, "Checking…", "waiting for the first answer of wats.example.invalid", "Wait a moment.", NoAction, false}},
		{"no link at all", snapshot("", nil),
			Sentence{Unknown, "Checking…", "waiting for the first answer of wats.example.invalid", "Wait a moment.", NoAction, false}},
		{"connected", snapshot(client.LinkConnected, well),
			Sentence{Good, "Connected", "answered just now · 12 ms · WATS 2026.1", "", NoAction, false}},
		{"breaker off", snapshot(client.LinkConnected, func(s *client.Snapshot) { well(s); s.Breaker.Off = true }),
			Sentence{Good, "Connected", "answered just now · 12 ms · WATS 2026.1 · the breaker is off", "", NoAction, false}},
		{"demo", snapshot(client.LinkConnected, func(s *client.Snapshot) { well(s); s.Demo = true }),
			Sentence{Good, "Connected", "answered just now · 12 ms · WATS 2026.1", "", NoAction, false}},
		{"clock a little off", snapshot(client.LinkConnected, func(s *client.Snapshot) { well(s); s.HasOffset, s.Offset = true, 40*time.Second }),
			Sentence{Good, "Connected", "answered just now · 12 ms · WATS 2026.1", "This PC's clock is 40 s behind", NoAction, false}},
		{"clock far off", snapshot(client.LinkConnected, func(s *client.Snapshot) { well(s); s.HasOffset, s.Offset = true, -10*time.Minute }),
			Sentence{Attention, "Connected", "answered just now · 12 ms · WATS 2026.1", "This PC's clock is 10 min 0 s ahead", NoAction, false}},
		{"stale", snapshot(client.LinkConnected, func(s *client.Snapshot) { well(s); s.Proven = noon.Add(-21 * time.Second) }),
			Sentence{Unknown, "Waiting for WATS", "no answer since " + noon.Add(-21*time.Second).Format("15:04:05"), "Wait for the next try", TryNow, false}},
		{"stale, never proven", snapshot(client.LinkConnected, nil),
			Sentence{Unknown, "Waiting for WATS", "no answer yet", "Wait for the next try", TryNow, false}},
		{"unsure once", snapshot(client.LinkUnsure, func(s *client.Snapshot) {
			s.Breaker.ConsecutiveFailures, s.NextTry, s.LastError = 1, noon.Add(1500*time.Millisecond), refused
		}), Sentence{Attention, "No answer", "the last try failed · next try in 2 s", "Nothing answers at this address.", TryNow, true}},
		{"unsure thrice", snapshot(client.LinkUnsure, func(s *client.Snapshot) { s.Breaker.ConsecutiveFailures = 3 }),
			Sentence{Attention, "No answer", "the last 3 tries failed · checking now", "Wait for the next try", TryNow, false}},
		{"unsure, off", snapshot(client.LinkUnsure, func(s *client.Snapshot) { s.Breaker.ConsecutiveFailures, s.Breaker.Off = 12, true }),
			Sentence{Attention, "No answer", "the last 12 tries failed · checking now · the breaker is off", "Wait for the next try", TryNow, false}},
		{"down", snapshot(client.LinkDown, func(s *client.Snapshot) { s.Breaker, s.NextTry, s.LastError = open, open.NextProbe, refused }),
			Sentence{Bad, "WATS does not answer", "look-ups wait until it does · next try in 23 s", "Nothing answers at this address. Check that", TryNow, true}},
		{"down, try due", snapshot(client.LinkDown, func(s *client.Snapshot) { s.Breaker, s.NextTry = open, noon.Add(-time.Second) }),
			Sentence{Bad, "WATS does not answer", "look-ups wait until it does · checking now", "Check the network cable", TryNow, false}},
		{"half open", snapshot(client.LinkDown, func(s *client.Snapshot) { s.Breaker.State, s.NextTry = breaker.HalfOpen, noon.Add(9*time.Second) }),
			Sentence{Bad, "WATS does not answer", "look-ups wait until it does · checking now", "Check the network cable", TryNow, false}},
		{"down with errors", snapshot(client.LinkDown, func(s *client.Snapshot) {
			s.Breaker, s.LastError = open, &client.Error{Kind: client.KindServer, Status: 503}
		}), Sentence{Bad, "WATS answers with errors", "look-ups wait until it is fixed · checking now", "WATS has a fault and could not answer (status 503).", TryNow, false}},
		{"down by certificate", snapshot(client.LinkDown, func(s *client.Snapshot) { s.Breaker, s.LastError = open, &client.Error{Kind: client.KindTLS} }),
			Sentence{Bad, "No safe connection to WATS", "look-ups wait until it is fixed · checking now", "A safe connection", TryNow, false}},
		{"down, another program", snapshot(client.LinkDown, func(s *client.Snapshot) { s.Breaker, s.LastError = open, &client.Error{Kind: client.KindNotWATS} }),
			Sentence{Bad, "Not WATS", "look-ups wait until it is fixed · checking now", "This address answers, but it is not WATS. Check the server address", OpenSetup, false}},
		{"down, no name", snapshot(client.LinkDown, func(s *client.Snapshot) {
			s.Breaker, s.LastError = open, &client.Error{Kind: client.KindName, Detail: "wats-servr"}
		}), Sentence{Bad, "WATS cannot be found", "look-ups wait until it is fixed · checking now", "The server's name is not known on this network. Check the spelling", TryNow, false}},
		{"down, no network", snapshot(client.LinkDown, func(s *client.Snapshot) {
			s.Breaker, s.LastError, s.SavedCopies = open, &client.Error{Kind: client.KindUnreachable}, true
		}), Sentence{Bad, "No network to WATS", "look-ups show saved copies · checking now", "The network does not lead to WATS.", TryNow, false}},
		{"down by the proxy", snapshot(client.LinkDown, func(s *client.Snapshot) {
			s.Breaker, s.LastError = open, &client.Error{Kind: client.KindProxy, Reason: client.ReasonSignIn, Detail: "proxy:8080"}
		}), Sentence{Bad, "Stopped at the proxy", "look-ups wait until it is fixed · checking now", "The proxy proxy:8080 asks for a sign-in.", TryNow, false}},
		{"errors once", snapshot(client.LinkUnsure, func(s *client.Snapshot) {
			s.Breaker.ConsecutiveFailures, s.LastError = 1, &client.Error{Kind: client.KindServer, Status: 500}
		}), Sentence{Attention, "WATS answers with errors", "the last try failed · checking now", "WATS has a fault", TryNow, false}},
		{"errors thrice", snapshot(client.LinkUnsure, func(s *client.Snapshot) {
			s.Breaker.ConsecutiveFailures, s.Breaker.Threshold, s.LastError = 3, 5, &client.Error{Kind: client.KindServer, Status: 500}
		}), Sentence{Attention, "WATS answers with errors", "the last 3 tries failed · checking now", "WATS has a fault", TryNow, false}},
		{"unstable, well now", snapshot(client.LinkConnected, func(s *client.Snapshot) { well(s); s.Unstable = shaky }),
			Sentence{Attention, "Unstable", "6 of the last 20 tries failed", "Nothing answers at this address. Repeat a look-up", NoAction, false}},
		{"unstable, failing now", snapshot(client.LinkUnsure, func(s *client.Snapshot) {
			s.Unstable, s.LastError, s.NextTry = shaky, refused, noon.Add(time.Second)
		}), Sentence{Attention, "Unstable", "6 of the last 20 tries failed", "Nothing answers at this address. Repeat a look-up", NoAction, false}},
		{"unstable, and silent for long", snapshot(client.LinkConnected, func(s *client.Snapshot) { s.Unstable = shaky }),
			Sentence{Unknown, "Waiting for WATS", "no answer yet", "Wait for the next try", TryNow, false}},
		{"was unstable, is down", snapshot(client.LinkDown, func(s *client.Snapshot) { s.Breaker, s.LastError, s.Unstable = open, refused, shaky }),
			Sentence{Bad, "WATS does not answer", "look-ups wait until it does · checking now", "Nothing answers at this address.", TryNow, false}},
		{"no WATS under this path", snapshot(client.LinkNotWATS, func(s *client.Snapshot) {
			s.LastError = &client.Error{Kind: client.KindNotWATS, Reason: client.ReasonPath, Status: 404}
		}), Sentence{Attention, "Not WATS", "This address answers, but it is not WATS", "A server answers, but there is no WATS under this address.", OpenSetup, false}},
		{"paused for less than asked", snapshot(client.LinkPaused, func(s *client.Snapshot) {
			s.NextTry = noon.Add(11500 * time.Millisecond)
			s.LastError = &client.Error{Kind: client.KindRateLimited, Reason: client.ReasonCapped, RetryIn: 5 * time.Minute}
		}), Sentence{Attention, "WATS asks to wait", "WATS asked for a longer pause than 5 min 0 s; look-ups go on in 12 s", "It goes on by itself", TryNow, true}},
		{"token refused", snapshot(client.LinkTokenRefused, func(s *client.Snapshot) { s.Token = client.TokenRefused }),
			Sentence{Attention, "Token refused", "WATS answers, but does not accept the token", "Enter a valid token", GiveToken, false}},
		{"token needed", snapshot(client.LinkTokenRefused, func(s *client.Snapshot) { s.Token = client.TokenNone }),
			Sentence{Attention, "Token needed", "WATS answers, but asks for a token", "Enter a valid token", GiveToken, false}},
		{"two factors", snapshot(client.LinkTokenRefused, func(s *client.Snapshot) {
			s.Token, s.LastError = client.TokenRefused, &client.Error{Kind: client.KindUnauthorized, Status: 402}
		}), Sentence{Attention, "Token refused", "WATS answers, but this account needs a second factor", "Enter a valid token", GiveToken, false}},
		{"not WATS", snapshot(client.LinkNotWATS, nil),
			Sentence{Attention, "Not WATS", "This address answers, but it is not WATS", "Check the server address", OpenSetup, false}},
		{"paused", snapshot(client.LinkPaused, func(s *client.Snapshot) { s.NextTry = noon.Add(11500 * time.Millisecond) }),
			Sentence{Attention, "WATS asks to wait", "look-ups go on in 12 s", "It goes on by itself", TryNow, true}},
		{"pause over", snapshot(client.LinkPaused, nil),
			Sentence{Attention, "WATS asks to wait", "look-ups go on in a moment", "It goes on by itself", TryNow, false}},
		{"withheld", snapshot(client.LinkWithheld, nil),
			Sentence{Attention, "Plain http not allowed", "others on the network could read along, so nothing was sent", "Use an https address", OpenSetup, false}},
	}
	for _, c := range cases {
		got := Connection(c.snap, noon)
		if !strings.HasPrefix(got.Advice, c.want.Advice) || c.want.Advice == "" && got.Advice != "" {
			t.Errorf("%s: advice %q, want %q…", c.name, got.Advice, c.want.Advice)
		}
		got.Advice = c.want.Advice
		if got != c.want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.name, got, c.want)
		}
	}
}

// While the server answers nothing on the screen may change by itself.
func TestConnectionStandsStillWhileWell(t *testing.T) {
	s := snapshot(client.LinkConnected, well)
	first := Connection(s, noon)
	for _, later := range []time.Duration{time.Second, 5 * time.Second, 17 * time.Second} {
		if got := Connection(s, noon.Add(later)); got != first {
			t.Errorf("%v later: %+v", later, got)
		}
	}
	if got := Connection(s, noon.Add(18*time.Second)); got.Tone != Unknown {
		t.Errorf("two intervals without an answer must turn grey, got %+v", got)
	}
}

func TestCountdownReachesOne(t *testing.T) {
	s := snapshot(client.LinkDown, func(s *client.Snapshot) {
		s.Breaker.State, s.NextTry = breaker.Open, noon.Add(30*time.Second)
	})
	for left, want := range map[time.Duration]string{
		30 * time.Second: "next try in 30 s", time.Second: "next try in 1 s",
		time.Millisecond: "next try in 1 s", 0: "checking now",
	} {
		if got := Connection(s, s.NextTry.Add(-left)).Detail; !strings.HasSuffix(got, want) {
			t.Errorf("%v left: %q", left, got)
		}
	}
}

// TestTickFollowsTheCountdown: after each wait the seconds shown have dropped by one,
// whenever the first look was.
func TestTickFollowsTheCountdown(t *testing.T) {
	s := snapshot(client.LinkDown, func(s *client.Snapshot) {
		s.Breaker.State, s.NextTry = breaker.Open, noon.Add(10*time.Second)
	})
	now := noon.Add(300 * time.Millisecond)
	for want := 10; want > 1; want-- {
		if got := Connection(s, now).Detail; !strings.HasSuffix(got, "next try in "+strconv.Itoa(want)+" s") {
			t.Fatalf("%v: %q, want %d s", now.Sub(noon), got, want)
		}
		now = now.Add(UntilTick(s, now))
	}
	for name, s := range map[string]client.Snapshot{"nothing to count to": snapshot(client.LinkDown, nil), "due": s} {
		if d := UntilTick(s, noon.Add(10*time.Second)); d != time.Second {
			t.Errorf("%s: looks again after %v", name, d)
		}
	}
	s.NextTry, s.Breaker.NextProbe = time.Time{}, noon.Add(2500*time.Millisecond)
	if d := UntilTick(s, noon); d <= 500*time.Millisecond || d > 502*time.Millisecond {
		t.Errorf("to the breaker's probe: %v", d)
	}
}

// A server's texts reach the header only with their control characters replaced.
func TestConnectionCleansWhatTheServerSays(t *testing.T) {
	s := snapshot(client.LinkConnected, func(s *client.Snapshot) { well(s); s.Version = "20\x1b[2J.1.\u202e" })
	if got := Connection(s, noon).Detail; strings.ContainsAny(got, "\x1b\u202e") {
		t.Errorf("%q", got)
	}
	down := snapshot(client.LinkDown, func(s *client.Snapshot) {
		s.LastError = &client.Error{Kind: client.KindName, Detail: "a\u202eb", Err: errors.New("\x1b")}
	})
	if got := Connection(down, noon).Advice; strings.ContainsAny(got, "\x1b\u202e") {
		t.Errorf("%q", got)
	}
}

func TestSmallWords(t *testing.T) {
	for got, want := range map[string]string{
		ShortVersion("2026.1.5.324"):                                "2026.1",
		ShortVersion("5"):                                           "5",
		ShortVersion("2026.1"):                                      "2026.1",
		Host("https://wats.example.invalid:8443/prefix"):            "wats.example.invalid:8443",
		Host("just text"):                                           "just text",
		Clock(30 * time.Second):                                     "",
		BreakerState(breaker.Status{}):                              "closed: requests go to WATS",
		BreakerState(breaker.Status{State: breaker.Open}):           "open: requests wait until WATS answers",
		BreakerState(breaker.Status{State: breaker.HalfOpen}):       "half-open: one try is on its way",
		BreakerState(breaker.Status{Off: true}):                     "off: every request goes to WATS",
		TokenState(client.TokenRefused):                             "refused",
		TokenState("something new"):                                 "no token",
		Trouble{Title: "A.", Advice: "B.", Technical: "c"}.Joined(): "A. B.",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// The cause is named at the first failure, not when the breaker opens: what stands before
// WATS, or in its place, is told from a silent server.
func TestUnsureNamesTheCause(t *testing.T) {
	down := map[client.Kind]string{
		client.KindTLS: "No safe connection to WATS", client.KindProxy: "Stopped at the proxy", client.KindName: "WATS cannot be found",
		client.KindUnreachable: "No network to WATS", client.KindNotWATS: "Not WATS", client.KindRefused: "No answer", client.KindTimeout: "No answer",
	}
	for kind, title := range down {
		got := Connection(snapshot(client.LinkUnsure, func(s *client.Snapshot) {
			s.Breaker.ConsecutiveFailures, s.LastError = 1, &client.Error{Kind: kind, Op: "version"}
		}), noon)
		if got.Title != title || got.Tone != Attention || got.Advice == T("link.unsure.advice") {
			t.Errorf("%s: %+v, want the title %q", kind, got, title)
		}
	}
}

// What proves a failure comes behind the advice: in a narrow header it is cut first.
func TestEvidenceComesLast(t *testing.T) {
	for _, c := range []struct {
		e    *client.Error
		want string
	}{
		{&client.Error{Kind: client.KindTLS, Reason: client.ReasonIssuer, Detail: "unknown authority, issued by Factory CA"},
			"This PC does not know who signed the certificate. Ask IT to make this PC trust it, if it is the company's own. (issued by Factory CA)"},
		{&client.Error{Kind: client.KindNotWATS, Reason: client.ReasonRedirect, Detail: "https://login.hotel.test"},
			"The address leads on to another one. Enter that one in the settings if it is WATS; if it asks to sign in to the network, do so in a browser. (https://login.hotel.test)"},
		{&client.Error{Kind: client.KindNotWATS, Reason: client.ReasonRedirect},
			"The address leads round in a circle. Tell whoever manages WATS: it has to be put right there."},
		{&client.Error{Kind: client.KindProxy, Reason: client.ReasonUnreached, Detail: "proxy:8080"},
			"The proxy proxy:8080 cannot be reached. Check this PC's network; if other programs work, ask IT about the proxy."},
	} {
		got := Connection(snapshot(client.LinkDown, func(s *client.Snapshot) { s.LastError = c.e }), noon).Advice
		if got != c.want {
			t.Errorf("%v:\n got %s\nwant %s", c.e, got, c.want)
		}
	}
}

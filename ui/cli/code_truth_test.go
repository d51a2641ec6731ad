package cli

import (
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/support"
	"stationcompanion/station"
	"stationcompanion/ui/words"
)

// everyError is every kind of failure with each of its reasons, with an answer's status and
// without, in words as the client makes them.
func everyError() []*client.Error {
	all := []*client.Error{nil}
	for _, k := range client.Kinds() {
		for _, r := range append([]client.Reason{""}, client.Reasons()[k]...) {
			for _, status := range []int{0, 200, 402, 407, 500} {
				all = append(all, &client.Error{Kind: k, Reason: r, Status: status, Op: "version"})
			}
		}
	}
	return all
}

// everySnapshot calls check with every state of the connection that words tell apart.
func everySnapshot(check func(client.Snapshot)) {
	links := []client.Link{client.LinkNotSetUp, client.LinkChecking, client.LinkConnected, client.LinkUnsure, client.LinkDown,
		client.LinkTokenRefused, client.LinkNotWATS, client.LinkPaused, client.LinkWithheld}
	errs := everyError()
	for _, link := range links {
		for _, e := range errs {
			for _, proven := range []time.Time{now, now.Add(-time.Hour)} {
				for _, token := range []client.TokenState{client.TokenNone, client.TokenRefused} {
					for _, off := range []time.Duration{0, 2 * time.Minute, -2 * time.Minute, 10 * time.Minute, -10 * time.Minute} {
						for _, unstable := range []int{0, 20} {
							s := client.Snapshot{Link: link, LastError: e, Proven: proven, Interval: 10 * time.Second, Token: token, Offset: off, HasOffset: off != 0}
							if unstable > 0 {
								s.Unstable = client.Unstable{Recent: client.Recent{Failed: 7, Of: unstable}, Cause: e}
							}
							check(s)
						}
					}
				}
			}
		}
	}
}

// TestCodeSaysWhatTheHeaderSays: whatever state the client can be in, what is decoded from
// its code has the header's title, and the cause the header gives.
func TestCodeSaysWhatTheHeaderSays(t *testing.T) {
	n, failed := 0, 0
	everySnapshot(func(s client.Snapshot) {
		n++
		header := words.Connection(s, now)
		text := buildStatus(OfWindow, station.State{}, s, "1.2.3", now).SupportCode
		code, err := support.Decode(text)
		if err != nil {
			t.Fatalf("%+v: %q: %v", s, text, err)
		}
		a := answerOf(code, "")
		clock := s.Link == client.LinkConnected && header.Title == words.T("link.connected.title") && s.HasOffset
		switch {
		case a.StateWords != header.Title:
		case a.Cause == support.CauseClock != clock:
		case clock && (code.Reason == support.ReasonFarAhead || code.Reason == support.ReasonFarBehind) != (header.Tone == words.Attention):
		case !clock && s.LastError != nil && (a.Cause != s.LastError.Kind || reasonless(a.Reason) != s.LastError.Reason || a.CauseWords == ""):
		case a.Advice == "" && a.State != support.State(client.LinkConnected):
		default:
			return
		}
		if failed++; failed < 10 {
			t.Errorf("%s is %+v; the header says %q of %s %v", text, a, header.Title, s.Link, s.LastError)
		}
	})
	t.Logf("%d states, %d wrong", n, failed)
}

// reasonless is a reason that a code has beside the client's, as the client has it.
func reasonless(r client.Reason) client.Reason {
	if r == support.ReasonTwoFactor {
		return ""
	}
	return r
}

// TestCodeTellsReasonsApart: every reason has a sentence of its own, without a gap where a
// name stood.
func TestCodeTellsReasonsApart(t *testing.T) {
	for kind, reasons := range client.Reasons() {
		seen := map[string]client.Reason{}
		for _, r := range append([]client.Reason{""}, reasons...) {
			a := answerOf(support.Code{State: support.State(client.LinkDown), Cause: kind, Reason: r}, "")
			if other, twice := seen[a.CauseWords]; twice || a.CauseWords == "" || a.Advice == "" {
				t.Errorf("%s %s is %q, as is %q", kind, r, a.CauseWords, other)
			}
			seen[a.CauseWords] = r
		}
	}
	asked := answerOf(support.Code{State: support.StateFaulty, Cause: client.KindBadRequest}, "")
	if asked.CauseWords != words.T("error.version.bad_request") {
		t.Errorf("a version call asks for nothing that could be wrong: %+v", asked)
	}
	redirect := answerOf(support.Code{State: support.State(client.LinkNotWATS), Cause: client.KindNotWATS, Reason: client.ReasonRedirect}, "")
	if redirect.Advice != words.T("error.reason.not_wats.redirect.advice") {
		t.Errorf("%+v", redirect)
	}
}

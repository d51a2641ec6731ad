package words

import (
	"strings"
	"testing"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/availability"
)

// spans makes a piece of seconds: unknown, connected, unsure, down.
func spans(seconds ...int) (p availability.Piece) {
	for s, n := range seconds {
		p.Spans[s] = time.Duration(n) * time.Second
	}
	return p
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		piece availability.Piece
		want  string
	}{
		{spans(500, 0, 0, 0), "Nothing known yet"},
		{spans(0, 0, 0, 0), "Nothing known yet"},
		{spans(500, 987, 0, 13), "Connected 98.7 % of the time known"},
		{spans(0, 86399, 0, 1), "Connected 99.9 % of the time known"}, // not quite 100
		{spans(3, 7, 0, 0), "Connected 100 % of the time known"},
		{spans(0, 0, 1, 0), "Connected 0 % of the time known"},
		{spans(0, 999, 1, 0), "Connected 99.9 % of the time known"},
	} {
		if got := Share([]availability.Piece{c.piece}); got != c.want {
			t.Errorf("%v: %q, want %q", c.piece.Spans, got, c.want)
		}
	}
}

// Every reason a piece can have is a sentence; what a later version wrote shows no key.
func TestPieceSaysWhy(t *testing.T) {
	now := time.Date(2026, 4, 21, 12, 0, 0, 0, time.UTC)
	reasons := map[string]bool{}
	check := func(p availability.Piece) {
		p.At = now.Add(-time.Hour)
		title, when, why := Piece(p, now)
		if title == "" || when != "11:00 – 11:01 · 1 min 0 s" || !strings.HasSuffix(why, ".") {
			t.Errorf("%+v: %q, %q, %q", p, title, when, why)
		}
		reasons[why] = true
	}
	for _, g := range []availability.Gap{availability.GapNotRunning, availability.GapSlept, availability.GapNotProven, availability.GapDemo, availability.GapBefore} {
		p := spans(60)
		p.Why = g
		check(p)
	}
	for _, l := range []client.Link{client.LinkNotSetUp, client.LinkChecking, client.LinkConnected, client.LinkPaused, client.LinkTokenRefused, client.LinkNotWATS, client.LinkWithheld} {
		p := spans(0, 0, 60)
		p.Link = l
		check(p)
	}
	for _, k := range client.Kinds() {
		p := spans(0, 0, 0, 60)
		p.Link, p.Kind = client.LinkDown, k
		check(p)
	}
	if len(reasons) < 25 {
		t.Errorf("only %d reasons are told apart", len(reasons))
	}
	p := spans(60)
	p.Why, p.Link = "of a later version", "as well"
	if _, _, why := Piece(p, now); why != "" {
		t.Errorf("%q", why)
	}
}

func TestPieceNamesTheDayOnce(t *testing.T) {
	now := time.Date(2026, 4, 21, 12, 0, 0, 0, time.UTC)
	for at, want := range map[time.Duration]string{
		-10 * time.Second: "11:59 – 12:00", 30 * time.Second: "12:00",
		-13 * time.Hour: "yesterday 23:00 – 23:01", -12*time.Hour - 30*time.Second: "yesterday 23:59 – 00:00",
	} {
		p := spans(0, 60)
		if at == 30*time.Second {
			p = spans(0, 20)
		}
		p.At = now.Add(at)
		if _, when, _ := Piece(p, now); !strings.HasPrefix(when, want+" · ") {
			t.Errorf("%v: %q, want %q", at, when, want)
		}
	}
	p := spans(3, 20, 10, 0)
	p.At = now
	if title, _, why := Piece(p, now); title != "Changing often" || why != "Connected 20 s · Unsure 10 s · Not known 3 s" {
		t.Errorf("%q, %q", title, why)
	}
}

func TestChange(t *testing.T) {
	now := time.Date(2026, 4, 21, 12, 0, 0, 0, time.UTC)
	c := availability.Change{At: now, Last: now.Add(-time.Minute), From: breaker.Closed, To: breaker.Open, Kind: client.KindTimeout, Lasted: 90 * time.Second, End: availability.EndNext}
	for _, x := range []struct {
		change func(*availability.Change)
		want   string
	}{
		{func(*availability.Change) {}, "CLOSED › OPEN|WATS did not answer in time.|for 1 min 30 s"},
		{func(c *availability.Change) { c.End = availability.EndNone }, "CLOSED › OPEN|WATS did not answer in time.|for 1 min 30 s so far"},
		{func(c *availability.Change) { c.End = availability.EndStopped }, "CLOSED › OPEN|WATS did not answer in time.|for 1 min 30 s at least"},
		{func(c *availability.Change) { c.From, c.Probes = breaker.HalfOpen, 1 }, "HALF_OPEN › OPEN|One try in vain. WATS did not answer in time.|for 1 min 30 s"},
		{func(c *availability.Change) { c.From, c.Probes = breaker.HalfOpen, 17 }, "HALF_OPEN › OPEN|17 tries in vain, the last at 11:59. WATS did not answer in time.|for 1 min 30 s"},
		{func(c *availability.Change) {
			c.From, c.To, c.Lasted = breaker.Open, breaker.HalfOpen, 40*time.Millisecond
		}, "OPEN › HALF_OPEN|The next try is on its way.|for 40 ms"},
		{func(c *availability.Change) { c.From, c.To, c.Kind = breaker.HalfOpen, breaker.Closed, "" }, "HALF_OPEN › CLOSED|WATS answered.|for 1 min 30 s"},
		{func(c *availability.Change) { c.From, c.To, c.Note = breaker.Open, breaker.Closed, byHand }, "OPEN › CLOSED|WATS answered when Try now was pressed.|for 1 min 30 s"},
	} {
		c := c
		x.change(&c)
		what, why, lasted := Change(c, now)
		if got := what + "|" + why + "|" + lasted; got != x.want {
			t.Errorf("got  %s\nwant %s", got, x.want)
		}
	}
}

func TestBreakerNow(t *testing.T) {
	now := time.Date(2026, 4, 21, 12, 0, 0, 0, time.UTC)
	s := client.Snapshot{Breaker: breaker.Status{Threshold: 5, Since: now.Add(-time.Hour)}}
	say := func() string {
		title, figures, why := BreakerNow(s, now)
		return title + "|" + figures + "|" + why
	}
	if got := say(); got != "CLOSED · requests go to WATS|since 11:00 · no failure since the last answer · opens after 5 in a row|" {
		t.Error(got)
	}
	s.Breaker.ConsecutiveFailures, s.Breaker.Cause = 1, &client.Error{Kind: client.KindRefused, Detail: "$(calc)"}
	if got := say(); !strings.Contains(got, "1 failure in a row") || !strings.Contains(got, "|Why: Nothing answers") {
		t.Error(got)
	}
	s.Breaker.State, s.Breaker.ConsecutiveFailures, s.NextTry = breaker.Open, 7, now.Add(23*time.Second)
	if got := say(); !strings.HasPrefix(got, "OPEN · requests wait until WATS answers|since 11:00 · 7 failures in a row · next try in 23 s|Why: ") {
		t.Error(got)
	}
	s.Breaker = breaker.Status{Off: true}
	if got := say(); got != "OFF · every request goes to WATS|no failure since the last answer|" || !strings.Contains(BreakerEmpty(s.Breaker), "never opens") {
		t.Error(got)
	}
}

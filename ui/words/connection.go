package words

import (
	"net/url"
	"strings"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

// The clock offsets at which a person is told, and at which it is serious: WATS
// holds reports dated in the future back.
const (
	clockNotice = 30 * time.Second
	clockBad    = 5 * time.Minute
)

// Connection puts a snapshot in words. Only a countdown ticks: while the server
// answers, the sentence stands still.
func Connection(s client.Snapshot, now time.Time) Sentence {
	switch s.Link {
	case client.LinkNotSetUp:
		return notSetUp(s)
	case client.LinkConnected:
		if s.Stale(now) {
			return stale(s)
		}
		if s.Unstable.On() {
			return unstable(s)
		}
		return connected(s)
	case client.LinkUnsure:
		if s.Unstable.On() {
			return unstable(s)
		}
		return unsure(s, now)
	case client.LinkDown:
		return down(s, now)
	case client.LinkTokenRefused:
		return tokenRefused(s)
	case client.LinkNotWATS:
		return notWATS(s)
	case client.LinkPaused:
		return paused(s, now)
	case client.LinkWithheld:
		return Sentence{
			Tone: Attention, Action: OpenSetup,
			Title:  T("link.withheld.title"),
			Detail: T("link.withheld.detail"),
			Advice: T("link.withheld.advice"),
		}
	}
	return Sentence{
		Tone: Unknown, Title: T("link.checking.title"),
		Detail: T("link.checking.detail", Host(s.Server)),
		Advice: T("link.checking.advice"),
	}
}

func notSetUp(s client.Snapshot) Sentence {
	out := Sentence{
		Tone: Unknown, Action: OpenSetup,
		Title:  T("link.not_set_up.title"),
		Detail: T("link.not_set_up.detail"),
		Advice: T("link.not_set_up.advice"),
	}
	if s.LastError != nil && s.LastError.Kind == client.KindBadAddress {
		t := Error(s.LastError)
		out.Tone, out.Detail, out.Advice = Attention, T("link.not_set_up.bad"), t.Advice
	}
	return out
}

func connected(s client.Snapshot) Sentence {
	out := Sentence{Tone: Good, Title: T("link.connected.title")}
	out.Detail = facts(T("link.connected.just_now"), Latency(s.Latency), server(s), offNote(s))
	if off := s.Offset.Abs(); s.HasOffset && off > clockNotice {
		out.Advice = Clock(s.Offset)
		if off > clockBad {
			out.Tone = Attention
		}
	}
	return out
}

func stale(s client.Snapshot) Sentence {
	detail := T("link.stale.never")
	if !s.Proven.IsZero() {
		detail = T("link.stale.since", clockTime(s.Proven))
	}
	return Sentence{
		Tone: Unknown, Action: TryNow,
		Title:  T("link.stale.title"),
		Detail: facts(detail, offNote(s)),
		Advice: T("link.stale.advice"),
	}
}

// unstable stands for a connection that comes and goes. It does not tick, and it is the
// same whether the newest try went well or not: Snapshot.Unstable holds it still.
func unstable(s client.Snapshot) Sentence {
	out := Sentence{
		Tone:   Attention,
		Title:  T("link.unstable.title"),
		Detail: facts(T("link.unstable.detail", s.Unstable.Failed, s.Unstable.Of), offNote(s)),
		Advice: T("link.unstable.advice"),
	}
	if s.Unstable.Cause != nil {
		cause, _ := brief(s.Unstable.Cause)
		out.Advice = sentences(cause.Title, out.Advice)
	}
	return out
}

func notWATS(s client.Snapshot) Sentence {
	out := Sentence{
		Tone: Attention, Action: OpenSetup,
		Title:  T("link.not_wats.title"),
		Detail: T("link.not_wats.detail"),
		Advice: T("link.not_wats.advice"),
	}
	if s.LastError != nil && s.LastError.Kind == client.KindNotWATS && s.LastError.Reason != "" {
		out.Advice = becauseOf(s, out.Advice)
	}
	return out
}

// unsure stands for tries that failed while look-ups still go to WATS. It names what is
// down does, so that the cause is there at the first failure.
func unsure(s client.Snapshot, now time.Time) Sentence {
	title, _ := downWords(s)
	switch {
	case title != T("link.down.title"):
	case answered(s.LastError):
		title = T("link.down.faulty")
	default:
		title = T("link.unsure.title") // one try says little
	}
	failed := T("link.unsure.failed")
	if n := s.Breaker.ConsecutiveFailures; n > 1 {
		failed = T("link.unsure.failed_n", n)
	}
	next, ticks := countdown(s, now)
	return Sentence{
		Tone: Attention, Action: actionOf(s), Ticks: ticks,
		Title:  title,
		Detail: facts(failed, next, offNote(s)),
		Advice: becauseOf(s, T("link.unsure.advice")),
	}
}

func down(s client.Snapshot, now time.Time) Sentence {
	next, ticks := countdown(s, now)
	title, wait := downWords(s)
	if s.SavedCopies {
		wait = T("link.down.saved")
	}
	return Sentence{
		Tone: Bad, Action: actionOf(s), Ticks: ticks,
		Title:  title,
		Detail: facts(wait, next),
		Advice: becauseOf(s, T("link.down.advice")),
	}
}

// actionOf is what the button offers while tries fail: the settings where the address is
// another server's, else the next try.
func actionOf(s client.Snapshot) Action {
	if kindOf(s) == client.KindNotWATS && s.LastError.Reason != client.ReasonPage {
		return OpenSetup
	}
	return TryNow
}

// answered reports whether a failure was an answer of some kind.
func answered(e *client.Error) bool {
	return e != nil && e.Kind != client.KindProxy && (e.Status != 0 || e.Kind == client.KindTooLarge)
}

// downWords tells a silent server from one that answers with nothing useful, and from
// what stands before it.
func downWords(s client.Snapshot) (title, wait string) {
	switch kindOf(s) {
	case client.KindServer, client.KindBadBody, client.KindTooLarge:
		return T("link.down.faulty"), T("link.down.fixed")
	case client.KindTLS:
		return T("link.down.tls"), T("link.down.fixed")
	case client.KindProxy:
		return T("link.down.proxy"), T("link.down.fixed")
	case client.KindName:
		return T("link.down.name"), T("link.down.fixed")
	case client.KindUnreachable:
		return T("link.down.network"), T("link.down.fixed")
	case client.KindNotWATS:
		return T("link.not_wats.title"), T("link.down.fixed")
	}
	return T("link.down.title"), T("link.down.detail")
}

// kindOf is the newest failure's kind.
func kindOf(s client.Snapshot) client.Kind {
	if s.LastError == nil {
		return client.KindNone
	}
	return s.LastError.Kind
}

func tokenRefused(s client.Snapshot) Sentence {
	out := Sentence{
		Tone: Attention, Action: GiveToken,
		Title:  T("link.token_refused.title"),
		Detail: T("link.token_refused.detail"),
		Advice: T("link.token_refused.advice"),
	}
	if s.Token == client.TokenNone {
		out.Title, out.Detail = T("link.token_needed.title"), T("link.token_needed.detail")
	} else if s.LastError != nil && s.LastError.Status == 402 {
		out.Detail = T("link.token_refused.two_factor")
	}
	return out
}

func paused(s client.Snapshot, now time.Time) Sentence {
	out := Sentence{
		Tone: Attention, Action: TryNow,
		Title:  T("link.paused.title"),
		Detail: T("link.paused.soon"),
		Advice: T("link.paused.advice"),
	}
	if left := s.NextTry.Sub(now); !s.NextTry.IsZero() && left > 0 {
		out.Detail, out.Ticks = T("link.paused.detail", Seconds(left)), true
		if e := s.LastError; e != nil && e.Reason == client.ReasonCapped {
			out.Detail = T("link.paused.capped", Duration(e.RetryIn), Seconds(left))
		}
	}
	return out
}

// countdown says when the next try comes, and whether that text ticks.
func countdown(s client.Snapshot, now time.Time) (text string, ticks bool) {
	left := s.NextTry.Sub(now)
	if s.Breaker.State == breaker.HalfOpen || s.NextTry.IsZero() || left <= 0 {
		return T("link.checking_now"), false
	}
	return T("link.next_try", Seconds(left)), true
}

// UntilTick is how long a sentence that ticks stands: until just after the seconds left
// drop by one, so that every place that counts down shows the same second.
func UntilTick(s client.Snapshot, now time.Time) time.Duration {
	next := s.NextTry
	if next.IsZero() {
		next = s.Breaker.NextProbe
	}
	left := next.Sub(now)
	if next.IsZero() || left <= 0 {
		return time.Second
	}
	if rest := left % time.Second; rest > 0 {
		return rest + time.Millisecond
	}
	return time.Second
}

// becauseOf puts the newest failure and its advice in words, or gives otherwise. What
// proves it (dates, who signed, an address) may be long and comes last: where there is
// little room the advice stays.
func becauseOf(s client.Snapshot, otherwise string) string {
	if s.LastError == nil {
		return otherwise
	}
	t, evidence := brief(s.LastError)
	return sentences(t.Title, t.Advice, evidence)
}

func offNote(s client.Snapshot) string {
	if s.Breaker.Off {
		return T("link.breaker_off")
	}
	return ""
}

// server gives "WATS 2026.1" of a long version text.
func server(s client.Snapshot) string {
	if s.Version == "" {
		return ""
	}
	return T("link.version", ShortVersion(s.Version))
}

// ShortVersion keeps the first two parts of a version text ("2026.1.5.324" → "2026.1").
func ShortVersion(v string) string {
	v = Visible(v)
	parts := strings.SplitN(v, ".", 3)
	if len(parts) < 3 {
		return v
	}
	return parts[0] + "." + parts[1]
}

// Host gives the part of an address that people know it by, host and port.
func Host(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return Visible(u.Host)
	}
	return Visible(address)
}

// Clock says how this PC's clock differs from the server's. offset is the server's
// clock minus this one's.
func Clock(offset time.Duration) string {
	if offset.Abs() <= clockNotice {
		return ""
	}
	if offset > 0 {
		return T("clock.behind", Duration(offset.Round(time.Second)))
	}
	return T("clock.ahead", Duration(-offset.Round(time.Second)))
}

// BreakerState gives a breaker's state as people say it.
func BreakerState(b breaker.Status) string {
	switch {
	case b.Off:
		return T("breaker.off")
	case b.State == breaker.HalfOpen:
		return T("breaker.half_open")
	case b.State == breaker.Open:
		return T("breaker.open")
	}
	return T("breaker.closed")
}

// Transition is one change of the breaker's state with when and why ("09:31 CLOSED › OPEN
// (5 consecutive failures)"). States and reason stay English, as in the log.
func Transition(t breaker.Transition, now time.Time) string {
	text := When(t.At, now) + "  " + t.From.String() + " › " + t.To.String()
	if t.Note != "" {
		text += " (" + t.Note + ")"
	}
	return Visible(text)
}

// TokenState says how the server took the token.
func TokenState(t client.TokenState) string {
	switch t {
	case client.TokenNone, client.TokenUntried, client.TokenAccepted, client.TokenRefused, client.TokenWithheld:
		return T("token." + string(t))
	}
	return T("token.none")
}

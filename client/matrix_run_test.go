package client_test

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/availability"
	"stationcompanion/client/demo"
	"stationcompanion/ui/words"
)

// start makes the client, waits until it is connected, and sees to its saved copies.
func (b *rig) start(t *testing.T, o client.Options) {
	t.Helper()
	b.Client = client.New(o)
	ctx, cancel := context.WithCancel(context.Background())
	seen, watched := watch(ctx, b.Client)
	var beating sync.WaitGroup
	beating.Go(func() { b.Run(ctx) })
	record := availability.New(availability.Options{Path: filepath.Join(b.dir, "availability.dat"), Log: o.Log})
	beating.Go(func() { record.Run(ctx, b.Client) })
	t.Cleanup(func() {
		cancel()
		beating.Wait()
		watched.Wait()
		b.Close()
		b.noCanary(t, record)
	})
	b.seen = seen
	seen.until(t, "connected at first", 0, patience, sample.connected)
	b.answered(t)
	late := time.After(patience)
	for _, text := range []string{b.body.serial, b.body.id} {
		for { // saving happens beside the answer
			if _, saved := b.Saved(client.Query{Text: text}); saved {
				break
			}
			select {
			case <-time.After(2 * time.Millisecond):
			case <-late:
				t.Fatal("no saved copy of ", text)
			}
		}
	}
}

// answered checks that look-ups are answered by the server itself.
func (b *rig) answered(t *testing.T) {
	t.Helper()
	a, err := b.Find(t.Context(), client.Query{Text: b.body.serial, By: client.BySerial})
	if err != nil || len(a.Headers) == 0 || !a.Saved.IsZero() {
		t.Errorf("a look-up of a well server: %d rows, saved %v because of %v, %v", len(a.Headers), a.Saved, a.Cause, err)
	}
	o, err := b.Open(t.Context(), b.body.id)
	if err != nil || o.Report == nil || !o.Saved.IsZero() {
		t.Errorf("a report of a well server: saved %v because of %v, %v", o.Saved, o.Cause, err)
	}
}

// mend takes the fault away, whatever it was.
func (b *rig) mend(t *testing.T) {
	b.dial.Store(nil)
	if b.names != nil {
		b.names.code.Store(0)
		b.names.mute.Store(false)
		b.names.delay.Store(0)
	}
	b.site.set(b.body.well)
	b.site.cert.Store(b.good)
	b.site.tls.Store(b.good != nil)
	b.site.hear(t)
	if b.proxy != nil {
		b.proxy.set(proxyHandler(&b.proxy))
		b.proxy.hear(t)
	}
}

// hear makes a site that was deaf or shut take connections again.
func (s *site) hear(t *testing.T) {
	if s.deaf.Swap(false) {
		s.drop()
	}
	s.mu.Lock()
	shut := s.closed
	s.mu.Unlock()
	if shut {
		s.reopen(t)
	}
}

func (r row) run(t *testing.T, body bodies) {
	b := r.rig(t, body)
	if r.own != nil {
		r.own(t, r, b)
		return
	}
	from, lines, began := b.seen.now(), len(b.log.from(0)), time.Now()
	r.begin(t, b)
	if r.link == client.LinkConnected {
		r.stays(t, b, from, began)
		return
	}
	noticed := b.seen.until(t, "the fault noticed", from, patience, func(s sample) bool { return s.Link != client.LinkConnected })
	limit := matrixTiming.Heartbeat*12/10 + matrixTiming.Health + time.Second
	if d := noticed.at.Sub(began); d > limit {
		t.Errorf("noticed after %v, at most %v", d, limit)
	}
	r.checkFirstWords(t, b, noticed)
	settled := b.seen.until(t, "the state the row declares", from, patience, r.settled)
	r.checkState(t, settled)
	r.checkWords(t, b, settled)
	r.checkLookUps(t, b)
	mark, mended := b.seen.now(), time.Now()
	if r.end != nil {
		r.end(t, b)
	} else {
		b.mend(t)
	}
	r.checkNeverConnected(t, b, noticed, from, mark)
	back := b.seen.until(t, "connected again", mark, patience, func(s sample) bool {
		return s.connected() && s.Proven.After(mended)
	})
	if d := back.at.Sub(mended); d > r.backWithin() {
		t.Errorf("connected %v after the fault was gone, at most %v", d, r.backWithin())
	}
	t.Logf("noticed after %v, as declared after %v, connected %v after the fault was gone", noticed.at.Sub(began).Round(time.Millisecond),
		settled.at.Sub(began).Round(time.Millisecond), back.at.Sub(mended).Round(time.Millisecond))
	r.checkLog(t, b, lines)
	b.answered(t)
}

// backWithin is how soon it must be well: a probe's interval and a second, or what the
// server asked for and a second.
func (r row) backWithin() time.Duration {
	if r.heals == byPause {
		return matrixTiming.MaxPause + time.Second
	}
	return r.probeAfter()*12/10 + time.Second
}

func (r row) probeAfter() time.Duration {
	if r.probe > 0 {
		return r.probe
	}
	return matrixTimeout
}

// settled reports whether a snapshot is what the row declares, as far as it decides
// when to look closer.
func (r row) settled(s sample) bool {
	return s.Link == r.link && s.Breaker.State == r.breaker && s.LastError != nil &&
		s.LastError.Kind == r.kind && s.LastError.Reason == r.reason &&
		(s.Link != client.LinkPaused || !s.NextTry.IsZero()) // the try that was told to wait is over
}

func (r row) checkState(t *testing.T, s sample) {
	t.Helper()
	if !strings.Contains(s.LastError.Detail, r.detail) {
		t.Errorf("detail %q, want %q in it", s.LastError.Detail, r.detail)
	}
	want := r.token
	if want == "" {
		want = client.TokenAccepted
	}
	if s.Token != want {
		t.Errorf("token %s, want %s", s.Token, want)
	}
	if r.breaker == breaker.Open && s.Breaker.ConsecutiveFailures < matrixThreshold {
		t.Errorf("OPEN after %d failures", s.Breaker.ConsecutiveFailures)
	}
	if s.Unstable.On() {
		t.Errorf("one fault is not unstable: %+v", s.Unstable)
	}
}

var aDate = regexp.MustCompile(`\d{4}-\d\d-\d\d`)

// plainly puts placeholders for what differs from run to run.
func (b *rig) plainly(text string) string {
	pairs := []string{b.site.addr, "<server>", strings.Split(b.site.addr, ":")[0], "<server>"}
	if b.proxy != nil {
		pairs = append([]string{b.proxy.addr, "<proxy>"}, pairs...)
	}
	return aDate.ReplaceAllString(strings.NewReplacer(pairs...).Replace(text), "<date>")
}

func (r row) checkWords(t *testing.T, b *rig, s sample) {
	t.Helper()
	head := words.Connection(s.Snapshot, s.at)
	if head.Title != r.title {
		t.Errorf("the header says %q, want %q", head.Title, r.title)
	}
	if got := b.plainly(head.Advice); got != r.advice {
		t.Errorf("the header advises\n %q, want\n %q", got, r.advice)
	}
	if head.Tone == words.Good || head.Detail == "" {
		t.Errorf("the header: %+v", head)
	}
	if capped := strings.Contains(head.Detail, "asked for a longer pause"); capped != (r.reason == client.ReasonCapped) {
		t.Errorf("the header's detail: %q", head.Detail)
	}
	trouble := words.Error(s.LastError)
	if !strings.HasPrefix(trouble.Technical, string(r.kind)) || trouble.Title == "" || trouble.Advice == "" {
		t.Errorf("the error: %+v", trouble)
	}
	if r.link == client.LinkDown || r.link == client.LinkUnsure {
		if !strings.Contains(head.Advice, trouble.Advice) {
			t.Errorf("the error advises %q, the header %q", trouble.Advice, head.Advice)
		}
	}
}

// checkFirstWords holds that the header names the cause at the first failure, not when the
// breaker opens. A server that is silent has no better name then than "No answer".
func (r row) checkFirstWords(t *testing.T, b *rig, s sample) {
	t.Helper()
	if s.Link != client.LinkUnsure || s.LastError == nil || s.LastError.Kind != r.kind || s.LastError.Reason != r.reason {
		return
	}
	head := words.Connection(s.Snapshot, s.at)
	if head.Title != r.title && (r.title != "WATS does not answer" || head.Title != "No answer") {
		t.Errorf("at the first failure the header says %q, want %q", head.Title, r.title)
	}
	if r.link == client.LinkDown && b.plainly(head.Advice) != r.advice {
		t.Errorf("at the first failure the header advises\n %q, want\n %q", b.plainly(head.Advice), r.advice)
	}
}

// checkLookUps asks while the fault is on: whatever it is, saved copies are shown.
func (r row) checkLookUps(t *testing.T, b *rig) {
	t.Helper()
	a, err := b.Find(t.Context(), client.Query{Text: b.body.serial, By: client.BySerial})
	b.met.add(err, a.Cause)
	if err != nil || a.Saved.IsZero() || a.Cause == nil || len(a.Headers) == 0 {
		t.Errorf("no saved rows: %d rows, saved %v because of %v, %v", len(a.Headers), a.Saved, a.Cause, err)
	}
	o, err := b.Open(t.Context(), b.body.id)
	b.met.add(err, o.Cause)
	if err != nil || o.Saved.IsZero() || o.Cause == nil || o.Report == nil {
		t.Errorf("no saved report: %v because of %v, %v", o.Saved, o.Cause, err)
	}
}

// checkNeverConnected looks at every snapshot from the first failure to the repair.
func (r row) checkNeverConnected(t *testing.T, b *rig, noticed sample, from, mark int) {
	t.Helper()
	all, _ := b.seen.from(from)
	for _, s := range all[:mark-from] {
		if s.Seq < noticed.Seq {
			continue
		}
		if s.connected() || words.Connection(s.Snapshot, s.at).Tone == words.Good {
			t.Errorf("shown as connected %v after the fault was noticed: %+v", s.at.Sub(noticed.at), s.Snapshot)
		}
	}
}

// checkLog: the heartbeat's failure stands there once per change of cause, and the
// breaker's opening once.
func (r row) checkLog(t *testing.T, b *rig, lines int) {
	t.Helper()
	last, of, opened := "", 0, 0
	for _, l := range b.log.from(lines) {
		if strings.HasPrefix(l.Message, "CLOSED -> OPEN") {
			opened++
		}
		if l.Message != "Failed" || l.Call != "version" || l.Level != "warn" {
			continue
		}
		cause := fmt.Sprint(l.Kind, l.Reason, l.StatusCode, l.Detail)
		if cause == last {
			t.Errorf("written again: %s", cause)
		}
		last = cause
		if l.Kind == string(r.kind) && l.Reason == string(r.reason) {
			of++
		}
	}
	if of < 1 || of > 2 { // two where another cause came between
		t.Errorf("%d lines of kind %s %s:\n%s", of, r.kind, r.reason, b.log.text())
	}
	if want := r.breaker == breaker.Open; opened != 1 && want || opened > 0 && !want {
		t.Errorf("the breaker opened %d times", opened)
	}
}

// stays is the course of a row that must leave the connection well.
func (r row) stays(t *testing.T, b *rig, from int, began time.Time) {
	t.Helper()
	var proven time.Time
	for i := range 4 {
		s := b.seen.until(t, "another answer", from, patience, func(s sample) bool {
			return s.Proven.After(began) && s.Proven.After(proven)
		})
		proven = s.Proven
		if i > 0 { // the first may have been asked for before
			r.checkHeader(t, s)
		}
	}
	all, _ := b.seen.from(from)
	for _, s := range all {
		if s.Link != client.LinkConnected || s.LastError != nil {
			t.Errorf("%s, %v", s.Link, s.LastError)
		}
	}
	if b.Snapshot().Version != demo.Version {
		t.Errorf("version %q", b.Snapshot().Version)
	}
	b.answered(t)
}

func (r row) checkHeader(t *testing.T, s sample) {
	t.Helper()
	head := words.Connection(s.Snapshot, s.at)
	if head.Title != r.title || !sameAdvice(head.Advice, r.advice) {
		t.Errorf("the header says %q, %q, want %q, %q", head.Title, head.Advice, r.title, r.advice)
	}
	if tone := map[bool]words.Tone{false: words.Good, true: words.Attention}[r.amber]; head.Tone != tone {
		t.Errorf("the header's tone is %v, want %v", head.Tone, tone)
	}
}

var aTime = regexp.MustCompile(`\d+ min( \d+ s)?`)

// sameAdvice compares what stands around a length of time.
func sameAdvice(got, want string) bool { return aTime.ReplaceAllString(got, "<time>") == want }

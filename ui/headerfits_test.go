package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/ui/words"
)

// TestEveryFaultFitsTheHeader puts every kind and cause of a failure into the header of
// the smallest window: what happened and what to do stand there whole. Only what proves it,
// which comes last, may be cut; a tap on the header shows that too.
func TestEveryFaultFitsTheHeader(t *testing.T) {
	b := newBench(t, connected(), stateOf("FCT-1"), nil)
	b.win.Resize(fyne.NewSize(1000, 700))
	tried := 0
	try := func(link client.Link, e *client.Error, saved bool) {
		s := linked(link)
		s.LastError, s.NextTry, s.SavedCopies = e, b.clock.Add(31*time.Second), saved
		s.Breaker = breaker.Status{State: breaker.Open, NextProbe: s.NextTry, ConsecutiveFailures: 5, Threshold: 5}
		if link == client.LinkUnsure {
			s.Breaker = breaker.Status{ConsecutiveFailures: 4, Threshold: 5}
		}
		b.showConnection(s)
		b.loop.drain(t)
		tried++
		readable(t, b, fmt.Sprintf("%s, %s %s", link, e.Kind, e.Reason))
	}
	for _, link := range []client.Link{client.LinkDown, client.LinkUnsure} {
		for _, kind := range client.Kinds() {
			for _, reason := range append(client.Reasons()[kind], "") {
				try(link, &client.Error{Kind: kind, Reason: reason, Op: "version", Status: statusOf(kind), Detail: detailOf(kind)}, true)
				try(link, &client.Error{Kind: kind, Reason: reason, Op: "version", Status: statusOf(kind)}, false)
			}
		}
	}
	for _, link := range links() {
		b.showConnection(linked(link))
		b.loop.drain(t)
		readable(t, b, string(link))
	}
	if tried < 60 {
		t.Errorf("only %d faults were tried", tried)
	}
}

// readable says what of the header's sentence a person cannot read; its evidence does not count.
func readable(t *testing.T, b *bench, what string) {
	t.Helper()
	h := b.parts.header
	if full := h.detail.Full(); h.detail.Shown() != full {
		t.Errorf("%s: the reason is cut: %q of %q", what, h.detail.Shown(), full)
	}
	said := words.Connection(b.snap, b.clock).Advice
	if e := b.snap.LastError; e != nil {
		said, _, _ = strings.Cut(said, " ("+detailOf(e.Kind)+")")
	}
	if shown := h.advice.Shown(); !strings.HasPrefix(shown, said) {
		t.Errorf("%s: what to do is cut: %q of %q", what, shown, said)
	}
}

// statusOf is a status an answer of that kind has; 0 where nothing answered.
func statusOf(kind client.Kind) int {
	switch kind {
	case client.KindServer:
		return 500
	case client.KindUnexpected:
		return 409
	case client.KindBadRequest:
		return 400
	}
	return 0
}

// detailOf is as long as the names of companies and their proxies are.
func detailOf(kind client.Kind) string {
	if kind == client.KindProxy {
		return "proxy.company.example:8080"
	}
	return "wats-production.company.example"
}

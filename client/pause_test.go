package client

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/breaker"
)

// A server that asks for a second and stays so opens the breaker like any other failure;
// what is waited for from then on is our own probe, and is not called the server's wish.
func TestShortPauseIsNotTheBreakers(t *testing.T) {
	bubble(t, status(503, "Retry-After", "1"), nil, func(t *testing.T, w world) {
		synctest.Wait()
		wantLink(t, w.Client, LinkPaused)
		for range 60 {
			if w.Snapshot().Breaker.State == breaker.Open {
				break
			}
			time.Sleep(time.Second)
			synctest.Wait()
		}
		for range 2 { // at the answer that opened it, and when WATS' own pause is over
			s := wantLink(t, w.Client, LinkDown)
			if s.Breaker.State != breaker.Open || s.LastError.Kind != KindServer || time.Until(s.NextTry) < 25*time.Second {
				t.Errorf("%s, %v, next try in %v", s.Breaker.State, s.LastError, time.Until(s.NextTry))
			}
			_, err := w.Find(context.Background(), Query{Text: "SN-1"})
			if e := wantKind(t, err, KindOpen); e.RetryIn < 25*time.Second {
				t.Errorf("the look-up is told to come again in %v", e.RetryIn)
			}
			time.Sleep(2 * time.Second)
		}
	})
}

// One that asks for longer than the breaker waits is waited for, and named.
func TestLongPauseOutlastsTheBreaker(t *testing.T) {
	bubble(t, status(503, "Retry-After", "120"), nil, func(t *testing.T, w world) {
		time.Sleep(10*time.Minute - time.Second)
		synctest.Wait()
		s := wantLink(t, w.Client, LinkPaused)
		if s.Breaker.State != breaker.Open {
			t.Errorf("%s after %d failures", s.Breaker.State, s.Breaker.ConsecutiveFailures)
		}
		_, err := w.Find(context.Background(), Query{Text: "SN-1"})
		wantKind(t, err, KindPaused)
	})
}

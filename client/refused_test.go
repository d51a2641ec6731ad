package client

import (
	"context"
	"net"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/breaker"
)

// countedConn counts what is sent.
type countedConn struct {
	net.Conn
	writes *atomic.Int64
}

func (c countedConn) Write(p []byte) (int, error) {
	c.writes.Add(1)
	return c.Conn.Write(p)
}

// counting makes a client count what it opens and sends.
func counting(dials, writes *atomic.Int64) func(*Options) {
	return func(o *Options) {
		dial := o.Dial
		o.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
			dials.Add(1)
			conn, err := dial(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			return countedConn{conn, writes}, nil
		}
	}
}

// TestRefusedCostsNoPacket: a thousand look-ups while OPEN open no connection and send
// nothing; with the heartbeat held off by the breaker's timer, nothing else does either.
func TestRefusedCostsNoPacket(t *testing.T) {
	var dials, writes atomic.Int64
	bubble(t, status(500), counting(&dials, &writes), func(t *testing.T, w world) {
		for w.Snapshot().Breaker.State != breaker.Open {
			time.Sleep(time.Second)
		}
		synctest.Wait()
		before := [2]int64{dials.Load(), writes.Load()}
		for range 1000 {
			_, err := w.Find(t.Context(), Query{Text: "SN-1001"})
			if e := wantKind(t, err, KindOpen); e.RetryIn <= 0 {
				t.Fatal("it does not say when to try again")
			}
		}
		time.Sleep(roamSpread + time.Second) // nor was anybody else made to send something
		synctest.Wait()
		if after := [2]int64{dials.Load(), writes.Load()}; after != before || after[1] == 0 {
			t.Errorf("connections and packets: %v before, %v after", before, after)
		}
	})
}

// TestALookUpNeverProbes: a probe that is long due is the heartbeat's alone, even where none
// runs: no look-up, list or report pays for it.
func TestALookUpNeverProbes(t *testing.T) {
	var dials, writes atomic.Int64
	change := func(o *Options) { counting(&dials, &writes)(o); noHeartbeat(o) }
	bubble(t, status(500), change, func(t *testing.T, w world) {
		for w.Snapshot().Breaker.State != breaker.Open {
			_, _ = w.Find(t.Context(), Query{Text: "SN"})
		}
		time.Sleep(time.Hour)
		before := [2]int64{dials.Load(), writes.Load()}
		for range 300 {
			_, err := w.Find(t.Context(), Query{Text: "SN"})
			wantKind(t, err, KindOpen)
			_, err = w.Open(t.Context(), sampleID)
			wantKind(t, err, KindOpen)
			_, err = w.Timeline(t.Context(), "S", "P")
			wantKind(t, err, KindOpen)
		}
		if after := [2]int64{dials.Load(), writes.Load()}; after != before || after[1] == 0 {
			t.Errorf("connections and packets: %v before, %v after", before, after)
		}
	})
}

package client

import (
	"context"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// holes is a network whose open connections can be turned into black holes: what is sent
// on them vanishes, and nothing ever comes or is closed.
type holes struct {
	dial  DialFunc
	mu    sync.Mutex
	conns []*holeConn
}

type holeConn struct {
	net.Conn
	dead   atomic.Bool
	closed chan struct{}
	once   sync.Once
}

func (h *holes) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	conn, err := h.dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	c := &holeConn{Conn: conn, closed: make(chan struct{})}
	h.mu.Lock()
	h.conns = append(h.conns, c)
	h.mu.Unlock()
	return c, nil
}

// open turns every connection there is into a hole and says how many that are.
func (h *holes) open() (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range h.conns {
		select {
		case <-c.closed:
		default:
			c.dead.Store(true)
			n++
		}
	}
	h.conns = nil
	return n
}

func (c *holeConn) Write(p []byte) (int, error) {
	if c.dead.Load() {
		return len(p), nil
	}
	return c.Conn.Write(p)
}

func (c *holeConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if c.dead.Load() {
		<-c.closed
		return 0, net.ErrClosed
	}
	return n, err
}

func (c *holeConn) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Conn.Close()
}

// TestNoRequestFailsOnDeadConnections: after a sleep, or on another network, no look-up
// fails, and each is answered within three seconds; nor is WATS thought to be down.
func TestNoRequestFailsOnDeadConnections(t *testing.T) {
	h := &holes{}
	slow := func(w http.ResponseWriter, req *http.Request) {
		select {
		case <-time.After(time.Duration(rand.IntN(300)) * time.Millisecond):
			wats(w, req)
		case <-req.Context().Done():
		}
	}
	bubble(t, slow, func(o *Options) { h.dial, o.Dial = o.Dial, h.Dial }, func(t *testing.T, w world) {
		time.Sleep(time.Second)
		total := 0
		for try := range 200 {
			var all sync.WaitGroup
			for range 1 + rand.IntN(4) { // so that several connections rest in the pool
				all.Go(func() { _, _ = w.Find(context.Background(), Query{Text: "SN"}) })
			}
			all.Wait()
			time.Sleep(time.Duration(300+rand.IntN(25_000)) * time.Millisecond)
			for synctest.Wait(); w.Snapshot().NextTry.IsZero(); synctest.Wait() {
				time.Sleep(50 * time.Millisecond) // what is on its way on a new connection rests in no pool
			}
			total += h.open()
			began := time.Now()
			if _, err := w.Find(context.Background(), Query{Text: "SN-1001"}); err != nil {
				t.Fatalf("try %d: %v", try, err)
			}
			if took := time.Since(began); took > 3*time.Second {
				t.Errorf("try %d took %v", try, took)
			}
			if s := w.Snapshot(); s.Link != LinkConnected || s.Breaker.ConsecutiveFailures > 0 {
				t.Fatalf("try %d: %s, %d failures", try, s.Link, s.Breaker.ConsecutiveFailures)
			}
		}
		if total < 200 {
			t.Errorf("only %d connections were dead", total)
		}
	})
}

// TestASlowServerIsNotDoubtedForEver: it is asked twice at first, and then given the time
// that it needs.
func TestASlowServerIsNotDoubtedForEver(t *testing.T) {
	slow := func(w http.ResponseWriter, req *http.Request) {
		time.Sleep(1500 * time.Millisecond)
		wats(w, req)
	}
	bubble(t, slow, func(o *Options) { o.Timing.NoHeartbeat = true }, func(t *testing.T, w world) {
		for range 10 {
			if _, err := w.Find(context.Background(), Query{Text: "SN", By: BySerial}); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Second)
		}
		if n := w.served.Load(); n > 11 {
			t.Errorf("10 questions were asked %d times", n)
		}
	})
}

// TestDeadConnectionOverSockets is the same with a real server and TLS.
func TestDeadConnectionOverSockets(t *testing.T) {
	s := newSite(t, wats, true)
	h := &holes{dial: newDialer().DialContext}
	c := s.client(t)
	c.session().wire.dial = h.Dial
	if _, err := c.Find(t.Context(), Query{Text: "SN"}); err != nil {
		t.Fatal(err)
	}
	if n := h.open(); n == 0 {
		t.Fatal("no connection rests")
	}
	began := time.Now()
	if _, err := c.Find(t.Context(), Query{Text: "SN"}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took < time.Second {
		t.Errorf("answered after %v on a dead connection", took)
	}
}

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
		if n := w.served.Load(); n != 10 { // the first one went out on a connection nobody knew yet
			t.Errorf("10 questions were asked %d times", n)
		}
		w.session().wire.pace.note(0) // as if it had been quick meanwhile
		w.session().wire.pace.slowest = 0
		for range 10 {
			if _, err := w.Find(context.Background(), Query{Text: "SN", By: BySerial}); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Second)
		}
		if n := w.served.Load(); n != 21 {
			t.Errorf("10 questions to a server that became slow were asked %d times", n-10)
		}
	})
}

// TestDoubtedIsAskedAgain: what went out on a dead connection is asked once more, also where
// net/http would not do so: a question that is sent with POST.
func TestDoubtedIsAskedAgain(t *testing.T) {
	h := &holes{}
	bubble(t, wats, func(o *Options) { noHeartbeat(o); h.dial, o.Dial = o.Dial, h.Dial }, func(t *testing.T, w world) {
		ask := func() *Error {
			s := w.session()
			return w.ask(t.Context(), s, &call{op: "question", url: s.base + "/api/x", post: []byte("{}"), timeout: 15 * time.Second,
				bound: 100, list: true})
		}
		if e := ask(); e != nil {
			t.Fatal(e)
		}
		if h.open() != 1 {
			t.Fatal("no connection rests")
		}
		began := time.Now()
		if e := ask(); e != nil {
			t.Error(e)
		}
		if s := w.Snapshot(); time.Since(began) != time.Second || s.Recent.Failed > 0 || s.Retries > 0 {
			t.Errorf("after %v, %+v, %d retries", time.Since(began), s.Recent, s.Retries)
		}
	})
}

// TestDoubtAtTheDeadline: where a connection is given up as the deadline passes, the question
// was not answered in time, and nothing else is said.
func TestDoubtAtTheDeadline(t *testing.T) {
	bubble(t, wats, noHeartbeat, func(t *testing.T, w world) {
		w.session().wire.http.Transport = lateDoubt{}
		_, err := w.Check(t.Context())
		if e := wantKind(t, err, KindTimeout); e.Reason != ReasonSilent {
			t.Errorf("%v", e)
		}
	})
}

// lateDoubt gives a connection up when the request's time is over.
type lateDoubt struct{}

func (lateDoubt) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, errDoubted
}

// TestDoubtsTimer: the timer of a question that was answered as it ran out gives nothing up,
// neither then nor when the next question has gone out since, and each question has its own.
func TestDoubtsTimer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var gone owner
		d := &doubt{heard: true}
		d.writes(time.Now(), time.Second, &gone)
		time.Sleep(time.Second - 1)
		if took := d.reads(time.Now()); took != time.Second-1 {
			t.Errorf("it took %v", took)
		}
		if d.giveUp() != 0 { // as the timer does that ran out meanwhile
			t.Error("given up while nobody waits")
		}
		d.writes(time.Now(), 3*time.Second, &gone)
		d.writes(time.Now().Add(time.Second), time.Second, &gone) // the same question's second packet
		if d.giveUp() != 0 {
			t.Error("the next question given up by the timer of the one before")
		}
		time.Sleep(3*time.Second - 1)
		synctest.Wait()
		if gone.after() != 0 {
			t.Fatalf("given up too soon: %v", gone.after())
		}
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		if gone.after() != 3*time.Second || !d.end() {
			t.Errorf("given up after %v", gone.after())
		}
		d = &doubt{heard: true}
		gone.Store(0)
		d.writes(time.Now(), time.Second, &gone)
		if d.end() {
			t.Error("it ended as given up")
		}
		time.Sleep(time.Minute)
		if gone.after() != 0 {
			t.Errorf("a closed connection was given up after %v", gone.after())
		}
	})
}

// owner remembers after how long its connection was lost.
type owner struct{ atomic.Int64 }

func (o *owner) lost(after time.Duration) { o.Add(int64(after)) }

func (o *owner) after() time.Duration { return time.Duration(o.Load()) }

// TestPace: the patience is twice the slowest answer of late, between its bounds.
func TestPace(t *testing.T) {
	p := pace{least: time.Second}
	for _, step := range []struct {
		took, waited, want time.Duration
	}{
		{0, 0, time.Second},
		{took: 400 * time.Millisecond, want: time.Second},
		{took: 800 * time.Millisecond, want: 1600 * time.Millisecond},
		{took: 100 * time.Millisecond, want: 1400 * time.Millisecond}, // it fades by an eighth
		{took: 4 * time.Second, want: 8 * time.Second},
		{took: 50 * time.Second, want: doubtMost},
		{waited: doubtMost, want: doubtMost},
		{took: 700 * time.Millisecond, want: 1400 * time.Millisecond}, // it was the connection, not the server
		{waited: time.Second, want: 2 * time.Second},
		{waited: time.Second, want: 2 * time.Second}, // four connections given up together count once
		{waited: 2 * time.Second, want: 4 * time.Second},
	} {
		switch {
		case step.took > 0:
			p.note(step.took)
		case step.waited > 0:
			p.waited(step.waited)
		}
		if got := p.patience(); got != step.want {
			t.Errorf("%+v: patience %v", step, got)
		}
	}
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

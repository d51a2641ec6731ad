package instance

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// Host is the running window's end. Its methods may be called from any goroutine.
type Host struct {
	path     string
	lock     *flock.Flock
	listener net.Listener
	key      []byte

	ctx    context.Context // ends with Close
	cancel context.CancelFunc
	open   chan struct{} // one place per connection served
	work   sync.WaitGroup

	mu     sync.Mutex
	conns  map[net.Conn]struct{}
	closed bool
}

func newHost(path string, lock *flock.Flock, l net.Listener, key []byte) *Host {
	h := &Host{
		path: path, lock: lock, listener: l, key: key,
		open: make(chan struct{}, maxOpen), conns: map[net.Conn]struct{}{},
	}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	return h
}

// Serve answers until Close. It blocks; call it once, on a goroutine of its own.
func (h *Host) Serve(fn Handler) {
	for {
		conn, err := h.listener.Accept()
		if err != nil {
			if !h.pause(err) {
				return
			}
			continue
		}
		if h.admit(conn) {
			go h.serve(conn, fn)
		}
	}
}

// pause waits a moment after a failed accept (too many open files), so that a lasting
// failure costs nothing; false when the host is closed.
func (h *Host) pause(err error) bool {
	if errors.Is(err, net.ErrClosed) {
		return false
	}
	select {
	case <-h.ctx.Done():
		return false
	case <-time.After(100 * time.Millisecond):
		return true
	}
}

// admit takes a connection in, or drops it when too many are open or the host is closed.
func (h *Host) admit(conn net.Conn) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	select {
	case h.open <- struct{}{}:
	default:
		conn.Close() // #nosec G104 -- dropped
		return false
	}
	if h.closed {
		<-h.open
		conn.Close() // #nosec G104 -- dropped
		return false
	}
	h.conns[conn] = struct{}{}
	h.work.Add(1)
	return true
}

// serve answers one question. Whoever does not prove the key gets nothing, not even
// a refusal.
func (h *Host) serve(conn net.Conn, fn Handler) {
	defer h.release(conn)
	deadline := time.Now().Add(perRequest)
	if conn.SetDeadline(deadline) != nil {
		return
	}
	q, err := readQuestion(conn)
	if err != nil || !q.proven(h.key) {
		return
	}
	ctx, cancel := context.WithDeadline(h.ctx, deadline)
	defer cancel()
	body, err := fn(ctx, q.Verb, q.Body)
	writeAnswer(conn, h.key, q, body, err) // #nosec G104 -- the asker is gone; nobody else wants it
}

func (h *Host) release(conn net.Conn) {
	conn.Close() // #nosec G104 -- answered or given up
	h.mu.Lock()
	delete(h.conns, conn)
	h.mu.Unlock()
	<-h.open
	h.work.Done()
}

// Close releases the claim and waits for the questions under way, which it cuts off.
// Calling it again does nothing.
func (h *Host) Close() error {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		return nil
	}
	h.closed = true
	err := h.listener.Close()
	for conn := range h.conns { // before the handlers' context: no half answer goes out
		conn.Close() // #nosec G104 -- cut off
	}
	h.cancel()
	h.mu.Unlock()
	h.work.Wait()
	// The file goes before the lock: whoever claims next writes its own.
	if rm := os.Remove(h.path); rm != nil && !errors.Is(rm, fs.ErrNotExist) {
		err = errors.Join(err, rm)
	}
	return errors.Join(err, h.lock.Close())
}

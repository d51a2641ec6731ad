package demo

import (
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// gate is the listening address: it can be shut, so that connections are refused,
// and opened again at the same port.
type gate struct {
	addr     string
	accepted atomic.Int64

	mu    sync.Mutex
	ln    net.Listener
	open  bool
	conns map[*gateConn]struct{}
}

const reopenFor = time.Second

func openGate(addr string) (*gate, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &gate{addr: ln.Addr().String(), ln: ln, open: true, conns: make(map[*gateConn]struct{})}, nil
}

func (g *gate) listener() net.Listener {
	g.mu.Lock()
	defer g.mu.Unlock()
	return &gateListener{Listener: g.ln, gate: g}
}

func (g *gate) isShut() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return !g.open
}

// shut closes the listener and drops every connection.
func (g *gate) shut() {
	g.mu.Lock()
	g.open = false
	_ = g.ln.Close()
	dropped := make([]*gateConn, 0, len(g.conns))
	for c := range g.conns {
		dropped = append(dropped, c)
	}
	g.mu.Unlock()
	for _, c := range dropped {
		_ = c.Close()
	}
}

// reopen listens at the same address again. The operating system may hold it for
// a moment after it was closed.
func (g *gate) reopen() error {
	var ln net.Listener
	var err error
	for end := time.Now().Add(reopenFor); ; {
		if ln, err = net.Listen("tcp", g.addr); err == nil {
			break
		}
		if time.Now().After(end) {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.ln, g.open = ln, true
	return nil
}

type gateListener struct {
	net.Listener
	gate *gate
}

// Accept implements net.Listener.
func (l *gateListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	g := l.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.open { // accepted while the gate was being shut
		_ = c.Close()
		return nil, net.ErrClosed
	}
	g.accepted.Add(1)
	gc := &gateConn{Conn: c, gate: g}
	g.conns[gc] = struct{}{}
	return gc, nil
}

type gateConn struct {
	net.Conn
	gate *gate
}

// Close implements net.Conn.
func (c *gateConn) Close() error {
	c.gate.mu.Lock()
	delete(c.gate.conns, c)
	c.gate.mu.Unlock()
	return c.Conn.Close()
}

// reset closes with RST instead of FIN.
func (c *gateConn) reset() {
	if tcp, ok := c.Conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.Close()
}

// Package demo is a WATS server in miniature on loopback: the same contract,
// made-up data, faults on demand. Used by --demo, tests and benchmarks alike. It
// listens on loopback only.
//
// It is strict where a real server might be lenient, so that a wrong request is
// found here and not on a line: names of fields and options are taken exactly,
// everything outside the contract is a 400. Texts in filters are compared without
// regard to case, as the database behind a WATS server does.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"stationcompanion/client/report"
)

// DefaultStation is the name Options.Station has when none is given.
const DefaultStation = "DEMO-STATION"

// Options makes a Server; zero fields take the defaults.
type Options struct {
	Addr      string        // default 127.0.0.1:0; loopback only
	Seed      uint64        // default 1
	Reports   int           // default 3000; the well-known ones come in any case
	Token     string        // when set, Basic with exactly this token is needed
	LoadDir   string        // WSJF files to serve instead of the made-up ones
	Fault     string        // "hang", "status:503", …: see Faults
	Station   string        // this station's name, so that it has reports; default DefaultStation
	ArrivesAs string        // when set, this station's reports stand under this name instead
	Prefix    string        // path prefix, as an on-premise server may have
	Latency   time.Duration // before each answer
	Without   []string      // calls this server does not have, as paths below /api/: "App/Measurements"
	// Origin gives a made-up report's origin, empty for null; nil = one for each station.
	Origin func(report.Header) string
	Now    func() time.Time // the server's clock and the "today" of its data; default time.Now
}

func (o Options) withDefaults() Options {
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	if o.Reports <= 0 {
		o.Reports = 3000
	}
	if o.Station == "" {
		o.Station = DefaultStation
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Prefix = strings.Trim(o.Prefix, "/"); o.Prefix != "" {
		o.Prefix = "/" + o.Prefix
	}
	return o
}

// Server is a running demo server. Its methods may be called from any goroutine.
type Server struct {
	opt     Options
	store   func() *store // the reports; waits until they are made
	skipped []string
	gate    *gate
	http    *http.Server
	fault   atomic.Pointer[fault]

	ctx      context.Context // ends with Close
	stop     context.CancelFunc
	requests atomic.Int64

	mu     sync.Mutex // held while the fault is switched and while closing
	closed bool
	busy   sync.WaitGroup // serve loops and handlers
}

// Start listens and serves until Close.
func Start(o Options) (*Server, error) {
	o = o.withDefaults()
	f, err := parseFault(o.Fault)
	if err != nil {
		return nil, err
	}
	addr, err := loopback(o.Addr)
	if err != nil {
		return nil, err
	}
	s := &Server{opt: o}
	if o.LoadDir != "" {
		var loaded *store
		if loaded, s.skipped, err = load(o.LoadDir); err != nil {
			return nil, err
		}
		s.store = func() *store { return loaded }
	} else {
		s.store = sync.OnceValue(func() *store { return simulate(o) })
	}
	if s.gate, err = openGate(addr); err != nil {
		return nil, fmt.Errorf("the demo server cannot listen at %s: %w", addr, err)
	}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.http = &http.Server{
		Handler:           http.HandlerFunc(s.serve),
		ReadHeaderTimeout: 10 * time.Second,
		MaxHeaderBytes:    64 << 10,
		BaseContext:       func(net.Listener) context.Context { return s.ctx },
		ErrorLog:          log.New(io.Discard, "", 0), // broken connections are its trade
	}
	s.run()
	s.busy.Go(func() { s.store() }) // beside whoever started it; the first request may wait
	s.use(f)
	return s, nil
}

// OptionError says that an option does not fit: the caller's mistake, not the machine's.
type OptionError struct{ what string }

func (e *OptionError) Error() string { return e.what }

// loopback checks that an address to listen at is one of this PC alone.
func loopback(addr string) (string, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "", &OptionError{fmt.Sprintf("the demo server's address %q is not HOST:PORT: %v", addr, err)}
	}
	if strings.EqualFold(host, "localhost") {
		host = "127.0.0.1"
	}
	if ip, err := netip.ParseAddr(host); err != nil || !ip.IsLoopback() {
		return "", &OptionError{fmt.Sprintf("the demo server listens on this PC only: %q is not a loopback address such as 127.0.0.1", addr)}
	}
	return net.JoinHostPort(host, port), nil
}

// run serves the present listener; called with the gate open.
func (s *Server) run() {
	ln := s.gate.listener()
	s.busy.Go(func() { _ = s.http.Serve(ln) })
}

// URL is the base address, e.g. http://127.0.0.1:41234.
func (s *Server) URL() string { return "http://" + s.gate.addr + s.opt.Prefix }

// SetFault switches a fault on (or FaultNone) while running; the address stays. An
// error leaves the fault as it was, except that a refused address could not be
// taken again.
func (s *Server) SetFault(f string) error {
	parsed, err := parseFault(f)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return errors.New("the demo server is closed")
	}
	if parsed.kind != FaultRefuse && s.gate.isShut() {
		if err := s.gate.reopen(); err != nil {
			return fmt.Errorf("the demo server cannot listen at %s again: %w", s.gate.addr, err)
		}
		s.run()
	}
	s.use(parsed)
	return nil
}

func (s *Server) use(f fault) {
	s.fault.Store(&f)
	if f.kind == FaultRefuse {
		s.gate.shut()
	}
}

// Fault is the fault in force, as SetFault takes it.
func (s *Server) Fault() string { return s.fault.Load().String() }

// Headers gives the headers of all reports, newest first (a copy).
func (s *Server) Headers() []report.Header {
	out := make([]report.Header, len(s.store().records))
	for i, r := range s.store().records {
		out[i] = r.head
	}
	return out
}

// Skipped names the files of LoadDir that could not be loaded, with the reason.
func (s *Server) Skipped() []string { return slices.Clone(s.skipped) }

// Requests counts the requests that reached the server since its start.
func (s *Server) Requests() int64 { return s.requests.Load() }

// Conns counts the TCP connections accepted since the server's start.
func (s *Server) Conns() int64 { return s.gate.accepted.Load() }

// Close stops at once, dropping connections, and waits. Calling it again does nothing.
func (s *Server) Close() error {
	s.mu.Lock()
	already := s.closed
	s.closed = true
	s.mu.Unlock()
	if !already {
		s.stop()
		s.gate.shut()
		_ = s.http.Close() // what it could say is that the gate is shut
	}
	s.busy.Wait()
	return nil
}

// begin counts a handler in, unless the server is closing.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.busy.Add(1)
	return true
}

// now is the server's clock, with a clock fault.
func (s *Server) now() time.Time {
	t := s.opt.Now()
	if f := s.fault.Load(); f.kind == FaultClock {
		t = t.Add(f.d)
	}
	return t
}

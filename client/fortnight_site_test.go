package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"stationcompanion/client/demo"
	"stationcompanion/client/report"
)

// Site is the server, the network and the clock of a station for tests outside the
// package: a network without sockets whose connections are counted, a PC that can sleep
// and move to another network. It remembers nothing that grows.
type Site struct {
	net   *memory
	holes *holes
	open  atomic.Int64
	slept atomic.Int64
	moved atomic.Int64
	body  []byte
}

// siteStation is the name under which the site's reports stand.
const siteStation = "TEST-01"

// NewSite makes one whose server is well. Options come from its Options.
func NewSite() *Site {
	s := &Site{body: demo.BigReport(60, 1)}
	s.net = newMemory(s.serve)
	s.holes = &holes{dial: s.dial}
	return s
}

// Options are o on this site.
func (s *Site) Options(o Options) Options {
	o.Dial = s.holes.Dial
	o.wall = func() time.Time { return s.Wall().Round(0) }
	o.addresses = func() string { return fmt.Sprint("network ", s.moved.Load()) }
	return o
}

// Wall is the wall clock, which goes on while the PC sleeps.
func (s *Site) Wall() time.Time { return time.Now().Add(time.Duration(s.slept.Load())) }

// Sleep lets the PC sleep: our clock stands still, and what was connected leads nowhere.
func (s *Site) Sleep(d time.Duration) {
	s.holes.open()
	s.slept.Add(int64(d))
}

// Roam takes the PC to another network.
func (s *Site) Roam() { s.holes.open(); s.moved.Add(1) }

// Down takes the server away, Up brings it back.
func (s *Site) Down() { s.net.kill() }

// Up brings the server back, well.
func (s *Site) Up() { s.net.set(s.serve); s.net.revive() }

// Answer sets what the server does from now on; nil is well.
func (s *Site) Answer(h http.HandlerFunc) {
	if h == nil {
		h = s.serve
	}
	s.net.set(h)
}

// Close ends it.
func (s *Site) Close() { s.net.server.Close(); s.net.Close() }

// Conns is how many connections are open; Served how many requests came.
func (s *Site) Conns() int64 { return s.open.Load() }

// Served is how many requests came.
func (s *Site) Served() int64 { return s.net.served.Load() }

// Forget lets go of what the network keeps of every request for other tests.
func (s *Site) Forget() {
	s.net.mu.Lock()
	s.net.paths, s.net.heads = nil, nil
	s.net.mu.Unlock()
	s.holes.mu.Lock()
	defer s.holes.mu.Unlock()
	live := s.holes.conns[:0:0]
	for _, c := range s.holes.conns {
		select {
		case <-c.closed:
		default:
			live = append(live, c)
		}
	}
	s.holes.conns = live
}

type siteConn struct {
	net.Conn
	once sync.Once
	site *Site
}

func (c *siteConn) Close() error {
	c.once.Do(func() { c.site.open.Add(-1) })
	return c.Conn.Close()
}

func (s *Site) dial(ctx context.Context, network, addr string) (net.Conn, error) {
	conn, err := s.net.dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	s.open.Add(1)
	return &siteConn{Conn: conn, site: s}, nil
}

// serve answers versions, the newest report of any serial number, and reports.
func (s *Site) serve(w http.ResponseWriter, r *http.Request) {
	const wsjf = "/api/Report/Wsjf/"
	at := strings.Index(r.URL.Path, wsjf)
	switch {
	case at >= 0:
		id := r.URL.Path[at+len(wsjf):]
		from := bytes.Index(s.body, []byte(`"id":"`)) + len(`"id":"`)
		to := from + bytes.IndexByte(s.body[from:], '"')
		w.Header().Set("Content-Type", "application/json")
		for _, part := range [][]byte{s.body[:from], []byte(id), s.body[to:]} {
			w.Write(part)
		}
	case strings.Contains(r.URL.Path, "/Query/Header"):
		serial := "1"
		if _, after, ok := strings.Cut(r.URL.Query().Get("$filter"), "serialNumber eq 'SN-"); ok {
			serial, _, _ = strings.Cut(after, "'")
		}
		json.NewEncoder(w).Encode([]report.Header{{UUID: SiteID(serial), SerialNumber: "SN-" + serial, ReportType: "T",
			PartNumber: "P", StationName: siteStation, Result: "Passed", Start: time.Now().UTC()}})
	default:
		wats(w, r)
	}
}

// SiteID is the id of the report of the unit with this number.
func SiteID(number string) string { return fmt.Sprintf("%08s-0000-4000-8000-000000000000", number) }

package client_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/client/report"
	"stationcompanion/station"
)

// originWatch runs a client against a demo server until its newest origins are those wanted.
func originWatch(t *testing.T, o demo.Options, demoData bool, enough func(client.Snapshot) bool) (client.Snapshot, *demo.Server) {
	t.Helper()
	o.Reports, o.Station = 300, "TEST-01"
	server, err := demo.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	c := client.New(client.Options{
		Config: client.Config{Server: server.URL(), Demo: demoData, Identity: station.Identity{Name: "TEST-01"}},
		Timing: client.Timing{Heartbeat: 5 * time.Millisecond, Health: 10 * time.Second}, Log: zerolog.Nop(),
	})
	defer c.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	done := make(chan struct{})
	go func() { defer close(done); c.Run(ctx) }()
	var last client.Snapshot
	seen, stop := context.WithCancel(ctx)
	c.Watch(seen, func(s client.Snapshot) {
		if last = s; enough(s) {
			stop()
		}
	})
	if ctx.Err() != nil {
		t.Fatalf("never came: %+v", last.Origins)
	}
	cancel()
	<-done
	return last, server
}

// newestOf gives this station's newest test reports at the server.
func newestOf(server *demo.Server, n int) (hs []report.Header) {
	for _, h := range server.Headers() {
		if h.StationName == "TEST-01" && h.ReportType == "T" && len(hs) < n {
			hs = append(hs, h)
		}
	}
	return hs
}

func TestOriginsOfTheNewestReports(t *testing.T) {
	origin := func(h report.Header) string {
		switch h.UUID[0] % 3 {
		case 0:
			return "00:1B:21:00:00:01"
		case 1:
			return "6f0c1f0e-7d2e-4a35-9b1e-2f5d0c6a7b88"
		}
		return ""
	}
	s, server := originWatch(t, demo.Options{Origin: origin}, false, func(s client.Snapshot) bool { return s.Origins[2].ID != "" })
	for i, h := range newestOf(server, 3) {
		want := client.ReportOrigin{ID: strings.ToLower(h.UUID), Start: h.Start, Origin: origin(h)}
		if s.Origins[i] != want {
			t.Errorf("%d: %+v, want %+v", i, s.Origins[i], want)
		}
	}
}

// What the demo server makes up is not asked for when it is shown as demo data.
func TestDemoDataHasNoOrigins(t *testing.T) {
	s, _ := originWatch(t, demo.Options{}, true, func(s client.Snapshot) bool { return s.Requests > 12 })
	if s.Origins != (client.Origins{}) {
		t.Errorf("%+v", s.Origins)
	}
}

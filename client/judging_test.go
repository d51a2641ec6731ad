package client_test

import (
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/station"
)

// demoNoon is a Wednesday, so that the demo's data has a working day behind it.
var demoNoon = time.Date(2026, 2, 4, 12, 0, 0, 0, time.UTC)

// judge is a demo server over a real socket and a client of one of its stations.
func judge(tb testing.TB, o demo.Options, name string) (*demo.Server, *client.Client) {
	tb.Helper()
	if o.Now == nil {
		o.Now = func() time.Time { return demoNoon }
	}
	server, err := demo.Start(o)
	if err != nil {
		tb.Fatal(err)
	}
	c := client.New(client.Options{
		Config: client.Config{Server: server.URL(), BreakerThreshold: 5, Identity: station.Identity{Name: name}},
		Timing: client.Timing{NoHeartbeat: true, RetryMin: time.Millisecond, RetryMax: 2 * time.Millisecond, Doubt: 10 * time.Second}, // a busy machine is slow, not dead
	})
	tb.Cleanup(func() {
		c.Close()
		_ = server.Close()
	})
	return server, c
}

func wantErrorKind(t *testing.T, err error, want client.Kind) {
	t.Helper()
	if client.KindOf(err) != want {
		t.Fatalf("got kind %q (%v), want %q", client.KindOf(err), err, want)
	}
}

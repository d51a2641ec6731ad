package client_test

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/demo"
	"stationcompanion/client/report"
	"stationcompanion/logging"
	"stationcompanion/station/secret"
)

const benchToken = "c3RhdGlvbjpzZWNyZXQ="

// bench is a demo server and a client whose heartbeat is paused, logging to a
// file as the program does.
func bench(tb testing.TB, o demo.Options) (*demo.Server, *client.Client) {
	tb.Helper()
	o.Token = benchToken
	if o.Reports == 0 {
		o.Reports = 300
	}
	server, err := demo.Start(o)
	if err != nil {
		tb.Fatal(err)
	}
	log, err := logging.Open(logging.Options{Dir: tb.TempDir()})
	if err != nil {
		tb.Fatal(err)
	}
	c := client.New(client.Options{
		Config: client.Config{Server: server.URL(), Token: secret.New(benchToken), BreakerThreshold: 5},
		Timing: client.Timing{NoHeartbeat: true},
		Log:    log.For("client"),
	})
	tb.Cleanup(func() {
		c.Close()
		_ = server.Close()
		_ = log.Close()
	})
	return server, c
}

// bare makes the same request the plain way: send, decode, drain.
func bare(server *demo.Server) func(tb testing.TB, serial string) {
	hc := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 8}}
	base := server.URL()
	return func(tb testing.TB, serial string) {
		filter := strings.ReplaceAll(url.QueryEscape("serialNumber eq '"+serial+"'"), "+", "%20")
		req, err := http.NewRequest(http.MethodGet, base+"/api/Report/Query/Header?$filter="+filter+
			"&$top=25&$skip=0&$orderby=start%20desc", nil)
		if err != nil {
			tb.Fatal(err)
		}
		req.Header.Set("Accept", "application/json")
		req.Header.Set("Authorization", "Basic "+benchToken)
		req.Header.Set("User-Agent", "bare")
		resp, err := hc.Do(req)
		if err != nil {
			tb.Fatal(err)
		}
		defer resp.Body.Close()
		if _, err := report.DecodeHeaders(resp.Body); err != nil {
			tb.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
	}
}

func lookUp(tb testing.TB, c *client.Client, serial string) {
	a, err := c.Find(context.Background(), client.Query{Text: serial, By: client.BySerial})
	if err != nil || len(a.Headers) == 0 {
		tb.Fatalf("%d headers, %v", len(a.Headers), err)
	}
}

// A look-up through the client: breaker, deadline, correlation id, facts, log line.
func BenchmarkLookup(b *testing.B) {
	server, c := bench(b, demo.Options{})
	serial := server.Headers()[0].SerialNumber
	b.ReportAllocs()
	for b.Loop() {
		lookUp(b, c, serial)
	}
}

// The same request by a bare http.Client.
func BenchmarkBareHTTP(b *testing.B) {
	server, _ := bench(b, demo.Options{})
	serial, ask := server.Headers()[0].SerialNumber, bare(server)
	b.ReportAllocs()
	for b.Loop() {
		ask(b, serial)
	}
}

// Both in turns, so that the machine's moods fall on both: "ratio" is
// the client's time over the bare one's, "extra-allocs" what it allocates beyond it.
func BenchmarkLookupRatio(b *testing.B) {
	server, c := bench(b, demo.Options{})
	serial, ask := server.Headers()[0].SerialNumber, bare(server)
	var ours, theirs time.Duration
	for b.Loop() {
		began := time.Now()
		lookUp(b, c, serial)
		middle := time.Now()
		ask(b, serial)
		ours, theirs = ours+middle.Sub(began), theirs+time.Since(middle)
	}
	b.ReportMetric(float64(ours)/float64(theirs), "ratio")
	extra := allocsOf(func() { lookUp(b, c, serial) }) - allocsOf(func() { ask(b, serial) })
	b.ReportMetric(extra, "extra-allocs")
}

// allocsOf counts the allocations of one run, the server's in this process
// included; they are the same for both ways of asking.
func allocsOf(f func()) float64 {
	const runs = 200
	f()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		f()
	}
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs-before.Mallocs) / runs
}

// openBreaker fails until the breaker is open.
func openBreaker(tb testing.TB, server *demo.Server, c *client.Client) {
	if err := server.SetFault("status:500"); err != nil {
		tb.Fatal(err)
	}
	for range 5 {
		if _, err := c.Check(context.Background()); client.KindOf(err) != client.KindServer {
			tb.Fatal(err)
		}
	}
}

// An operator's look-up while the breaker is OPEN, and the packets it costs.
func BenchmarkRefused(b *testing.B) {
	server, c := bench(b, demo.Options{})
	openBreaker(b, server, c)
	before := server.Requests() + server.Conns()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Find(context.Background(), client.Query{Text: "SN-1"}); client.KindOf(err) != client.KindOpen {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(server.Requests()+server.Conns()-before), "packets")
}

// One full report from a server that takes 10 ms to answer.
func BenchmarkReport10ms(b *testing.B) {
	server, c := bench(b, demo.Options{Latency: 10 * time.Millisecond})
	id := server.Headers()[0].UUID
	for b.Loop() {
		if _, err := c.Report(context.Background(), id); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/report")
}

// A serial's reports from a server that takes 10 ms to answer.
func BenchmarkSerial10ms(b *testing.B) {
	server, c := bench(b, demo.Options{Latency: 10 * time.Millisecond})
	serial := server.Headers()[0].SerialNumber
	for b.Loop() {
		lookUp(b, c, serial)
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/look-up")
}

// A hundred calls in a row, and the connections they open.
func BenchmarkPool(b *testing.B) {
	server, c := bench(b, demo.Options{})
	serial := server.Headers()[0].SerialNumber
	for b.Loop() {
		for range 100 {
			lookUp(b, c, serial)
		}
	}
	b.ReportMetric(float64(server.Conns()), "conns")
}

// The figures above that are counts hold on any machine, so they are tests as well.

func TestExtraAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	server, c := bench(t, demo.Options{})
	serial, ask := server.Headers()[0].SerialNumber, bare(server)
	extra := allocsOf(func() { lookUp(t, c, serial) }) - allocsOf(func() { ask(t, serial) })
	t.Logf("%.1f allocations more than a bare http.Client", extra)
	if extra > 12 {
		t.Errorf("%.1f allocations more than a bare http.Client, at most 12", extra)
	}
}

func TestRefusalCostsNoPacket(t *testing.T) {
	server, c := bench(t, demo.Options{})
	openBreaker(t, server, c)
	requests, conns := server.Requests(), server.Conns()
	for range 100 {
		_, err := c.Find(t.Context(), client.Query{Text: "SN-1"})
		if client.KindOf(err) != client.KindOpen {
			t.Fatal(err)
		}
	}
	if server.Requests() != requests || server.Conns() != conns {
		t.Errorf("%d requests and %d connections", server.Requests()-requests, server.Conns()-conns)
	}
}

// The exact figure is tested where time stands still; over real sockets net/http
// gives a connection up when a busy machine starves it for 50 ms, so one of three
// rounds is enough.
func TestConnectionsToTheDemoServer(t *testing.T) {
	var conns []int64
	for range 3 {
		server, c := bench(t, demo.Options{})
		serial := server.Headers()[0].SerialNumber
		for range 100 {
			lookUp(t, c, serial)
		}
		conns = append(conns, server.Conns())
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				for range 20 {
					lookUp(t, c, serial)
				}
			})
		}
		wg.Wait()
		if conns[len(conns)-1] == 1 && server.Conns() <= 8 {
			return
		}
		conns = append(conns, server.Conns())
	}
	t.Errorf("connections after 100 calls in a row, and after ten goroutines: %v", conns)
}

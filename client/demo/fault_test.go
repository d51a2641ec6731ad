package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"stationcompanion/client/report"
)

func TestFaultNames(t *testing.T) {
	s := start(t, Options{})
	for _, f := range Faults() {
		if err := s.SetFault(f); err != nil {
			t.Errorf("%s is listed, but: %v", f, err)
		}
		if again, err := parseFault(s.Fault()); err != nil || again.String() != s.Fault() {
			t.Errorf("%s is written as %q", f, s.Fault())
		}
	}
	for _, f := range []Fault{FaultRefuse, FaultHang, FaultDrip, FaultReset, FaultRateLimit, FaultHTML, FaultTruncate, FaultGarbage, FaultNone} {
		if err := s.SetFault(string(f)); err != nil {
			t.Errorf("%q: %v", f, err)
		}
	}
	for _, f := range []string{
		"status", "status:", "status:99", "status:600", "status:x", "ratelimit:-1", "ratelimit:x", "clock", "clock:x", "slow", "slow:-1s",
		"drip:x", "hang:1", "refuse:", "none:1", "explode", "slow:99999999h",
	} {
		err := s.SetFault(f)
		if err == nil || !strings.Contains(err.Error(), "status:503") || !strings.Contains(err.Error(), "hang") {
			t.Errorf("%s: %v, which does not list what is known", f, err)
		}
		if s.Fault() != "" {
			t.Errorf("%s: a wrong fault changed the one in force", f)
		}
	}
	if _, err := Start(Options{Fault: "explode"}); err == nil {
		t.Error("started with an unknown fault")
	}
}

func TestRefuseAndReturn(t *testing.T) {
	s := start(t, Options{})
	c := newCaller(t, s)
	url := s.URL()
	for range 3 {
		c.ok("/api/App/Version")
		if err := s.SetFault("refuse"); err != nil {
			t.Fatal(err)
		}
		_, err := c.do(t.Context(), http.MethodGet, "/api/App/Version", nil)
		if !errors.Is(err, syscall.ECONNREFUSED) { // on an old connection: closed, and refused when tried again
			t.Errorf("while refusing: %v", err)
		}
		if err := s.SetFault("none"); err != nil {
			t.Fatal(err)
		}
	}
	c.ok("/api/App/Version")
	if s.URL() != url {
		t.Errorf("the address changed from %s to %s", url, s.URL())
	}
}

func TestStartRefusing(t *testing.T) {
	s := start(t, Options{Fault: "refuse"})
	c := newCaller(t, s)
	if _, err := c.do(t.Context(), http.MethodGet, "/api/App/Version", nil); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("%v", err)
	}
	if err := s.SetFault("hang"); err != nil { // from one fault to another
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := c.do(ctx, http.MethodGet, "/api/App/Version", nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

// Dropping connections ends a request that is under way.
func TestRefuseDropsRequests(t *testing.T) {
	s := start(t, Options{Fault: "hang"})
	c := newCaller(t, s)
	got := make(chan error, 1)
	go func() {
		_, err := c.do(t.Context(), http.MethodPost, "/api/App/DynamicYield", strings.NewReader("{}"))
		got <- err
	}()
	for s.Requests() == 0 {
		time.Sleep(time.Millisecond)
	}
	if err := s.SetFault("refuse"); err != nil {
		t.Fatal(err)
	}
	if err := <-got; err == nil {
		t.Error("the request was answered")
	}
}

func TestReplacingFaults(t *testing.T) {
	s := start(t, Options{Token: "x"}) // faults come before the token is looked at
	c := newCaller(t, s)
	get := func(fault string) reply {
		t.Helper()
		if err := s.SetFault(fault); err != nil {
			t.Fatal(err)
		}
		return c.get(query())
	}
	for _, status := range []int{200, 204, 304, 302, 401, 402, 403, 404, 408, 429, 500, 502, 503} {
		r := get(fmt.Sprintf("status:%d", status))
		if r.status != status || r.err != nil || r.header.Get("Date") == "" {
			t.Errorf("status:%d: %d %v", status, r.status, r.err)
		}
	}
	if r := get("ratelimit:7"); r.status != 429 || r.header.Get("Retry-After") != "7" {
		t.Errorf("%d %v", r.status, r.header)
	}
	if r := get("ratelimit"); r.header.Get("Retry-After") != "5" {
		t.Errorf("%v", r.header)
	}
	if r := get("html"); r.status != 200 || r.header.Get("Content-Type") != typeHTML || !bytes.HasPrefix(r.body, []byte("<!DOCTYPE html>")) {
		t.Errorf("%d %s", r.status, r.body)
	}
	if r := get("garbage"); r.status != 200 || r.header.Get("Content-Type") != typeJSON || utf8.Valid(r.body) || len(r.body) == 0 {
		t.Errorf("%d %q", r.status, r.body)
	}
}

func TestTruncateAndReset(t *testing.T) {
	s := start(t, Options{})
	c := newCaller(t, s)
	for _, p := range []string{"/api/App/Version", query("$top", "50"), "/api/Report/Wsjf/" + known(t, s, SerialPassed, "Final", "Passed").UUID} {
		whole := c.ok(p)
		if err := s.SetFault("truncate"); err != nil {
			t.Fatal(err)
		}
		r := c.get(p)
		if r.status != 200 || r.err != nil || len(r.body) != len(whole)/2 || jsontext.Value(r.body).IsValid() {
			t.Errorf("truncate %s: %d %v, %d of %d bytes", p, r.status, r.err, len(r.body), len(whole))
		}
		if err := s.SetFault("reset"); err != nil {
			t.Fatal(err)
		}
		r = c.get(p)
		if r.status != 200 || r.err == nil || len(r.body) >= len(whole) || !errors.Is(r.err, syscall.ECONNRESET) {
			t.Errorf("reset %s: %d %v, %d of %d bytes", p, r.status, r.err, len(r.body), len(whole))
		}
		if err := s.SetFault(""); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDrip(t *testing.T) {
	s := start(t, Options{Fault: "drip:1ms"})
	c := newCaller(t, s)
	if b := c.ok("/api/App/Version"); string(b) != `"`+Version+`"` {
		t.Errorf("%s", b)
	}
	if err := s.SetFault("drip:1h"); err != nil {
		t.Fatal(err)
	}
	req, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL()+query(), nil)
	resp, err := c.client.Do(req)
	if err != nil || resp.StatusCode != 200 || resp.ContentLength < 1000 {
		t.Fatal("the head should come at once: ", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(resp.Body); err == nil {
		t.Error("closing the server did not end a dripping body")
	}
	_ = resp.Body.Close()
}

func TestClock(t *testing.T) {
	s := start(t, Options{Fault: "clock:-10m"})
	c := newCaller(t, s)
	r := c.get("/api/App/Version")
	if d, err := http.ParseTime(r.header.Get("Date")); err != nil || !d.Equal(noon.Add(-10*time.Minute)) || r.status != 200 {
		t.Errorf("%v %v", d, err)
	}
}

func TestSlowAndLatency(t *testing.T) {
	s := start(t, Options{Latency: 20 * time.Millisecond})
	c := newCaller(t, s)
	before := time.Now()
	c.ok("/api/App/Version")
	if took := time.Since(before); took < 20*time.Millisecond {
		t.Errorf("answered after %v", took)
	}
	if err := s.SetFault("slow:1h"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := c.do(ctx, http.MethodGet, "/api/App/Version", nil); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
}

// Close must not wait for what hangs.
func TestCloseWhileHanging(t *testing.T) {
	for _, fault := range []string{"hang", "slow:1h", "drip:1h"} {
		s := start(t, Options{Fault: fault, Latency: time.Millisecond})
		c := newCaller(t, s)
		const calls = 5
		done := make(chan error, calls)
		for range calls {
			go func() {
				r, err := c.do(context.Background(), http.MethodGet, query(), nil)
				done <- errors.Join(err, r.err)
			}()
		}
		for s.Requests() < calls {
			time.Sleep(time.Millisecond)
		}
		before := time.Now()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if took := time.Since(before); took > time.Second {
			t.Errorf("%s: closing took %v", fault, took)
		}
		for range calls {
			if err := <-done; err == nil {
				t.Errorf("%s: answered", fault)
			}
		}
		if err := s.Close(); err != nil {
			t.Error("closing twice:", err)
		}
		if err := s.SetFault(""); err == nil {
			t.Error("a closed server takes faults")
		}
	}
}

// Switching faults under load: no race, no panic, and well at the end.
func TestSwitchingUnderLoad(t *testing.T) {
	s := start(t, Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	stop := make(chan struct{})
	ended := make(chan struct{}, 4)
	for range 4 {
		c := newCaller(t, s)
		go func() {
			defer func() { ended <- struct{}{} }()
			for {
				select {
				case <-stop:
					return
				default:
				}
				call, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
				_, _ = c.do(call, http.MethodGet, "/api/App/Version", nil)
				cancel()
			}
		}()
	}
	for range 5 {
		for _, f := range append(Faults(), "") {
			if err := s.SetFault(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	close(stop)
	for range 4 {
		<-ended
	}
	if h, err := report.DecodeHeaders(bytes.NewReader(newCaller(t, s).ok(query()))); err != nil || len(h) != 10 {
		t.Error(len(h), err)
	}
}

package client

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"stationcompanion/logging"
)

// One line per attempt, with what a person needs to find it again.
func TestLogLines(t *testing.T) {
	bubble(t, failing(1, status(502)), noHeartbeat, func(t *testing.T, w world) {
		if _, err := w.Find(context.Background(), Query{Text: "SN-7", By: BySerial}); err != nil {
			t.Fatal(err)
		}
		for want, parts := range map[string][]string{
			"the failed attempt": {`"level":"warn"`, `"message":"Failed"`, `"call":"query header"`, `"serial_number":"SN-7"`, `"status_code":502`, `"kind":"server_error"`},
			"the second one":     {`"level":"info"`, `"message":"Answered"`, `"attempt":2`, `"status_code":200`, `"bytes":2`, `"duration_ms":`},
			"the pause between":  {`"level":"debug"`, `"message":"Trying again"`},
		} {
			if w.log.with(parts...) != 1 {
				t.Errorf("no line, or several, about %s in\n%s", want, w.log.buf.String())
			}
		}
		if n := w.log.with(`"message"`); n != 5 { // the link became unsure, and well again
			t.Errorf("%d lines:\n%s", n, w.log.buf.String())
		}
	})
}

func TestLinkChangesAreLoggedOnce(t *testing.T) {
	bubble(t, wats, nil, func(t *testing.T, w world) {
		time.Sleep(time.Minute)
		if n := w.log.with(`"message":"Connection changed"`, `"to":"connected"`, `"server_version":"2026.1.5.324"`); n != 1 {
			t.Errorf("%d lines", n)
		}
		if n := w.log.with(`"message":"Answered"`, `"level":"info"`); n != 0 {
			t.Errorf("%d heartbeats above DEBUG", n)
		}
		w.Apply(Config{})
		synctest.Wait()
		if n := w.log.with(`"message":"Connection changed"`, `"from":"connected"`, `"to":"not_set_up"`); n != 1 {
			t.Errorf("%d lines about the end", n)
		}
	})
}

// A heartbeat's failure is written once per cause: not again for what differs from answer to
// answer, nor when another network makes it try out of turn; but again with another cause,
// and when it comes back after all was well.
func TestAFailureIsSaidOnce(t *testing.T) {
	var n, network atomic.Int64
	broken := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(code)
			fmt.Fprintf(w, "out of order, request 00-4bf92f%d", n.Add(1))
		}
	}
	roams := func(o *Options) { o.addresses = func() string { return fmt.Sprint("network ", network.Load()) } }
	bubble(t, wats, roams, func(t *testing.T, w world) {
		warned := func(what string, want int) {
			t.Helper()
			time.Sleep(time.Minute)
			if got := w.log.with(`"level":"warn"`, `"Failed"`); got != want {
				t.Fatalf("%s: %d lines, want %d:\n%s", what, got, want, w.log.buf.String())
			}
		}
		warned("well", 0)
		w.set(broken(500))
		warned("a failure", 1)
		for range 5 {
			network.Add(1)
			time.Sleep(10 * time.Second)
		}
		warned("on other networks", 1)
		w.set(broken(503))
		warned("another cause", 2)
		w.set(wats)
		warned("well again", 2)
		w.set(broken(503))
		warned("the same after it", 3)
		if got := w.log.with(`"Answered"`, `"level":"info"`); got != 0 {
			t.Errorf("%d answers nobody asked for are above DEBUG", got)
		}
	})
}

// A token that may not list reports is no news every ten minutes.
func TestWhatATokenMayNotSeeIsNoWarning(t *testing.T) {
	handler := func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/Version") {
			wats(w, r)
			return
		}
		w.WriteHeader(http.StatusForbidden)
	}
	bubble(t, handler, func(o *Options) { o.Config.Identity = named("LINE-1") }, func(t *testing.T, w world) {
		time.Sleep(2 * time.Hour)
		wantLink(t, w.Client, LinkConnected)
		if n := w.log.with(`"level":"warn"`); n != 0 {
			t.Errorf("%d warnings", n)
		}
		_, err := w.Find(context.Background(), Query{Text: "SN-1"})
		wantKind(t, err, KindForbidden)
		if n := w.log.with(`"level":"warn"`); n != 1 {
			t.Errorf("%d warnings of what a person asked for", n)
		}
	})
}

// An operation begun by the caller keeps its correlation id on the wire and in errors.
func TestCorrelationIDIsTheCallers(t *testing.T) {
	bubble(t, status(404), noHeartbeat, func(t *testing.T, w world) {
		ctx := logging.WithCorrelationID(context.Background(), "abc123")
		_, err := w.Report(ctx, sampleID)
		if e := wantKind(t, err, KindNotFound); e.CorrelationID != "abc123" || w.heads[0].Get("X-Correlation-ID") != "abc123" {
			t.Errorf("%q in the error, %q on the wire", e.CorrelationID, w.heads[0].Get("X-Correlation-ID"))
		}
	})
}

// The lines about a change of state belong to the operation that brought it about.
func TestTransitionsCarryTheCorrelationID(t *testing.T) {
	log, err := logging.Open(logging.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	bubble(t, status(503), func(o *Options) { o.Log, o.Timing.NoHeartbeat = log.For("client"), true }, func(t *testing.T, w world) {
		for range 5 {
			w.Check(logging.WithCorrelationID(context.Background(), "check-1"))
		}
		w.set(wats)
		w.RetryNow(logging.WithCorrelationID(context.Background(), "retry-1"))
	})
	text, err := os.ReadFile(log.Path())
	if err != nil {
		t.Fatal(err)
	}
	for what, id := range map[string]string{"CLOSED -> OPEN": "check-1", "OPEN -> CLOSED": "retry-1"} {
		found := false
		for line := range strings.Lines(string(text)) {
			found = found || strings.Contains(line, what) && strings.Contains(line, `"correlation_id":"`+id+`"`)
		}
		if !found {
			t.Errorf("no line %s of the operation %s in\n%s", what, id, text)
		}
	}
}

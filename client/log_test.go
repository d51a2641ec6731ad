package client

import (
	"context"
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
			"the failed attempt": {`"level":"warn"`, `"message":"failed"`, `"call":"query header"`, `"serial_number":"SN-7"`, `"status_code":502`, `"kind":"server_error"`},
			"the second one":     {`"level":"info"`, `"message":"answered"`, `"attempt":2`, `"status_code":200`, `"bytes":2`, `"duration_ms":`},
			"the pause between":  {`"level":"debug"`, `"message":"trying again"`},
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
		if n := w.log.with(`"message":"connection"`, `"to":"connected"`, `"server_version":"2026.1.5.324"`); n != 1 {
			t.Errorf("%d lines", n)
		}
		if n := w.log.with(`"message":"answered"`, `"level":"info"`); n != 0 {
			t.Errorf("%d heartbeats above DEBUG", n)
		}
		w.Apply(Config{})
		synctest.Wait()
		if n := w.log.with(`"message":"connection"`, `"from":"connected"`, `"to":"not_set_up"`); n != 1 {
			t.Errorf("%d lines about the end", n)
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

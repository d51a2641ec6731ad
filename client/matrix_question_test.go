package client_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/ui/words"
)

// question is a fault of one answer while the connection is well.
type question struct {
	name, what string
	report     bool // of one report; else of a list
	large      bool
	short      bool
	answer     http.HandlerFunc // in place of the good one; nil: the good one, padded
	pad        int64            // to so many bytes

	kind   client.Kind // KindNone: it is answered
	reason client.Reason
	says   string // the error's words
	copies bool   // a saved copy is shown instead
	fails  bool   // it counts as a failure for the breaker
}

// listBound is that of a list's body, as in roundtrip.go.
const listBound = 32 << 20

// reportBound is that of a report's: the program's own, and a sixteenth of it under the race
// detector, where hundreds of megabytes take too long; 0 leaves maxReport to the program.
var reportBound, maxReport = func() (bound, set int64) {
	if raceEnabled {
		return 16 << 20, 16 << 20
	}
	return 256 << 20, 0
}()

func questions() []question {
	const (
		again   = "Try again; if it stays so, a proxy may answer in place of WATS: tell IT."
		less    = "The answer is larger than this program accepts. Ask for less, or open it in WATS itself."
		noPage  = "A web page answers at this address, not WATS: “Sign in”. Check the address in the settings, or sign in to the network in a browser."
		unread  = "The answer cannot be read. " + again
		forbids = "This is not available to this token. Ask whoever manages WATS to allow it, or use another token."
		busy    = "WATS has a fault and could not answer (status 500). Try again in a minute; if it stays so, tell whoever manages WATS."
	)
	return []question{
		{name: "list 400", what: "the server does not understand this question", answer: status(400, `"$filter: unknown"`), kind: client.KindBadRequest,
			says: "WATS could not read the question. Look up another text; if it stays so, call support: F2 shows what to tell them."},
		{name: "list 403", what: "lists are not for this token", answer: status(403, ""), kind: client.KindForbidden, says: forbids, short: true},
		{name: "list 409", what: "a conflict", answer: status(409, `"conflict"`), kind: client.KindUnexpected,
			says: "WATS answered with status 409, which this program does not know. If it stays so, call support: F2 shows what to tell them."},
		{name: "list 302", what: "only lists lead to another address", answer: status(302, "", "Location", "https://elsewhere.test/"), kind: client.KindRedirect,
			says: "The server points to another address. Enter that address in the settings if it is right; the token is not sent there by itself."},
		{name: "list 500", what: "a fault in the server", answer: status(500, ""), kind: client.KindServer, says: busy, copies: true, fails: true},
		{name: "list as a page", what: "a page in place of a list", answer: page("Sign in"), kind: client.KindNotWATS, reason: client.ReasonPage, says: noPage, copies: true, fails: true},
		{name: "list empty", what: "success, and nothing in it", answer: status(200, ""), kind: client.KindBadBody, says: unread, copies: true, fails: true},
		{name: "list garbage", what: "no JSON", answer: status(200, "\x01[{"), kind: client.KindBadBody, says: unread, copies: true, fails: true, short: true},
		{name: "list damaged gzip", what: "compressed data that is none", answer: status(200, "not gzip at all", "Content-Encoding", "gzip"), kind: client.KindBadBody, says: unread, copies: true, fails: true},
		{name: "list cut", what: "Content-Length is larger than the list", answer: say("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n[{"), kind: client.KindCut, says: cutSays, copies: true, fails: true},
		{name: "list drips", what: "the list comes byte by byte", answer: drip, kind: client.KindTimeout, reason: client.ReasonStalled, says: stalledSays, copies: true, fails: true},
		{name: "list at its bound", what: "a list of 32 MB", pad: listBound, large: true},
		{name: "list over its bound", what: "a list of 32 MB and a byte, 33 KB on the wire", pad: listBound + 1, large: true, kind: client.KindTooLarge, says: less},
		{name: "report 404", what: "the server does not know the report", report: true, answer: status(404, ""), kind: client.KindNotFound, short: true,
			says: "WATS does not know this report. Check the id; a new report can take three minutes to appear, and a token may see only some reports."},
		{name: "report 403", what: "the report is not for this token", report: true, answer: status(403, ""), kind: client.KindForbidden, says: forbids},
		{name: "report hangs", what: "the report never comes", report: true, answer: hangs, kind: client.KindTimeout, reason: client.ReasonSilent, says: silentSays, copies: true, fails: true},
		{name: "report reset mid-body", what: "the connection is reset within the report", report: true,
			answer: resetAfter("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"type\":"), kind: client.KindCut, says: cutSays, copies: true, fails: true},
		{name: "report at its bound", what: "a report of 256 MB", report: true, pad: reportBound, large: true},
		{name: "report over its bound", what: "256 MB and a byte", report: true, pad: reportBound + 1, large: true, kind: client.KindTooLarge, says: less},
	}
}

// TestFaultyAnswers: one answer is wrong while the version call is well.
func TestFaultyAnswers(t *testing.T) {
	body := goodBodies(t)
	for _, q := range questions() {
		t.Run(q.name, func(t *testing.T) {
			if testing.Short() && !q.short {
				t.Skip("left out by -short")
			}
			t.Parallel()
			q.run(t, row{large: q.large, patient: true}.rig(t, body))
		})
	}
}

func (q question) run(t *testing.T, b *rig) {
	answer := q.answer
	if answer == nil {
		answer = q.padded(b.body)
	}
	b.site.set(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/Version") {
			b.body.well(w, r)
			return
		}
		answer(w, r)
	})
	before := b.Snapshot().Breaker.Failures
	saved, cause, err := q.ask(t, b)
	b.met.add(err, cause)
	if q.copies {
		err = cause
	}
	if q.copies == saved.IsZero() || client.KindOf(err) != q.kind {
		t.Fatalf("%v, a copy saved %v because of %v", err, saved, cause)
	}
	if failed := b.Snapshot().Breaker.Failures > before; failed != q.fails {
		t.Errorf("counted as a failure: %v", failed)
	}
	if e, ok := err.(*client.Error); ok && e.Reason != q.reason {
		t.Errorf("reason %q", e.Reason)
	}
	if got := words.Error(err).Joined(); got != q.says {
		t.Errorf("says\n %q, want\n %q", got, q.says)
	}
	mark, mended := b.seen.now(), time.Now()
	b.mend(t)
	b.seen.until(t, "connected", mark, patience, func(s sample) bool { return s.connected() && s.Proven.After(mended) })
	b.answered(t)
}

func (q question) ask(t *testing.T, b *rig) (saved time.Time, cause, err error) {
	t.Helper()
	if q.report {
		o, err := b.Open(t.Context(), b.body.id)
		if err == nil && o.Report == nil {
			t.Error("no report")
		}
		return o.Saved, o.Cause, err
	}
	a, err := b.Find(t.Context(), client.Query{Text: b.body.serial, By: client.BySerial})
	if err == nil && len(a.Headers) == 0 {
		t.Error("no rows")
	}
	return a.Saved, a.Cause, err
}

// padded answers well, with so much more in it that the body has q.pad bytes: elements of
// a list that are no headers, or a field of a report that nobody knows. On the wire it is
// little, for a megabyte of it is the same gzip member again and again.
func (q question) padded(body bodies) http.HandlerFunc {
	good, head, tail := body.list, "[", ""
	if q.report {
		good, head, tail = body.report, `{"padding":[`, "null],"
	}
	good = bytes.TrimLeft(good, " \r\n\t")[1:]
	unit := []byte(`"` + strings.Repeat("x", 1021) + `",`) // 1 KB
	left := q.pad - int64(len(head)+len(tail)+len(good))
	first, member := gzipped([]byte(head)), gzipped(bytes.Repeat(unit, 1<<10))
	rest := append(bytes.Repeat(unit, int(left%(1<<20))>>10), bytes.Repeat([]byte(" "), int(left%(1<<10)))...)
	last := gzipped(append(append(rest, tail...), good...))
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(first)
		for range left >> 20 {
			if _, err := w.Write(member); err != nil {
				return
			}
		}
		_, _ = w.Write(last)
	}
}

func gzipped(data []byte) []byte {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	_, _ = w.Write(data)
	_ = w.Close()
	return z.Bytes()
}

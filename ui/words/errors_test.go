package words

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// Every kind has a title and an advice of its own, and names itself for copying.
func TestErrorKnowsEveryKind(t *testing.T) {
	titles := map[string]client.Kind{}
	for _, kind := range client.Kinds() {
		cause := errors.New("the cause")
		got := Error(fmt.Errorf("wrapped: %w", &client.Error{Kind: kind, Op: "version", CorrelationID: "a1b2", Err: cause}))
		whole(t, string(kind), got)
		if !Has("error.kind." + string(kind) + ".title") {
			t.Errorf("%s has no words of its own", kind)
		}
		for _, part := range []string{string(kind), "version", "the cause", "a1b2"} {
			if !strings.Contains(got.Technical, part) {
				t.Errorf("%s: %q is missing in %q", kind, part, got.Technical)
			}
		}
		if other, there := titles[got.Title]; there {
			t.Errorf("%s and %s read the same: %q", kind, other, got.Title)
		}
		titles[got.Title] = kind
	}
	if len(titles) < 24 {
		t.Errorf("only %d kinds", len(titles))
	}
}

// whole checks that a trouble has all three parts and that its texts are sentences.
func whole(t *testing.T, name string, got Trouble) {
	t.Helper()
	if got.Title == "" || got.Advice == "" || got.Technical == "" {
		t.Errorf("%s: a part is missing: %+v", name, got)
	}
	for _, text := range []string{got.Title, got.Advice} {
		if !strings.HasSuffix(text, ".") || strings.Contains(text, "%!") || strings.Contains(text, "error.") {
			t.Errorf("%s: %q is no sentence", name, text)
		}
	}
}

func TestErrorTellsMore(t *testing.T) {
	cases := []struct {
		err           error
		title, advice string // parts of them
	}{
		{&client.Error{Kind: client.KindOpen, RetryIn: 22200 * time.Millisecond}, "does not answer", "Try again in 23 s."},
		{&breaker.OpenError{RetryIn: 3 * time.Second, Cause: errors.New("x")}, "does not answer", "Try again in 3 s."},
		{&client.Error{Kind: client.KindRateLimited, RetryIn: 7 * time.Second}, "fewer requests", "Try again in 7 s."},
		{&client.Error{Kind: client.KindPaused, RetryIn: time.Second}, "asked to wait", "Try again in 1 s."},
		{&client.Error{Kind: client.KindServer, Status: 503}, "(status 503)", "Try again in a minute"},
		{&client.Error{Kind: client.KindUnexpected, Status: 418}, "status 418", "F2"},
		{&client.Error{Kind: client.KindName, Detail: "wats-servr"}, "wats-servr", "spelling"},
		{&client.Error{Kind: client.KindTLS, Detail: "issued by Company Proxy CA"}, "Company Proxy CA", "IT"},
		{&client.Error{Kind: client.KindUnauthorized, Status: 402}, "second factor", "token"},
		{&client.Error{Kind: client.KindQuestion, Detail: client.QuestionEmpty}, "nothing to look up", "Scan or type"},
		{&client.Error{Kind: client.KindQuestion, Detail: client.QuestionTooLong}, "too long", "200 characters"},
		{&client.Error{Kind: client.KindQuestion, Detail: client.QuestionControl}, "characters", "Scan or type"},
		{&client.Error{Kind: client.KindQuestion, Detail: client.QuestionNotID}, "no report id", "Scan or type"},
		{&client.Error{Kind: client.KindQuestion, Detail: client.QuestionToken}, "access token", "settings"},
		{&client.Error{Kind: client.KindQuestion, Detail: client.QuestionNoStation}, "no name", "Scan or type"},
		{&client.Error{Kind: "of_tomorrow"}, "does not know", "F2"},
		{&station.ChangedError{Path: "/etc/station.conf"}, "/etc/station.conf", "Look at the values"},
		{&station.ValueError{Key: station.KeyTheme, Why: station.ReasonBadValue}, "“Theme”", "light, dark or system"},
		{fmt.Errorf("x: %w", station.ErrBusy), "Another program", "Wait a moment"},
		{station.ErrNoFile, "no file", "--config"},
		{secret.ErrAddress, "address", "https://"},
		{fmt.Errorf("x: %w", secret.ErrTokenFile), "no token", "first line"},
		{fmt.Errorf("x: %w", secret.ErrKeyring), "keyring", "Unlock"},
		{context.Canceled, "Stopped", "Look up again"},
		{fmt.Errorf("x: %w", context.DeadlineExceeded), "in time", "Try again"},
		{&fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}, "may not", "IT"},
		{&fs.PathError{Op: "open", Path: "x", Err: fs.ErrNotExist}, "not there", "Check the path"},
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, "disk is full", "Make room"},
		{errors.New("something else"), "did not work", "copy the cause"},
	}
	for _, c := range cases {
		got := Error(c.err)
		whole(t, fmt.Sprint(c.err), got)
		if !strings.Contains(got.Title, c.title) || !strings.Contains(got.Advice, c.advice) {
			t.Errorf("%v: %+v, want …%s… and …%s…", c.err, got, c.title, c.advice)
		}
	}
	if got := Error(nil); got != (Trouble{}) {
		t.Errorf("no error: %+v", got)
	}
}

func TestTechnicalIsOneCleanLine(t *testing.T) {
	got := Error(&client.Error{Kind: client.KindBadRequest, Status: 400, Detail: "root:\nbad\x1b[0m", Err: errors.New("x\u202ey")})
	if want := "bad_request HTTP 400: root:␊bad␛[0m: x\ufffdy"; got.Technical != want {
		t.Errorf("got %q, want %q", got.Technical, want)
	}
}

// Every reason has words of its own, with and without a detail, and they say what the
// reason's kind alone does not.
func TestErrorKnowsEveryReason(t *testing.T) {
	kinds, n := client.Kinds(), 0
	for kind, reasons := range client.Reasons() {
		if !slices.Contains(kinds, kind) {
			t.Errorf("%s is no kind", kind)
		}
		titles := map[string]client.Reason{Error(&client.Error{Kind: kind, Detail: "proxy:8080"}).Title: ""}
		for _, reason := range reasons {
			n++
			name := string(kind) + "." + string(reason)
			e := &client.Error{Kind: kind, Reason: reason, Op: "version", Detail: "proxy:8080"}
			got := Error(e)
			whole(t, name, got)
			if other, there := titles[got.Title]; there {
				t.Errorf("%s reads the same as %q: %q", name, other, got.Title)
			}
			titles[got.Title] = reason
			if !strings.HasPrefix(got.Technical, string(kind)+" "+string(reason)+" (version)") {
				t.Errorf("%s: technical %q", name, got.Technical)
			}
			e.Detail = ""
			whole(t, name+" without a detail", Error(e))
		}
	}
	if n < 20 {
		t.Errorf("only %d reasons", n)
	}
}

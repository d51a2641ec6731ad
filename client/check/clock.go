package check

import (
	"context"
	"errors"
	"strings"
	"time"

	"stationcompanion/client"
)

// The clock offsets at which a person is told, and at which it fails: WATS holds reports
// dated in the future back.
const (
	clockNotice = 30 * time.Second
	clockBad    = 5 * time.Minute
)

// clock compares this PC's clock with the server's Date header, good to ±1 s. Without an
// answer the certificate tells whether this PC's time can be right.
func (c *checking) clock(context.Context) Result {
	if c.answer == nil {
		return c.clockByCertificate()
	}
	if c.answer.date.IsZero() {
		return Result{State: Well, Note: NoteNoDate, Evidence: "no Date header"}
	}
	// The header is cut to whole seconds, so its middle is the best guess.
	off := c.answer.date.Add(500 * time.Millisecond).Sub(c.answer.middle.Round(0))
	r := Result{State: Well, Offset: &off, Evidence: "this PC is " + relation(off) + " the server (±1 s)"}
	switch {
	case off.Abs() <= clockNotice:
		return r
	case off > 0:
		r.Note = NoteBehind
	default:
		r.Note = NoteAhead
	}
	r.State = Notice
	if off.Abs() > clockBad {
		r.State = Failed
	}
	return r
}

func relation(off time.Duration) string {
	switch whole := off.Round(time.Second); {
	case whole == 0:
		return "as"
	case whole > 0:
		return whole.String() + " behind"
	default:
		return (-whole).String() + " ahead of"
	}
}

func (c *checking) clockByCertificate() Result {
	from, to, at := c.cert.NotBefore, c.cert.NotAfter, c.cert.At
	evidence := "this PC's clock says " + at.UTC().Format(time.RFC3339) + "; the certificate is valid from " +
		from.UTC().Format(time.RFC3339) + " to " + to.UTC().Format(time.RFC3339)
	if at.Before(from) || at.After(to) {
		return Result{State: Failed, Note: NoteClockOrCert, Evidence: evidence, Cert: c.cert}
	}
	return well(evidence)
}

// asError gives the *client.Error inside err, as a copy that may be changed.
func asError(err error) *client.Error {
	if e, ok := errors.AsType[*client.Error](err); ok {
		own := *e
		return &own
	}
	e := client.Classify("", err)
	e.Detail = strings.TrimSpace(e.Detail)
	return e
}

package client

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"syscall"

	"stationcompanion/breaker"
)

// Classify makes the *Error of a failure below HTTP: dialling, resolving,
// handshake, sending, reading. It is exported for the layer-by-layer check.
func Classify(op string, err error) *Error {
	if e := proxyError(err); e != nil {
		e.Op = op
		return e
	}
	e := &Error{Op: op, Err: err, Detail: place(err)}
	if reason, detail := tlsReason(err); detail != "" {
		e.Kind, e.Reason, e.Detail = KindTLS, reason, cleanDetail(detail)
		return e
	}
	e.Kind = kindOfTransport(err)
	switch {
	case e.Kind == KindName && !isNotFound(err):
		e.Reason = ReasonNoService
	case e.Kind == KindNotWATS:
		e.Reason = ReasonNoHTTP
	case e.Kind == KindTimeout && isDial(err):
		e.Reason = ReasonConnect
	}
	if text := err.Error(); e.Kind == KindUnreachable && e.Detail == "" {
		e.Detail = cleanDetail(text)
	}
	return e
}

func kindOfTransport(err error) Kind {
	text := err.Error()
	_, dns := errors.AsType[*net.DNSError](err)
	switch {
	case dns:
		return KindName
	case errors.Is(err, context.Canceled):
		return KindCancelled
	case isTimeout(err):
		return KindTimeout
	case isErrno(err, refusedErrnos):
		return KindRefused
	case isErrno(err, unreachableErrnos):
		return KindUnreachable
	// net/http has no types for these.
	case strings.Contains(text, "response headers exceeded"):
		return KindTooLarge
	case strings.Contains(text, "malformed HTTP"):
		return KindNotWATS
	case strings.Contains(text, "malformed MIME"): // behind a sound first line: the head was cut within a line
		return KindCut
	case isErrno(err, cutErrnos), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF),
		errors.Is(err, io.ErrClosedPipe), errors.Is(err, net.ErrClosed),
		strings.Contains(text, "server closed idle connection"), strings.Contains(text, "connection broken"):
		return KindCut
	}
	return KindUnreachable
}

func isTimeout(err error) bool {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) || isErrno(err, timeoutErrnos) {
		return true
	}
	ne, ok := errors.AsType[net.Error](err)
	return ok && ne.Timeout()
}

func isErrno(err error, of []syscall.Errno) bool {
	no, ok := errors.AsType[syscall.Errno](err)
	return ok && slices.Contains(of, no)
}

// isNotFound tells a name nobody has from one nobody answered for.
func isNotFound(err error) bool {
	dns, ok := errors.AsType[*net.DNSError](err)
	return ok && dns.IsNotFound
}

func isDial(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return ok && op.Op == "dial"
}

// place names what could not be reached: the host name, the address, the proxy.
func place(err error) string {
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return cleanDetail(dns.Name)
	}
	op, ok := errors.AsType[*net.OpError](err)
	if !ok {
		return ""
	}
	prefix := ""
	if op.Op == "proxyconnect" {
		prefix = "proxy "
		if inner, ok := errors.AsType[*net.OpError](op.Err); ok {
			op = inner
		}
	}
	if op.Addr == nil {
		return strings.TrimSpace(prefix)
	}
	return cleanDetail(prefix + op.Addr.String())
}

// outcomeOf says what an exchange's error (nil = none) tells the breaker.
func outcomeOf(e *Error) breaker.Outcome {
	if e == nil {
		return breaker.Success
	}
	switch e.Kind {
	case KindCancelled, KindRateLimited:
		return breaker.Ignored
	case KindRefused, KindUnreachable, KindName, KindProxy, KindTLS, KindTimeout, KindCut, KindServer, KindBadBody:
		return breaker.Failure
	case KindNotWATS:
		// A 404 or a redirect shows somebody alive; a page where the version
		// should be, or no HTTP at all, does not.
		if e.Status == 0 || e.Status/100 == 2 {
			return breaker.Failure
		}
	}
	return breaker.Success
}

package logging

import (
	"context"
	"math/rand/v2"

	"github.com/rs/zerolog"
)

// scope is what a context carries for the log.
type scope struct{ id, operation string }

type scopeKey struct{}

func scopeOf(ctx context.Context) scope {
	s, _ := ctx.Value(scopeKey{}).(*scope)
	if s == nil {
		return scope{}
	}
	return *s
}

// Begin starts an operation: the returned context carries a new correlation id
// (16 hex digits) and the operation's name. Contexts nest: an operation begun
// inside another keeps the outer id and has its own name; going on with the outer
// context restores the outer name.
func Begin(ctx context.Context, operation string) context.Context {
	s := scope{id: scopeOf(ctx).id, operation: operation}
	if s.id == "" {
		s.id = newID()
	}
	return context.WithValue(ctx, scopeKey{}, &s)
}

// WithCorrelationID carries a given id (restored from elsewhere); the operation
// stays. The id also goes into a request header: all but visible ASCII is taken
// out of it, and it is cut at 128 bytes. What is empty then means none.
func WithCorrelationID(ctx context.Context, id string) context.Context {
	s := scopeOf(ctx)
	s.id = cleanID(id)
	return context.WithValue(ctx, scopeKey{}, &s)
}

// CorrelationID is the id the context carries; empty when none.
func CorrelationID(ctx context.Context) string { return scopeOf(ctx).id }

// Operation is the name of the operation the context belongs to; empty when none.
func Operation(ctx context.Context) string { return scopeOf(ctx).operation }

// newID need not be secret, only never the same twice in a log.
func newID() string {
	var b [16]byte
	for i, n := 0, rand.Uint64(); i < len(b); i, n = i+1, n>>4 { // #nosec G404 -- an id to find lines by, no secret
		b[i] = hexDigits[n&15]
	}
	return string(b[:])
}

func cleanID(id string) string {
	const most = 128
	b := make([]byte, 0, min(len(id), most))
	for i := 0; i < len(id) && len(b) < most; i++ {
		if id[i] > ' ' && id[i] < 0x7f {
			b = append(b, id[i])
		}
	}
	return string(b)
}

// contextHook adds what Event.Ctx brought along; lineBuilder puts it in its place.
type contextHook struct{}

// Run is called by zerolog as the event is finished.
func (contextHook) Run(e *zerolog.Event, _ zerolog.Level, _ string) {
	s := scopeOf(e.GetCtx())
	if s.id != "" {
		e.Str("correlation_id", s.id)
	}
	if s.operation != "" {
		e.Str("operation", s.operation)
	}
}

package logging

import (
	"context"
	"math/rand/v2"

	"github.com/rs/zerolog"
)

// scope is a context that carries for the log what it belongs to.
type scope struct {
	context.Context
	id, operation string
}

type scopeKey struct{}

// Value gives the scope itself for its key, else what the outer context has.
func (s *scope) Value(key any) any {
	if key == (scopeKey{}) {
		return s
	}
	return s.Context.Value(key)
}

// within carries id and operation in ctx.
func within(ctx context.Context, id, operation string) context.Context {
	return &scope{ctx, id, operation}
}

// scopeOf gives what ctx carries; both are empty when nothing.
func scopeOf(ctx context.Context) (id, operation string) {
	if s, _ := ctx.Value(scopeKey{}).(*scope); s != nil {
		return s.id, s.operation
	}
	return "", ""
}

// Begin starts an operation: the returned context carries a new correlation id
// (16 hex digits) and the operation's name. Contexts nest: an operation begun
// inside another keeps the outer id and has its own name; going on with the outer
// context restores the outer name.
func Begin(ctx context.Context, operation string) context.Context {
	id, _ := scopeOf(ctx)
	if id == "" {
		id = newID()
	}
	return within(ctx, id, operation)
}

// WithCorrelationID carries a given id (restored from elsewhere); the operation
// stays. The id also goes into a request header: all but visible ASCII is taken
// out of it, and it is cut at 128 bytes. What is empty then means none.
func WithCorrelationID(ctx context.Context, id string) context.Context {
	_, operation := scopeOf(ctx)
	return within(ctx, cleanID(id), operation)
}

// CorrelationID is the id the context carries; empty when none.
func CorrelationID(ctx context.Context) string {
	id, _ := scopeOf(ctx)
	return id
}

// Operation is the name of the operation the context belongs to; empty when none.
func Operation(ctx context.Context) string {
	_, operation := scopeOf(ctx)
	return operation
}

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
	id, operation := scopeOf(e.GetCtx())
	if id != "" {
		e.Str("correlation_id", id)
	}
	if operation != "" {
		e.Str("operation", operation)
	}
}

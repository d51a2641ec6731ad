package client

import (
	"errors"

	"stationcompanion/station/secret"
)

// Mask takes tokens out of detail and cause: a server, or a proxy on the way, may say
// again what it was sent, and errors go to logs, windows and support. The errors this
// package gives are masked.
func (e *Error) Mask(m secret.Masker) {
	e.Detail = m.Mask(e.Detail)
	if e.Err == nil {
		return
	}
	if text := e.Err.Error(); m.In(text) {
		cause := e.Err
		e.Err = &maskedError{text: m.Mask(text), cause: func() error { return cause }}
	}
}

// maskedError is an error whose text held a token. It is still what its cause is, for
// errors.Is and errors.As, but gives it to nobody who would print it.
type maskedError struct {
	text  string
	cause func() error
}

// Error gives the text without the token.
func (e *maskedError) Error() string { return e.text }

// Is reports whether the cause is target.
func (e *maskedError) Is(target error) bool { return errors.Is(e.cause(), target) }

// As looks for target's type in the cause.
func (e *maskedError) As(target any) bool { return errors.As(e.cause(), target) }

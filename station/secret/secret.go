// Package secret holds the WATS token so that it cannot be printed, and keeps
// it where this user alone can read it: the system keyring, else a 0600 file.
//
// A token belongs to the origin (scheme, host and port) it was saved for and is
// never handed out for another. It does not protect against other programs of
// the same user; nothing on a PC does.
package secret

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/rs/zerolog"
)

// mask is what every way of printing a Token gives, the empty one included.
const mask = "***"

// Token is a secret text. Every way of printing it gives "***". The zero Token is
// the empty one. Compare tokens with Equal; they have no ==.
type Token struct {
	// A function, since package fmt prints the unexported fields of a struct that
	// holds a Token without asking the Token how: it looks into texts, and with a verb
	// that does not fit also through pointers, but not into functions.
	reveal func() string
}

// New wraps a text, trimmed.
func New(s string) Token {
	if s = strings.TrimSpace(s); s == "" {
		return Token{}
	}
	return Token{reveal: func() string { return s }}
}

// Reveal gives the text. Call it only where it goes on the wire or into a store.
func (t Token) Reveal() string {
	if t.reveal == nil {
		return ""
	}
	return t.reveal()
}

// Empty reports whether there is no token.
func (t Token) Empty() bool { return t.reveal == nil }

// Equal compares the texts in a time that tells nothing about them.
func (t Token) Equal(other Token) bool {
	a, b := sha256.Sum256([]byte(t.Reveal())), sha256.Sum256([]byte(other.Reveal()))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

var (
	_ fmt.Formatter              = Token{}
	_ fmt.GoStringer             = Token{}
	_ slog.LogValuer             = Token{}
	_ zerolog.LogObjectMarshaler = Token{}
)

// Format answers every verb of package fmt.
func (t Token) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, mask) }

// String gives "***".
func (t Token) String() string { return mask }

// GoString gives "***".
func (t Token) GoString() string { return mask }

// MarshalText gives "***".
func (t Token) MarshalText() ([]byte, error) { return []byte(mask), nil }

// MarshalJSON gives the string "***".
func (t Token) MarshalJSON() ([]byte, error) { return []byte(`"` + mask + `"`), nil }

// MarshalZerologObject gives {"token":"***"}.
func (t Token) MarshalZerologObject(e *zerolog.Event) { e.Str("token", mask) }

// LogValue gives "***".
func (t Token) LogValue() slog.Value { return slog.StringValue(mask) }

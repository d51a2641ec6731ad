package secret

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"stationcompanion/station/internal/coding"
	"stationcompanion/station/internal/durable"
)

// maxTokenFile is the largest --token-file, in bytes.
const maxTokenFile = 64 << 10

// ErrTokenFile says that a --token-file holds no token: it is empty, has several lines
// or is no text.
var ErrTokenFile = errors.New("no token in the file")

// Request says which token is wanted and what may supply it.
type Request struct {
	Origin string // of the configured server
	// GivenFor is the server that was configured when the token file and the
	// environment were given, at the program's start: theirs is no token for another one
	// that the settings name later. Empty: for Origin.
	GivenFor  string
	TokenFile string // --token-file
	EnvToken  string // PYWATS_API_TOKEN
	EnvServer string // PYWATS_SERVER_URL: when set and of another origin, EnvToken is not for us
	Store     Store
}

// Resolve finds the token for an origin: --token-file, then the store, then the
// environment. err tells what kept a place from being asked; a token may still be found.
// A --token-file that cannot be used ends the search: another token than the one
// asked for would speak in somebody else's name. Without an origin there is no token.
func Resolve(ctx context.Context, r Request) (Token, Place, error) {
	if strings.TrimSpace(r.Origin) == "" {
		return Token{}, PlaceNone, nil
	}
	origin, err := Origin(r.Origin)
	if err != nil {
		return Token{}, PlaceNone, err
	}
	given := isFor(r.GivenFor, origin)
	if r.TokenFile != "" && given {
		t, err := readTokenFile(r.TokenFile)
		if err != nil {
			return Token{}, PlaceNone, err
		}
		return t, PlaceFlag, nil
	}
	t, place, err := r.Store.Load(ctx, origin)
	if !t.Empty() {
		return t, place, err
	}
	if strings.TrimSpace(r.EnvServer) != "" { // it says itself what it is for
		given = isFor(r.EnvServer, origin)
	}
	if t := New(r.EnvToken); !t.Empty() && given {
		return t, PlaceEnv, err
	}
	return Token{}, PlaceNone, err
}

// isFor tells whether what was given for a server belongs to origin; without a server it
// does.
func isFor(server, origin string) bool {
	if strings.TrimSpace(server) == "" {
		return true
	}
	theirs, err := Origin(server)
	return err == nil && theirs == origin
}

// readTokenFile reads a file of one line, in whatever coding an editor or
// PowerShell has written it. No error repeats what it holds.
func readTokenFile(path string) (Token, error) {
	data, _, err := durable.Read(path, maxTokenFile+1, 2*time.Second)
	if err != nil {
		return Token{}, err
	}
	text, _, _, err := coding.Decode(data)
	t := New(text)
	if err != nil || t.Empty() || len(data) > maxTokenFile || strings.ContainsFunc(t.Reveal(), unicode.IsControl) {
		return Token{}, fmt.Errorf("%s: %w", path, ErrTokenFile)
	}
	return t, nil
}

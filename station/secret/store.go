package secret

import (
	"context"
	"errors"
	"time"

	"github.com/zalando/go-keyring"

	"stationcompanion/station/internal/durable"
)

// Place says where a token was found or stored.
type Place string

// The places. They are asked in this order: --token-file, the store (see Store for
// its two), the environment.
const (
	PlaceFlag    Place = "token_file"  // --token-file
	PlaceKeyring Place = "keyring"     // the system's keyring
	PlaceFile    Place = "file"        // a file only this user can read
	PlaceEnv     Place = "environment" // PYWATS_API_TOKEN
	PlaceNone    Place = "none"
)

// defaultWait bounds the keyring's answer where the caller's context does not.
const defaultWait = 3 * time.Second

// Store keeps tokens by origin. The zero Store uses the system keyring and the
// file fallback under the XDG state home.
//
// The file holds a token only while the keyring could not take it, so a token in the
// file is newer than one in the keyring, and is the one that counts. An empty one there
// says that the token is forgotten, while the keyring could not be told so.
type Store struct {
	// Dir holds the fallback file; empty means station-companion under the XDG state home.
	Dir string
	// NoKeyring skips the keyring (tests, and where it cannot be used).
	NoKeyring bool

	ring   ring            // nil: the system's
	asking chan struct{}   // of ring, see ask
	disk   durable.Options // faults, in tests
}

// Load gives the token saved for origin; PlaceNone when there is none. It ends
// with ctx (3 s when ctx has no deadline), also when a locked keyring never answers.
// The error tells what kept a place from being asked (ErrKeyring, ErrDamaged, the
// file's error);
// a computer without a keyring is no error.
func (s Store) Load(ctx context.Context, origin string) (Token, Place, error) {
	origin, err := Origin(origin)
	if err != nil {
		return Token{}, PlaceNone, err
	}
	tokens, fileErr := s.readFile()
	if text, ok := tokens[origin]; ok {
		if t := New(text); !t.Empty() {
			return t, PlaceFile, nil
		}
		return Token{}, PlaceNone, nil // forgotten, whatever the keyring still holds
	}
	text, err := s.ask(ctx, func(r ring) (string, error) { return r.Get(service, origin) })
	if t := New(text); err == nil && !t.Empty() {
		return t, PlaceKeyring, fileErr
	}
	return Token{}, PlaceNone, errors.Join(fileErr, fault(err))
}

// Save keeps a token for origin and says where it went: the keyring, or the file
// where the keyring is missing, silent, or too small (Windows takes 2560 bytes). An
// empty token is forgotten, see Delete.
func (s Store) Save(ctx context.Context, origin string, t Token) (Place, error) {
	origin, err := Origin(origin)
	if err != nil {
		return PlaceNone, err
	}
	if t.Empty() {
		return PlaceNone, s.Delete(ctx, origin)
	}
	if tokens, _ := s.readFile(); tokens[origin] != "" {
		// The older one in the file would count until it is gone: whatever moment
		// ends this process, the newest token is the one that is found.
		if err := s.putFile(ctx, origin, t); err != nil {
			return PlaceNone, err
		}
	}
	_, err = s.ask(ctx, func(r ring) (string, error) { return "", r.Set(service, origin, t.Reveal()) })
	switch {
	case err == nil:
		return PlaceKeyring, s.dropFile(ctx, origin)
	case errors.Is(ctx.Err(), context.Canceled):
		return PlaceNone, ctx.Err()
	}
	if fileErr := s.putFile(ctx, origin, t); fileErr != nil {
		return PlaceNone, errors.Join(fileErr, fault(err))
	}
	if errors.Is(err, keyring.ErrSetDataTooBig) { // it answers: let it forget the older one
		_, _ = s.ask(ctx, func(r ring) (string, error) { return "", r.Delete(service, origin) })
	}
	return PlaceFile, nil
}

// Delete forgets the token of origin everywhere this store keeps one. Where the keyring
// does not do it the error says so (ErrKeyring); the token is not found any more even so.
func (s Store) Delete(ctx context.Context, origin string) error {
	origin, err := Origin(origin)
	if err != nil {
		return err
	}
	if tokens, _ := s.readFile(); tokens[origin] != "" {
		// An older one in the keyring must not count again, whatever ends this process.
		if err := s.putFile(ctx, origin, Token{}); err != nil {
			return err
		}
	}
	_, err = s.ask(ctx, func(r ring) (string, error) { return "", r.Delete(service, origin) })
	if err = fault(err); err != nil {
		return errors.Join(s.putFile(ctx, origin, Token{}), err)
	}
	return s.dropFile(ctx, origin)
}

// ask asks the keyring, if this store has one.
func (s Store) ask(ctx context.Context, op func(ring) (string, error)) (string, error) {
	if s.NoKeyring {
		return "", errNoRing
	}
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, defaultWait)
		defer cancel()
	}
	r, turn := s.ring, s.asking
	if r == nil {
		r, turn = systemRing{}, asking
	}
	return ask(ctx, turn, func() (string, error) { return op(r) })
}

// fault is err unless it only says that nothing is kept.
func fault(err error) error {
	if errors.Is(err, keyring.ErrNotFound) || errors.Is(err, errNoRing) {
		return nil
	}
	return err
}

package words

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"stationcompanion/station/secret"
)

// A keyring that is locked, silent, failing or not there at all: the token goes to the
// file or comes from the environment, and what is said about it can be followed.
func TestKeyringFaultsInWords(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=unused")
	t.Cleanup(keyring.MockInit)
	const server, notAnswered = "https://wats.invalid", "The system's keyring did not answer."
	for name, tc := range map[string]struct {
		fail  error
		title string // of looking, "" where that is no trouble
		saved secret.Place
	}{
		"well":     {nil, "", secret.PlaceKeyring},
		"locked":   {errors.New("org.freedesktop.Secret.Error.IsLocked"), notAnswered, secret.PlaceFile},
		"refusing": {errors.New("prompt dismissed"), notAnswered, secret.PlaceFile},
		"absent":   {keyring.ErrUnsupportedPlatform, "", secret.PlaceFile},
		"no bus":   {errors.New("The name org.freedesktop.secrets was not provided by any .service files"), "", secret.PlaceFile},
	} {
		if tc.fail == nil {
			keyring.MockInit()
		} else {
			keyring.MockInitWithError(tc.fail)
		}
		store := secret.Store{Dir: t.TempDir()}
		got, place, err := secret.Resolve(t.Context(), secret.Request{Origin: server, EnvToken: "env", Store: store})
		if got.Reveal() != "env" || place != secret.PlaceEnv || Error(err).Title != tc.title {
			t.Errorf("%s: %q from %s, %+v", name, got.Reveal(), place, Error(err))
		}
		if err != nil && !strings.Contains(Error(err).Advice, "Unlock the keyring") {
			t.Errorf("%s: %+v", name, Error(err))
		}
		place, err = store.Save(t.Context(), server, secret.New("token"))
		if place != tc.saved || err != nil {
			t.Errorf("%s: saved to %s, %v", name, place, err)
		}
		if label := TokenPlace(place); label == TokenPlace(secret.PlaceNone) || strings.Contains(label, "token_place") {
			t.Errorf("%s: it is said to be %q", name, label)
		}
		if got, place, err = store.Load(t.Context(), server); got.Reveal() != "token" || place != tc.saved || err != nil {
			t.Errorf("%s: then %q from %s, %v", name, got.Reveal(), place, err)
		}
		if err := store.Delete(t.Context(), server); Error(err).Title != tc.title {
			t.Errorf("%s: forgetting: %+v", name, Error(err))
		}
		if got, _, _ := store.Load(t.Context(), server); !got.Empty() {
			t.Errorf("%s: not forgotten", name)
		}
	}
	// One that never answers ends with a deadline; that is not WATS being slow.
	silent := fmt.Errorf("%w: %w", secret.ErrKeyring, context.DeadlineExceeded)
	if got := Error(silent); got.Title != notAnswered {
		t.Errorf("silent: %+v", got)
	}
}

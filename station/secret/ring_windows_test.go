package secret

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// The keyring of Windows itself keeps tokens, under an origin of this test's own, and
// what is too large for it goes to the file.
func TestWindowsKeyring(t *testing.T) {
	const origin = "https://keyring-test.station-companion.invalid"
	err := systemRing{}.Set(service, origin, "x")
	if errors.Is(err, syscall.Errno(1312)) { // ERROR_NO_SUCH_LOGON_SESSION
		t.Skip("this account has no keyring, as services have none:", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = systemRing{}.Delete(service, origin) })
	s := Store{Dir: t.TempDir()}
	wantLoad(t, s, origin, "x", PlaceKeyring)
	for _, text := range []string{"one", "YWJjOmRlZg==", strings.Repeat("x", 2560)} {
		wantSave(t, s, origin, text, PlaceKeyring)
		wantLoad(t, Store{Dir: t.TempDir()}, origin, text, PlaceKeyring) // another process would find it
	}
	if _, err := os.Stat(s.path()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file beside the keyring: %v", err)
	}
	wantSave(t, s, origin, strings.Repeat("x", 2561), PlaceFile)
	wantLoad(t, s, origin, strings.Repeat("x", 2561), PlaceFile)
	wantLoad(t, Store{Dir: t.TempDir()}, origin, "", PlaceNone) // the keyring forgot the older one
	wantSave(t, s, origin, "short", PlaceKeyring)
	wantLoad(t, s, origin, "short", PlaceKeyring)
	for range 2 { // the second has nothing to forget
		if err := s.Delete(t.Context(), origin); err != nil {
			t.Error(err)
		}
		wantLoad(t, s, origin, "", PlaceNone)
	}
}

package secret

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"strings"
	"syscall"

	"github.com/zalando/go-keyring"
)

// service is the name under which the keyring keeps one entry per origin.
const service = "station-companion"

// ErrKeyring says that the system's keyring is there but did not do what it was
// asked; with context.DeadlineExceeded when it never answered, as a locked one does
// while its question to the user stands open.
var ErrKeyring = errors.New("the system's keyring did not answer")

// errNoRing says that there is no keyring on this computer or in this session. That
// is no fault: the file is there for it.
var errNoRing = errors.New("no keyring here")

// ring is what a Store asks of a keyring.
type ring interface {
	Get(service, user string) (string, error)
	Set(service, user, password string) error
	Delete(service, user string) error
}

// systemRing is the keyring of this computer.
type systemRing struct{}

func (systemRing) Get(service, user string) (string, error) {
	if !ringReachable() {
		return "", errNoRing
	}
	return keyring.Get(service, user)
}

func (systemRing) Set(service, user, password string) error {
	if !ringReachable() {
		return errNoRing
	}
	return keyring.Set(service, user, password)
}

func (systemRing) Delete(service, user string) error {
	if !ringReachable() {
		return errNoRing
	}
	return keyring.Delete(service, user)
}

// asking is held by the one call to the system's keyring that may be under way. A
// keyring that never answers so costs one goroutine, however often it is asked again.
var asking = make(chan struct{}, 1)

// ask runs op on a goroutine of its own and gives up waiting when ctx ends: the
// libraries below cannot be interrupted.
func ask(ctx context.Context, asking chan struct{}, op func() (string, error)) (string, error) {
	select {
	case asking <- struct{}{}:
	case <-ctx.Done():
		return "", fmt.Errorf("%w: %w", ErrKeyring, ctx.Err())
	}
	type answer struct {
		text string
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		text, err := op()
		<-asking
		done <- answer{text, err}
	}()
	select {
	case a := <-done:
		return a.text, ringError(a.err)
	case <-ctx.Done():
		return "", fmt.Errorf("%w: %w", ErrKeyring, ctx.Err())
	}
}

// ringError sorts the keyring's errors: nothing kept (keyring.ErrNotFound), too large
// for it (keyring.ErrSetDataTooBig), no keyring (errNoRing), anything else ErrKeyring.
func ringError(err error) error {
	switch {
	case err == nil, errors.Is(err, keyring.ErrNotFound), errors.Is(err, keyring.ErrSetDataTooBig), errors.Is(err, errNoRing):
		return err
	case errors.Is(err, keyring.ErrUnsupportedPlatform),
		errors.Is(err, exec.ErrNotFound),                                     // dbus-launch, /usr/bin/security
		errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ECONNREFUSED), // the bus' socket
		// D-Bus' ServiceUnknown: a bus, but no secret service on it. Its error
		// type is the bus library's own, known here by its text alone.
		strings.Contains(err.Error(), "was not provided by any .service files"):
		return fmt.Errorf("%w: %w", errNoRing, err)
	}
	return fmt.Errorf("%w: %w", ErrKeyring, err)
}

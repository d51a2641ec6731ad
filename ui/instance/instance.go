// Package instance keeps one window per desktop session and answers questions about
// it. The first start holds a lock and listens on loopback; the address and a random
// key lie in a file only this user can read. A second start, or `status`, asks there.
//
// A claim lasts as long as its process: the lock goes with it, however it ends, and
// the next start writes over the file that was left. The key never crosses the wire;
// both ends prove that they know it, so that neither a stranger's question nor a
// stranger's answer (on a port that was given away since) counts.
package instance

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// ErrNone says that no window of this user and session is running.
var ErrNone = errors.New("no running window")

// Handler answers a request: verb "show" raises the window, "status" gives the
// status JSON. It runs on the connection's goroutine; ctx ends with the request's
// deadline and with Close.
type Handler func(ctx context.Context, verb string, body []byte) ([]byte, error)

// claim is what the file of a running window says.
type claim struct {
	Address string `json:"address"` // 127.0.0.1:port
	Key     []byte `json:"key"`
	PID     int    `json:"pid"`
}

// Claim makes this process the one of its session. ok is false when another one
// already is (ask it with Ask). dir is the runtime directory, session a key for the
// desktop session (SessionKey).
func Claim(dir, session string) (h *Host, ok bool, err error) {
	if err := privateDir(dir); err != nil {
		return nil, false, err
	}
	path := claimPath(dir, session)
	lock := flock.New(path+".lock", flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	if err != nil {
		return nil, false, fmt.Errorf("lock %s: %w", lock.Path(), err)
	}
	if !held {
		return nil, false, nil
	}
	h, err = open(path, lock)
	if err != nil {
		return nil, false, errors.Join(err, lock.Close())
	}
	return h, true, nil
}

// open listens and writes the claim's file; the lock is held already.
func open(path string, lock *flock.Flock) (*Host, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen on loopback: %w", err)
	}
	c := claim{Address: listener.Addr().String(), Key: make([]byte, keySize), PID: os.Getpid()}
	rand.Read(c.Key) //nolint:errcheck // never fails since Go 1.24: it ends the program instead
	if err := writeClaim(path, c); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return newHost(path, lock, listener, c.Key), nil
}

// writeClaim puts the file in place whole, readable by this user alone.
func writeClaim(path string, c claim) error {
	text, err := json.Marshal(c)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".claim-*") // made with mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}

// readClaim reads the file of a window; ErrNone when there is none, or none that
// this program wrote.
func readClaim(path string) (claim, error) {
	f, err := os.Open(path) // #nosec G304 -- our own file in the runtime directory
	if err != nil {
		return claim{}, noneBecause(err)
	}
	defer f.Close() //nolint:errcheck // only read
	var c claim
	text, err := readAll(f)
	if err == nil {
		err = json.Unmarshal(text, &c)
	}
	if err == nil && (len(c.Key) != keySize || !onLoopback(c.Address)) {
		err = errors.New("not a claim")
	}
	if err != nil {
		return claim{}, noneBecause(err)
	}
	return c, nil
}

// onLoopback makes sure that a damaged or forged file cannot lead this program to
// another machine.
func onLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}

func noneBecause(err error) error { return fmt.Errorf("%w (%w)", ErrNone, err) }

// The bounds of one request.
const (
	keySize    = 32
	maxMessage = 64 << 10
	perRequest = 5 * time.Second // from accept to the last byte of the answer
	maxOpen    = 16              // connections served at the same time
)

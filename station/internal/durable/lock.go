package durable

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/gofrs/flock"
)

// ErrBusy says that another saver held the lock for too long.
var ErrBusy = errors.New("another program is saving")

// lockPause is how often a held lock is asked for again.
const lockPause = 5 * time.Millisecond

// Lock takes the lock that savers of path agree on, the file path.lock beside it,
// and gives the function that lets it go. It orders goroutines and processes alike.
// The lock file stays: removing it would let two savers hold different files.
func Lock(ctx context.Context, path string, wait time.Duration, mode fs.FileMode) (func(), error) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	l := flock.New(path+".lock", flock.SetPermissions(mode))
	ok, err := l.TryLockContext(ctx, lockPause)
	switch {
	case ok:
		return func() { _ = l.Unlock() }, nil
	case errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("%s: %w", l.Path(), ErrBusy)
	}
	if e, ok := errors.AsType[*fs.PathError](err); ok { // the file people know, not the lock
		err = &fs.PathError{Op: "save", Path: path, Err: e.Err}
	}
	return nil, err
}

package cache

import (
	"errors"
	"fmt"
	"io/fs"
)

// What the methods' errors wrap; ask with errors.Is. An error of the file system
// (full disk, no permission) is wrapped as it is.
var (
	ErrMissing  = errors.New("no saved copy")
	ErrDamaged  = fmt.Errorf("%w: it was damaged and is removed", ErrMissing)
	ErrOff      = errors.New("saving reports is off")
	ErrName     = errors.New("not a report id (32 lower-case hex digits with dashes)")
	ErrTooLarge = errors.New("too large to save")
	ErrClosed   = fmt.Errorf("the saved reports are closed: %w", fs.ErrClosed)
)

// errDamaged is the inner cause: what is in the file is not what was written.
var errDamaged = errors.New("damaged")

// errNewer marks a file of a later format version: left alone, not read.
var errNewer = errors.New("written by a newer version of this program")

var errSpent = errors.New("the draft has been saved or dropped")

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errDamaged, fmt.Sprintf(format, args...))
}

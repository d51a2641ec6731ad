package tail

import (
	"errors"
	"syscall"
)

// sharedOut reports whether a file could not be opened because somebody else has it open
// for himself alone (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION).
func sharedOut(err error) bool {
	return errors.Is(err, syscall.Errno(32)) || errors.Is(err, syscall.Errno(33))
}

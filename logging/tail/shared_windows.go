package tail

import (
	"errors"
	"syscall"
)

// keeping says that what is followed stays open between two looks. Not on Windows: there
// a file that anybody has open, shared in whatever way, cannot be replaced by another
// (MoveFileEx: ERROR_ACCESS_DENIED; [MS-FSA] 2.1.5.15.11), on network drives and before
// Windows 10 its name stays taken after it was deleted, and who opens it for himself alone
// is refused.
const keeping = false

// sharedOut reports whether a file could not be opened because somebody else has it open
// for himself alone (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION).
func sharedOut(err error) bool {
	return errors.Is(err, syscall.Errno(32)) || errors.Is(err, syscall.Errno(33))
}

package durable

import (
	"errors"
	"syscall"
)

// sharingCodes are the Windows errors seen while another program holds a file:
// ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION and
// ERROR_UNABLE_TO_REMOVE_REPLACED (learn.microsoft.com, System Error Codes).
var sharingCodes = []syscall.Errno{5, 32, 33, 1175}

// sharing tells whether err carries one of the codes. The numbers mean other things
// on other systems; Sharing asks only on Windows.
func sharing(err error) bool {
	var code syscall.Errno
	if !errors.As(err, &code) {
		return false
	}
	for _, c := range sharingCodes {
		if code == c {
			return true
		}
	}
	return false
}

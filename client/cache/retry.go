package cache

import (
	"errors"
	"syscall"
	"time"
)

// How long an operation is tried again while another program holds the file: virus
// scanners and indexers do, for moments up to seconds.
const (
	retryFor = 2 * time.Second
	retryMin = time.Millisecond
	retryMax = 50 * time.Millisecond
)

// retry calls op until it succeeds, fails for good, or the time is up.
func retry(op func() error) error { return retryIf(sharing, op) }

func retryIf(passing func(error) bool, op func() error) error {
	began, pause := time.Now(), retryMin
	for {
		err := op()
		if err == nil || !passing(err) || time.Since(began)+pause > retryFor {
			return err
		}
		time.Sleep(pause)
		pause = min(2*pause, retryMax)
	}
}

// sharingCodes are the Windows errors seen while another program holds a file:
// ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION and
// ERROR_UNABLE_TO_REMOVE_REPLACED (learn.microsoft.com, System Error Codes). The
// numbers mean other things on other systems.
var sharingCodes = []syscall.Errno{5, 32, 33, 1175}

func carries(err error, codes []syscall.Errno) bool {
	var code syscall.Errno
	if !errors.As(err, &code) {
		return false
	}
	for _, c := range codes {
		if code == c {
			return true
		}
	}
	return false
}

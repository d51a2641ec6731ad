//go:build !windows

package words

import "syscall"

// The codes of a full disk, a used-up quota among them, and of one mounted read-only.
var (
	fullCodes     = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}
	readOnlyCodes = []syscall.Errno{syscall.EROFS}
)

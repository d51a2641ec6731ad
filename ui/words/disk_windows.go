package words

import "syscall"

// The codes of a full disk (ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL,
// ERROR_DISK_QUOTA_EXCEEDED) and of one that cannot be written (ERROR_WRITE_PROTECT):
// learn.microsoft.com, System Error Codes. Go's own names for them mean other numbers.
var (
	fullCodes     = []syscall.Errno{39, 112, 1295, syscall.ENOSPC, syscall.EDQUOT}
	readOnlyCodes = []syscall.Errno{19, syscall.EROFS}
)

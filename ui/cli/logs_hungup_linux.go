package cli

import (
	"io"
	"os"
	"syscall"
	"unsafe"
)

// What poll(2) asks about and tells; package syscall does not name them.
const pollErr, pollHup = 0x8, 0x10

// pollFd is struct pollfd of poll(2).
type pollFd struct {
	fd              int32
	events, revents int16
}

// hungUp reports whether nobody will read any more what is written to w: a pipe or socket
// whose other end is closed, or a terminal that is gone.
func hungUp(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	conn, err := f.SyscallConn()
	if err != nil {
		return false
	}
	gone := false
	err = conn.Control(func(fd uintptr) {
		ask := pollFd{fd: int32(fd)} // #nosec G115 -- a small number
		var now syscall.Timespec
		n, _, errno := syscall.Syscall6(syscall.SYS_PPOLL, uintptr(unsafe.Pointer(&ask)), 1, uintptr(unsafe.Pointer(&now)), 0, 0, 0) // #nosec G103 -- as ppoll(2) takes them
		gone = errno == 0 && n == 1 && ask.revents&(pollErr|pollHup) != 0
	})
	return err == nil && gone
}

package tail

import (
	"syscall"
	"testing"
	"unsafe"
)

var getProcessHandleCount = syscall.NewLazyDLL("kernel32.dll").NewProc("GetProcessHandleCount")

// openFiles counts what this process has open.
func openFiles(t *testing.T) int {
	h, err := syscall.GetCurrentProcess()
	if err != nil {
		t.Fatal(err)
	}
	var n uint32
	if ok, _, err := getProcessHandleCount.Call(uintptr(h), uintptr(unsafe.Pointer(&n))); ok == 0 {
		t.Fatal(err)
	}
	return int(n)
}

package support

import (
	"math"
	"unsafe"

	"golang.org/x/sys/windows"
)

// processMemory asks for the counters of a process (GetProcessMemoryInfo, which kernel32
// has under this name since Windows 7).
var processMemory = windows.NewLazySystemDLL("kernel32.dll").NewProc("K32GetProcessMemoryInfo")

// memoryCounters is PROCESS_MEMORY_COUNTERS of psapi.h.
type memoryCounters struct {
	size                                             uint32
	pageFaults                                       uint32
	peakWorkingSet, workingSet                       uintptr
	peakPagedPool, pagedPool, peakNonPaged, nonPaged uintptr
	pagefileUsage, peakPagefileUsage                 uintptr
}

// resident is what of this process is in RAM, its working set, in bytes; 0 where the system
// does not tell.
func resident() int64 {
	if processMemory.Find() != nil {
		return 0
	}
	c := memoryCounters{}
	c.size = uint32(unsafe.Sizeof(c))
	ok, _, _ := processMemory.Call(uintptr(windows.CurrentProcess()), uintptr(unsafe.Pointer(&c)), uintptr(c.size)) // #nosec G103 -- the call fills it
	if ok == 0 {
		return 0
	}
	return int64(min(uint64(c.workingSet), math.MaxInt64)) // #nosec G115 -- bounded
}

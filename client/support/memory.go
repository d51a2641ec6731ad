package support

import (
	"fmt"
	"runtime/metrics"
	"strconv"
	"strings"
)

// Memory is what the program has of this PC's memory, in bytes.
type Memory struct {
	// Resident is what of the program is in RAM, shared libraries and what the display
	// driver keeps there among it, as the system's own lists show; 0 where it does not tell.
	Resident int64 `json:"resident"`
	// Own is what Go took for the program's data and did not give back.
	Own int64 `json:"own"`
}

// MemoryNow asks the system and Go.
func MemoryNow() Memory {
	m := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
	}
	metrics.Read(m)
	own := int64(m[0].Value.Uint64() - m[1].Value.Uint64()) // #nosec G115 -- what is given back is part of what was taken
	return Memory{Resident: resident(), Own: own}
}

// Shown is the number to show, the resident one where there is one, and which it is.
func (m Memory) Shown() (bytes int64, resident bool) {
	if m.Resident > 0 {
		return m.Resident, true
	}
	return m.Own, false
}

// String gives both numbers: "84.2 MB resident, 30.1 MB of the program's own data".
func (m Memory) String() string {
	own := fmt.Sprintf("%.1f MB of the program's own data", float64(m.Own)/1e6)
	if m.Resident == 0 {
		return own
	}
	return fmt.Sprintf("%.1f MB resident, %s", float64(m.Resident)/1e6, own)
}

// parseStatm reads the second number of Linux's /proc/self/statm (proc(5)): pages in RAM;
// 0 where the text is another.
func parseStatm(text string, page int) int64 {
	fields := strings.Fields(text)
	if len(fields) < 2 {
		return 0
	}
	pages, err := strconv.ParseInt(fields[1], 10, 40)
	if err != nil || pages < 0 {
		return 0
	}
	return pages * int64(page)
}

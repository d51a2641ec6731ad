package instance

import (
	"strconv"

	"golang.org/x/sys/windows"
)

// SessionKey names this desktop session: the Windows session this process runs in,
// which differs between the console and each remote desktop.
func SessionKey() string {
	var id uint32
	if err := windows.ProcessIdToSessionId(windows.GetCurrentProcessId(), &id); err != nil {
		return "windows"
	}
	return "windows-" + strconv.FormatUint(uint64(id), 10)
}

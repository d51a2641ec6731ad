package support

import (
	"fmt"
	"math"

	"golang.org/x/sys/windows"
)

// free is how much room this account has left on the volume of dir, in bytes; -1 where the
// system does not tell.
func free(dir string) int64 {
	name, err := windows.UTF16PtrFromString(dir)
	var left uint64
	if err != nil || windows.GetDiskFreeSpaceEx(name, &left, nil, nil) != nil {
		return -1
	}
	return int64(min(left, math.MaxInt64)) // #nosec G115 -- bounded
}

// release names the version of Windows by its numbers.
func release() string {
	v := windows.RtlGetVersion()
	return fmt.Sprintf("Windows %d.%d build %d", v.MajorVersion, v.MinorVersion, v.BuildNumber)
}

package support

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// release names the version of Windows by its numbers.
func release() string {
	v := windows.RtlGetVersion()
	return fmt.Sprintf("Windows %d.%d build %d", v.MajorVersion, v.MinorVersion, v.BuildNumber)
}

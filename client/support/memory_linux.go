package support

import "os"

// resident is what of this process is in RAM, in bytes; 0 where the system does not tell.
func resident() int64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	return parseStatm(string(text), os.Getpagesize())
}

//go:build !linux && !windows

package support

// resident is what of this process is in RAM, in bytes; this system does not tell without
// asking for it in C.
func resident() int64 { return 0 }

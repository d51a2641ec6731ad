//go:build !windows

package client

import "syscall"

// The system's error numbers for what people call "refused", "unreachable",
// "cut" and "timed out".
var (
	refusedErrnos     = []syscall.Errno{syscall.ECONNREFUSED}
	unreachableErrnos = []syscall.Errno{syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, syscall.EHOSTDOWN, syscall.EADDRNOTAVAIL}
	cutErrnos         = []syscall.Errno{syscall.ECONNRESET, syscall.ECONNABORTED, syscall.EPIPE}
	timeoutErrnos     = []syscall.Errno{syscall.ETIMEDOUT}
)

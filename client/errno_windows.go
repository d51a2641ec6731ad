package client

import "syscall"

// Winsock's error numbers (winerror.h). Go's syscall.ECONNREFUSED and its like
// are invented values on Windows and never what a socket reports.
var (
	refusedErrnos     = []syscall.Errno{10061}                             // WSAECONNREFUSED
	unreachableErrnos = []syscall.Errno{10049, 10050, 10051, 10064, 10065} // ADDRNOTAVAIL, NETDOWN, NETUNREACH, HOSTDOWN, HOSTUNREACH
	cutErrnos         = []syscall.Errno{10052, 10053, 10054, 10058}        // NETRESET, CONNABORTED, CONNRESET, SHUTDOWN
	timeoutErrnos     = []syscall.Errno{10060, 121}                        // WSAETIMEDOUT, ERROR_SEM_TIMEOUT
)

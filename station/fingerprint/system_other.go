//go:build !linux && !windows

package fingerprint

import (
	"net"
	"strings"
)

// machineID is not known here, which says nothing.
func machineID() string { return "" }

// inspect takes the numbered adapters of a Mac for hardware that can be pulled out,
// because nothing here tells which of them cannot.
func inspect(i net.Interface, a Adapter) Adapter {
	if strings.HasPrefix(i.Name, "en") {
		a.Bus = Removable
	}
	return a
}

func onNetworkDrive(string) bool { return false }

//go:build unix && !darwin

package secret

import (
	"os"
	"path/filepath"
	"strconv"
)

// ringReachable tells whether this session has a bus on which a keyring could be.
// Without one the bus library would start a bus of its own, which nobody ends.
func ringReachable() bool {
	if a := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); a != "" && a != "autolaunch:" {
		return true
	}
	dir := filepath.Join("/run/user", strconv.Itoa(os.Getuid()))
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return true
		}
	}
	return false
}

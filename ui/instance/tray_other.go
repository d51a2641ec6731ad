//go:build !windows && !darwin

package instance

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/godbus/dbus/v5"
)

// trayWait bounds the question to the session bus.
const trayWait = time.Second

// trayHost is the name a desktop that shows tray icons owns on the session bus
// (freedesktop StatusNotifierItem, KDE's name in use everywhere).
const trayHost = "org.kde.StatusNotifierWatcher"

// HasTray reports whether this desktop shows tray icons. It never starts a session
// bus; without one there is no tray. It may take a second.
func HasTray() bool {
	ctx, cancel := context.WithTimeout(context.Background(), trayWait)
	defer cancel()
	return owned(ctx, busAddress(os.Getenv), trayHost)
}

// busAddress is where the session bus listens; empty when there is none.
func busAddress(env func(string) string) string {
	if address := env("DBUS_SESSION_BUS_ADDRESS"); address != "" {
		return address
	}
	if dir := env("XDG_RUNTIME_DIR"); dir != "" {
		path := filepath.Join(dir, "bus")
		if info, err := os.Stat(path); err == nil && info.Mode().Type() == os.ModeSocket {
			return "unix:path=" + path
		}
	}
	return ""
}

// owned asks a bus whether somebody owns a name.
func owned(ctx context.Context, address, name string) bool {
	if address == "" {
		return false
	}
	conn, err := dbus.Dial(address)
	if err != nil {
		return false
	}
	defer conn.Close()                                      //nolint:errcheck // asked already
	defer context.AfterFunc(ctx, func() { conn.Close() })() // #nosec G104 -- a bus that never answers
	if conn.Auth(nil) != nil || conn.Hello() != nil {
		return false
	}
	var has bool
	err = conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, name).Store(&has)
	return err == nil && has
}

// SessionBus is the address of this session's bus; empty when there is none. It never
// starts one.
func SessionBus() string { return busAddress(os.Getenv) }

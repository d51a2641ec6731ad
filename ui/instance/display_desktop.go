//go:build windows || darwin

package instance

// HasDisplay reports whether this process can open a window; these systems always
// have a desktop, and say themselves when it cannot draw.
func HasDisplay() bool { return true }

// HasTray reports whether this desktop shows tray icons.
func HasTray() bool { return true }

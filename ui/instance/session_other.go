//go:build !windows && !darwin

package instance

import "os"

// SessionKey names this desktop session by display and login session.
func SessionKey() string { return displayKey(os.Getenv) }

//go:build !windows && !darwin

package instance

import "os"

// HasDisplay reports whether this process can open a window: a display is named and
// something listens behind it. It may take two seconds.
func HasDisplay() bool { return reachable(os.Getenv) }

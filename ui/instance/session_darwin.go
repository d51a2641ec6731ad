package instance

// SessionKey names this desktop session; a user has one on macOS.
func SessionKey() string { return "console" }

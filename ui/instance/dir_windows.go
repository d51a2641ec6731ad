package instance

import "os"

// privateDir makes the directory. It lies under %LOCALAPPDATA%, which Windows gives to
// this user alone.
func privateDir(dir string) error { return os.MkdirAll(dir, 0o700) }

// usable reports whether there is a runtime directory besides the state directory:
// Windows has none.
func usable(string) bool { return false }

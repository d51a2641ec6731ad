package notify

import "os"

// Desktop is this desktop's sender. icon is not used: the toolkit shows the program's own.
func Desktop(app App, do func(func()), icon []byte) Sender {
	return toolkit{app: app, do: do, able: placesAreHarmless}
}

// placesAreHarmless looks at the two folders whose names the toolkit puts into PowerShell's
// text along with ours: the one of the script, without quotes, and the one of the icon,
// between them.
func placesAreHarmless() error {
	if err := unquoted("%TEMP%", os.TempDir()); err != nil {
		return err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return err
	}
	return quoted("%LOCALAPPDATA%", cache)
}

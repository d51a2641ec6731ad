package station

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/adrg/xdg"
)

// inDir is where station.conf lies below a configuration directory.
var inDir = filepath.Join("station-companion", "station.conf")

// Inputs is everything a station's state is read from. The zero value reads
// nothing; SystemInputs fills it from this process. Tests inject every field.
type Inputs struct {
	Flags        map[Key]string              // from the command line
	LookupEnv    func(string) (string, bool) // os.LookupEnv in production
	Hostname     func() (string, error)
	UserPath     string // this user's station.conf
	EveryonePath string // station.conf for everyone on this PC
	LegacyDir    string // directory whose .pywats/station.conf is asked (working directory)
	LegacyHome   string // home directory whose .pywats/station.conf is asked
}

// SystemInputs gives the inputs of this process: environment, host name, XDG
// paths. config, when not empty, replaces this user's file (--config). Nothing is
// read from or made on disk.
func SystemInputs(flags map[Key]string, config string) Inputs {
	in := Inputs{
		Flags:        flags,
		LookupEnv:    os.LookupEnv,
		Hostname:     hostname,
		UserPath:     filepath.Join(xdg.ConfigHome, inDir),
		EveryonePath: everyonePath(xdg.ConfigDirs),
		LegacyHome:   xdg.Home,
	}
	if config != "" {
		in.UserPath = config
		if abs, err := filepath.Abs(config); err == nil {
			in.UserPath = abs
		}
	}
	if dir, err := os.Getwd(); err == nil {
		in.LegacyDir = dir
	}
	return in
}

// everyonePath is under the first of the XDG configuration directories. What the
// library takes for the first one on macOS belongs to one user.
func everyonePath(dirs []string) string {
	if runtime.GOOS == "darwin" && os.Getenv("XDG_CONFIG_DIRS") == "" {
		dirs = []string{"/Library/Application Support"}
	}
	if len(dirs) == 0 {
		return ""
	}
	return filepath.Join(dirs[0], inDir)
}

// hostname is the computer's name as other WATS clients find it: on Windows
// COMPUTERNAME, which is shorter than the DNS name can be.
func hostname() (string, error) {
	if name := os.Getenv("COMPUTERNAME"); runtime.GOOS == "windows" && name != "" {
		return name, nil
	}
	return os.Hostname()
}

package support

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// environment are the variables that change what the program does or how it looks; of the
// others a bundle says nothing.
var environment = []string{
	"LANG", "LC_ALL", "TZ", "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "FYNE_SCALE", "FYNE_THEME", "GOMEMLIMIT", "GODEBUG",
	"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy",
	"PYWATS_STATION", "PYWATS_SERVER_URL",
}

// ThisPC says of the computer and the account's surroundings what support asks next: time
// zone, processors, and the variables above that are set, one a line.
func ThisPC(now time.Time) []string {
	zone, _ := now.Zone()
	out := []string{
		fmt.Sprintf("Time zone         %s (%s)", now.Format("-07:00"), zone),
		fmt.Sprintf("Processors        %d", runtime.NumCPU()),
	}
	for _, name := range environment {
		if v := strings.TrimSpace(os.Getenv(name)); v != "" {
			out = append(out, fmt.Sprintf("%-17s %s", name, withoutLogin(strings.ReplaceAll(v, "\n", " "))))
		}
	}
	if os.Getenv("PYWATS_API_TOKEN") != "" {
		out = append(out, fmt.Sprintf("%-17s %s", "PYWATS_API_TOKEN", forSecret))
	}
	return out
}

// withoutLogin takes user name and password out of a proxy's address, with a scheme or not.
func withoutLogin(v string) string {
	at := strings.LastIndexByte(v, '@')
	if at < 0 {
		return v
	}
	scheme := ""
	if s, _, ok := strings.Cut(v, "://"); ok {
		scheme = s + "://"
	}
	return scheme + forSecret + v[at:]
}

// Folder is what the program keeps in a directory.
type Folder struct {
	Path  string
	Files int
	Bytes int64
	Free  int64  // bytes that the volume has left for this account; -1 where it does not tell
	Named []Kept // files directly in it, at most keptMost
	Err   error  // why not all could be counted
}

// Kept is a file's name, size and age.
type Kept struct {
	Name  string
	Bytes int64
	At    time.Time
}

// The bounds of a count.
const (
	keptMost  = 40
	countMost = 200_000 // files
)

// Count looks at directories the program keeps something in. One that is not there has no
// files; what lies in a directory named before is not counted again.
func Count(dirs ...string) []Folder {
	var all []Folder
	for i, dir := range dirs {
		f := Folder{Path: dir, Free: free(dir)}
		f.Err = filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			switch {
			case os.IsNotExist(err):
				return nil
			case err != nil:
				return err
			case d.IsDir() && path != dir && listed(path, dirs[:i]):
				return filepath.SkipDir
			case d.IsDir():
				return nil
			case f.Files == countMost:
				return fmt.Errorf("more than %d files", countMost)
			}
			info, err := d.Info()
			if err != nil {
				return nil // gone meanwhile
			}
			f.Files++
			f.Bytes += info.Size()
			if filepath.Dir(path) == dir && len(f.Named) < keptMost {
				f.Named = append(f.Named, Kept{d.Name(), info.Size(), info.ModTime()})
			}
			return nil
		})
		all = append(all, f)
	}
	return all
}

func listed(path string, dirs []string) bool {
	for _, d := range dirs {
		if filepath.Clean(d) == path {
			return true
		}
	}
	return false
}

// Places are where the program keeps what it writes, the log first: its log directory gives
// the others away.
func Places(logDir string) []string {
	dirs := []string{logDir, filepath.Dir(logDir)}
	if cache, err := os.UserCacheDir(); err == nil {
		if runtime.GOOS == "windows" { // where package xdg has it, which keeps the copies
			cache = filepath.Join(cache, "cache")
		}
		dirs = append(dirs, filepath.Join(cache, "station-companion", "reports"))
	}
	return dirs
}

func storageText(folders []Folder) string {
	var b strings.Builder
	for _, f := range folders {
		fmt.Fprintf(&b, "%s\n    files %d, %.1f MB", f.Path, f.Files, float64(f.Bytes)/1e6)
		if f.Free >= 0 {
			fmt.Fprintf(&b, ", free on that disk %.1f GB", float64(f.Free)/1e9)
		}
		b.WriteByte('\n')
		if f.Err != nil {
			fmt.Fprintf(&b, "    not counted to the end: %v\n", f.Err)
		}
		for _, k := range f.Named {
			fmt.Fprintf(&b, "    %10d  %s  %s\n", k.Bytes, k.At.Format(timeForm), k.Name)
		}
	}
	return b.String()
}

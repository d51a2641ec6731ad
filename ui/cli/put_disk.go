package cli

import (
	"crypto/rand"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// putDisk is what writing a named file asks of the system; tests put another one there.
type putDisk struct {
	create  func(path string) (putTemp, error) // a file that is not there
	rename  func(from, to string) error
	remove  func(path string) error
	syncDir func(dir string) error
}

// putTemp is the file that gets its name when it is whole.
type putTemp interface {
	io.Writer
	Name() string
	Chmod(mode fs.FileMode) error
	Sync() error
	Close() error
}

// partPattern names what is being written.
const partPattern = ".station-companion-*.part"

var systemPuts = putDisk{
	create: func(path string) (putTemp, error) {
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) // #nosec G302 G304 -- as any file a person has written: the umask decides; beside the file a person named
		if err != nil {
			return nil, err
		}
		return f, nil
	},
	rename: os.Rename, remove: os.Remove,
	syncDir: func(dir string) error {
		f, err := os.Open(dir) // #nosec G304 -- the folder a person chose
		if err != nil {
			return nil // may be written to and not read; the file is there
		}
		defer f.Close() //nolint:errcheck // only read
		_ = f.Sync()    // Windows and network drives cannot; what can be done has been done
		return nil
	},
}

// partName is a name nobody has, beside target.
func partName(target string) string {
	return filepath.Join(filepath.Dir(target), ".station-companion-"+rand.Text()+".part")
}

// sweepParts removes what power cuts and killed programs left a day ago or earlier; what is
// younger may still be written.
func sweepParts(dir string) {
	old, _ := filepath.Glob(filepath.Join(dir, partPattern)) // the pattern is well formed
	for _, name := range old {
		if fi, err := os.Lstat(name); err == nil && fi.Mode().IsRegular() && time.Since(fi.ModTime()) > 24*time.Hour {
			_ = os.Remove(name)
		}
	}
}

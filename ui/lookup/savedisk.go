package lookup

import (
	"io"
	"os"
	"path/filepath"
	"time"
)

// saveDisk is what saving asks of the system; tests put another one there.
type saveDisk struct {
	create  func(dir string) (saveTemp, error) // a file of a name nobody has
	link    func(from, to string) error
	rename  func(from, to string) error
	remove  func(name string) error
	syncDir func(dir string) error
}

// saveTemp is the file that gets its name when it is whole.
type saveTemp interface {
	io.Writer
	Name() string
	Sync() error
	Close() error
}

// savePattern names what is being written.
const savePattern = ".saving-*"

var systemSaves = saveDisk{
	create: func(dir string) (saveTemp, error) {
		f, err := os.CreateTemp(dir, savePattern)
		if err != nil {
			return nil, err
		}
		return f, nil
	},
	link: os.Link, rename: os.Rename, remove: os.Remove,
	syncDir: func(dir string) error {
		f, err := os.Open(dir) // #nosec G304 -- the folder a person chose
		if err != nil {
			return err
		}
		defer f.Close()
		_ = f.Sync() // Windows and network drives cannot; what can be done has been done
		return nil
	},
}

// sweepSaves removes what power cuts and killed programs left over a day ago or earlier;
// what is younger may still be written.
func sweepSaves(dir string) {
	old, _ := filepath.Glob(filepath.Join(dir, savePattern)) // the pattern is well formed
	for _, name := range old {
		if fi, err := os.Lstat(name); err == nil && time.Since(fi.ModTime()) > 24*time.Hour {
			_ = os.Remove(name)
		}
	}
}

package durable

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// ErrNotRegular says that a directory, device or pipe stands where a file should.
var ErrNotRegular = errors.New("not a regular file")

// Read gives at most limit bytes of the file at path, and its description, which
// tells whether there is more. It follows links, opens with shared deletion on
// Windows, and never blocks on a pipe. wait bounds how long a file held by
// somebody else is tried again.
func Read(path string, limit int64, wait time.Duration) (data []byte, fi fs.FileInfo, err error) {
	target, fi, err := resolve(path)
	switch {
	case err != nil:
		return nil, nil, err
	case fi == nil:
		return nil, nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	case !regular(fi):
		return nil, nil, ErrNotRegular
	}
	retry := DefaultPolicy
	retry.For = wait
	err = retry.Do(func() error {
		data, fi, err = read(target, limit)
		return err
	})
	return data, fi, err
}

func read(path string, limit int64) ([]byte, fs.FileInfo, error) {
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	f, err := root.Open(filepath.Base(path))
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	data := make([]byte, 0, min(fi.Size(), limit)+1) // one more finds the end without growing
	data, err = readUpTo(f, data, limit)
	return data, fi, err
}

func readUpTo(r io.Reader, buf []byte, limit int64) ([]byte, error) {
	for int64(len(buf)) < limit {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):min(int64(cap(buf)), limit)])
		buf = buf[:len(buf)+n]
		if err != nil {
			if err == io.EOF {
				err = nil
			}
			return buf, err
		}
	}
	return buf, nil
}

// regular also lets pass what Windows calls irregular: files of a cloud folder.
func regular(fi fs.FileInfo) bool {
	return fi.Mode()&(fs.ModeDir|fs.ModeNamedPipe|fs.ModeSocket|fs.ModeDevice|fs.ModeCharDevice) == 0
}

// Resolve follows the links at the end of path, also to a file that does not exist
// yet. The directories on the way may be links; the system follows those.
func Resolve(path string) (string, error) {
	target, _, err := resolve(path)
	return target, err
}

// resolve also describes the file; nil when there is none.
func resolve(path string) (string, fs.FileInfo, error) {
	for range 40 { // as many as Linux follows
		fi, err := os.Lstat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return path, nil, nil
		case err != nil:
			return "", nil, err
		case fi.Mode()&fs.ModeSymlink == 0:
			return path, fi, nil
		}
		to, err := os.Readlink(path)
		if err != nil {
			return "", nil, err
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		path = to
	}
	return "", nil, &fs.PathError{Op: "open", Path: path, Err: syscall.ELOOP}
}

// MkdirAll makes path and its parents, flushing each new name to disk.
func MkdirAll(path string, perm fs.FileMode) error {
	if fi, err := os.Stat(path); err == nil && fi.IsDir() {
		return nil
	}
	parent := filepath.Dir(path)
	if parent != path {
		if err := MkdirAll(parent, perm); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, perm); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return nil // somebody else made it meanwhile, or a file is in the way: opening tells
		}
		return err
	}
	root, err := os.OpenRoot(parent)
	if err != nil {
		return err
	}
	defer root.Close()
	return syncRoot(root)
}

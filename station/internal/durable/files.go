package durable

import (
	"io"
	"io/fs"
	"os"
)

// Files are the operations on a directory that a power cut can catch half done.
type Files struct {
	Create  func(r *os.Root, name string) (File, error) // one that is not there, mode 0600
	Rename  func(r *os.Root, from, to string) error
	Link    func(r *os.Root, from, to string) error
	Remove  func(r *os.Root, name string) error
	SyncDir func(r *os.Root) error
}

// File is a file being written.
type File interface {
	io.Writer
	Chmod(mode fs.FileMode) error
	Chown(uid, gid int) error
	Stat() (fs.FileInfo, error)
	Sync() error
	Close() error
}

// orSystem fills in what a test left out.
func (f Files) orSystem() Files {
	if f.Create == nil {
		f.Create = func(r *os.Root, name string) (File, error) {
			return r.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		}
	}
	if f.Rename == nil {
		f.Rename = (*os.Root).Rename
	}
	if f.Link == nil {
		f.Link = (*os.Root).Link
	}
	if f.Remove == nil {
		f.Remove = (*os.Root).Remove
	}
	if f.SyncDir == nil {
		f.SyncDir = syncRoot
	}
	return f
}

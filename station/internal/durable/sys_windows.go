package durable

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// Sharing tells whether err may pass because another program holds the file.
func Sharing(err error) bool { return sharing(err) }

// syncRoot does nothing: Windows has no flush of a directory, NTFS journals names.
func syncRoot(*os.Root) error { return nil }

// keepOwner does nothing: the directory's access list gives the owner.
func keepOwner(File, fs.FileInfo) {}

// fileWritable opens for writing, without creating or cutting anything. A file
// somebody holds at the moment counts as writable.
func fileWritable(path string) error {
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer root.Close()
	f, err := root.OpenFile(filepath.Base(path), os.O_WRONLY, 0)
	if err != nil {
		if Sharing(err) && !errors.Is(err, windows.ERROR_ACCESS_DENIED) {
			return nil
		}
		return err
	}
	return f.Close()
}

// dirWritable asks the system for the right to add a file, by opening the directory
// with exactly that right.
func dirWritable(path string) error {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return &fs.PathError{Op: "open", Path: path, Err: err}
	}
	const addFile = 0x2 // FILE_ADD_FILE
	h, err := windows.CreateFile(name, addFile,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE,
		nil, windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
	if err != nil {
		return &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return windows.CloseHandle(h)
}

package client

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"stationcompanion/client/report"
)

// MaxFile is how large a file ReadReport takes, in bytes: as much as of a server.
const MaxFile = 256 << 20

// What a FileError may wrap beside the system's errors and a *report.DecodeError.
var (
	ErrFolder  = errors.New("this is a folder")
	ErrTooBig  = errors.New("the file is larger than any report")
	ErrNotFile = errors.New("this is no ordinary file")
)

// FileError says why a file could not be read as a report. Name is the file's, without
// its folder.
type FileError struct {
	Name string
	Err  error
}

func (e *FileError) Error() string { return e.Name + ": " + e.Err.Error() }

// Unwrap gives the cause.
func (e *FileError) Unwrap() error { return e.Err }

// ReadReport reads one report from a WSJF or WSXF file, like report.Read: with a *FileError in the middle of
// a report it gives both, what could be read marked Incomplete.
func ReadReport(path string, lim report.Limits) (*report.Report, error) {
	r, err := readReport(path, lim)
	if err == nil {
		return r, nil
	}
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		err = pe.Err
	}
	return r, &FileError{Name: filepath.Base(path), Err: err}
}

func readReport(path string, lim report.Limits) (*report.Report, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, ErrFolder
	case !info.Mode().IsRegular():
		return nil, ErrNotFile // a pipe would block for ever
	case info.Size() > MaxFile:
		return nil, fmt.Errorf("%w: %d MB, at most %d", ErrTooBig, info.Size()>>20, MaxFile>>20)
	}
	f, err := os.Open(path) // #nosec G304 -- the file a person chose
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	return report.Read(f, report.Options{Limits: lim, Keep: true})
}

package support

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
)

// The bounds of what a bundle takes of the log.
const (
	MaxLogBytes = 2 << 20 // of one file, from its end
	MaxLogs     = 3       // files, the newest
)

// ownLog is what the names of the program's log files begin with, logPattern the whole; as
// texts they sort by age. crashLog lies beside their directory.
const (
	ownLog     = "station-companion-"
	logPattern = ownLog + "*.log"
	crashLog   = "crash.log"
)

// ReadLogs reads the newest part of the newest log files in dir, the newest file first, and
// the trace of a crash where the program left one. A directory that is not there, or has no
// name, holds none. What can be read is given also beside an error.
func ReadLogs(dir string) ([]Log, error) {
	if dir == "" {
		return nil, nil
	}
	names, err := filepath.Glob(filepath.Join(dir, logPattern))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	slices.Reverse(names)
	var logs []Log
	var failed error
	for _, name := range names[:min(len(names), MaxLogs)] {
		l, err := readEnd(name, MaxLogBytes)
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		logs = append(logs, l)
	}
	crash, err := readEnd(filepath.Join(filepath.Dir(dir), crashLog), MaxLogBytes)
	switch {
	case err == nil && crash.Text != "":
		logs = append(logs, crash)
	case err != nil && !errors.Is(err, os.ErrNotExist):
		failed = errors.Join(failed, err)
	}
	return logs, failed
}

// readEnd reads at most so many bytes from the end of a file, from the begin of a line on.
func readEnd(path string, most int64) (Log, error) {
	f, err := os.Open(path) // #nosec G304 -- a file of our own log directory
	if err != nil {
		return Log{}, err
	}
	defer f.Close() //nolint:errcheck // only read
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return Log{}, err
	}
	from := max(0, size-most)
	text := make([]byte, size-from)
	n, err := f.ReadAt(text, from)
	if err != nil && !errors.Is(err, io.EOF) {
		return Log{}, err
	}
	text = text[:n]
	if from > 0 {
		if _, whole, ok := bytes.Cut(text, []byte("\n")); ok {
			text = whole
		}
	}
	return Log{Name: filepath.Base(path), Text: string(text), Cut: from > 0}, nil
}

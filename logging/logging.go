// Package logging writes the program's own log: JSON or text lines with
// correlation ids, secrets redacted, in rotated files under the XDG state home.
//
// A JSON line holds, in this order: timestamp (RFC 3339, milliseconds, UTC),
// level (DEBUG INFO WARNING ERROR), logger, message, correlation_id (absent when
// none), the context operation, user, pid and station, then the event's own
// fields. A text line is the same for people, without user, pid, station and
// operation:
//
//	2026-02-02T10:15:23.456Z INFO     client: Fetching report [correlation_id=…] (report_id=…)
//
// Go has no thread id to give; pid and operation stand in its place.
//
// A line is one write to the file: it survives a crash of the program, not a
// power cut. Logging never fails the caller: where a line cannot be written it is
// dropped and counted, and Problem says why.
package logging

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/adrg/xdg"
	"github.com/rs/zerolog"

	"stationcompanion/station/secret"
)

// Format is the form of a log line.
type Format string

// The formats.
const (
	JSON Format = "json"
	Text Format = "text"
)

// The defaults of Options.
const (
	DefaultMaxBytes = 10 << 20
	DefaultMaxFiles = 10
)

// Options configures a Log; zero fields take the defaults.
type Options struct {
	Dir      string    // default: station-companion/log under the XDG state home
	Level    string    // DEBUG INFO WARNING ERROR; default INFO
	Format   Format    // default JSON
	MaxBytes int64     // a file's size before the next one is begun; default 10 MiB
	MaxFiles int       // files kept; default 10
	Station  string    // context field of every line
	Also     io.Writer // a second copy of every line, e.g. stderr; it must not log itself; nil = none
	// Join continues the newest file where it has room instead of beginning one: for
	// short commands, which would else push a week's files out with one line each.
	Join bool
}

// Log is the program's log. Safe for use from any goroutine.
type Log struct {
	discard bool
	also    io.Writer
	level   atomic.Int32 // zerolog.Level
	user    []byte       // as a JSON string; empty when unknown
	pid     []byte
	now     func() time.Time // time.Now, but in tests

	mu      sync.Mutex // guards all below
	format  Format
	station []byte // as a JSON string; empty when none
	secrets secret.Masker
	line    lineBuilder
	out     []byte // the finished line, reused
	file    rotator
}

// Open begins a new log file in the directory. An error tells of an option that
// makes no sense; a directory that cannot be written is no error: the log works,
// drops its lines, tries again now and then, and Problem says why.
func Open(o Options) (*Log, error) {
	l := &Log{also: o.Also, user: quoted(osUser()), pid: pidText(), now: time.Now}
	if o.Level == "" {
		o.Level = "INFO"
	}
	if o.Format == "" {
		o.Format = JSON
	}
	if err := l.SetLevel(o.Level); err != nil {
		return nil, err
	}
	if err := l.SetFormat(o.Format); err != nil {
		return nil, err
	}
	l.SetStation(o.Station)
	if o.Dir == "" {
		o.Dir = DefaultDir()
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.MaxFiles <= 0 {
		o.MaxFiles = DefaultMaxFiles
	}
	l.file = rotator{dir: o.Dir, maxBytes: o.MaxBytes, maxFiles: o.MaxFiles, join: o.Join}
	l.file.ready(l.now(), 0)
	return l, nil
}

// DefaultDir is where the files are when Options.Dir is empty. It need not be there.
func DefaultDir() string { return filepath.Join(xdg.StateHome, "station-companion", "log") }

// Discard is a log that keeps nothing.
func Discard() *Log {
	l := &Log{discard: true, now: time.Now}
	l.level.Store(int32(zerolog.InfoLevel))
	return l
}

// For gives the logger of one part of the program ("client", "ui", "station").
// It follows later changes of level and format. Write lines with
// Event.Ctx(ctx) so that correlation id and operation come along. A field named
// like one of the fixed keys takes its place (timestamp and level excepted, which
// cannot be replaced); of two fields of one name the later one is written.
func (l *Log) For(name string) zerolog.Logger {
	if l.discard {
		return zerolog.Nop()
	}
	return zerolog.New(&sink{log: l, name: quoted(name)}).Sample(levelGate{l}).Hook(contextHook{})
}

// SetLevel changes the level while running (DEBUG INFO WARNING ERROR).
func (l *Log) SetLevel(level string) error {
	var z zerolog.Level
	switch strings.ToUpper(strings.TrimSpace(level)) {
	case "DEBUG":
		z = zerolog.DebugLevel
	case "INFO":
		z = zerolog.InfoLevel
	case "WARNING", "WARN":
		z = zerolog.WarnLevel
	case "ERROR":
		z = zerolog.ErrorLevel
	default:
		return fmt.Errorf("log level %q is none of DEBUG, INFO, WARNING, ERROR", level)
	}
	l.level.Store(int32(z))
	return nil
}

// SetFormat changes the form of the lines to come.
func (l *Log) SetFormat(f Format) error {
	if f != JSON && f != Text {
		return fmt.Errorf("log format %q is none of json, text", f)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.format = f
	return nil
}

// SetStation changes the station field of the lines to come; absent when empty.
func (l *Log) SetStation(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.station = nil
	if name != "" {
		l.station = quoted(name)
	}
}

// SetSecrets names texts that must never appear in a line; they are replaced by
// ***, and so are their base64, hexadecimal, URL-, JSON- and HTML-escaped forms and what
// they are the base64 of. It replaces the secrets named before. Texts of less than
// four bytes are left alone: blanking them would blank ordinary words.
func (l *Log) SetSecrets(t ...secret.Token) {
	m := secret.NewMasker(t...)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.secrets = m
}

// Dir is where the files are; Path is the one being written. Both are empty for
// Discard, and Path is while no file can be written.
func (l *Log) Dir() string { return l.file.dir }

// Path is the file being written.
func (l *Log) Path() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file.path()
}

// Problem says why lines are being dropped; nil when all is well.
func (l *Log) Problem() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file.problem
}

// Dropped counts the lines that could not be written, since Open.
func (l *Log) Dropped() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file.dropped
}

// Close flushes and closes the file. Lines after it are dropped.
func (l *Log) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.file.close()
}

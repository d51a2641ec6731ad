package station

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"strings"
	"time"
	"unicode/utf8"

	"stationcompanion/station/internal/coding"
	"stationcompanion/station/internal/durable"
)

// maxFile is the largest configuration file that is read, in bytes.
const maxFile = 1 << 20

// Stamp remembers what a file looked like when it was read, so that a save can
// tell whether somebody changed it meanwhile. The zero Stamp means "did not exist".
type Stamp struct {
	Exists bool
	Size   int64
	Hash   [32]byte // SHA-256 of what was read: at most the first MiB and a byte
}

// File is one configuration file as it was last read.
type File struct {
	Path     string
	Stamp    Stamp
	Values   map[Key]string // as written, trimmed and without quotes; unknown keys too
	Problems []Problem
	Corrupt  bool // ignored as a whole: damaged, no text, or unreadable
}

// role is which file a file is: they differ in what they may say.
type role uint8

const (
	roleUser role = iota
	roleEveryone
	roleOlder
)

// loaded is a file with what is needed to edit it.
type loaded struct {
	File
	doc   *document // empty for a corrupt or missing file
	data  []byte
	info  fs.FileInfo // of a file that could be read
	lines map[Key]int // line numbers, 1-based
}

// The pauses a file held by somebody else (Windows) is waited for.
const (
	waitLooking = 100 * time.Millisecond
	waitSaving  = 2 * time.Second
)

// load reads and parses one file. It never fails: what is wrong is in Problems.
func load(path string, r role, wait time.Duration) loaded {
	l := loaded{File: File{Path: path}, doc: parseDocument("", coding.UTF8)}
	if path == "" {
		return l
	}
	data, fi, err := durable.Read(path, maxFile+1, wait)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return l
	case errors.Is(err, durable.ErrNotRegular):
		l.Stamp.Exists = true
		l.reject(ProblemCorrupt, err.Error())
		return l
	case err != nil:
		l.Stamp.Exists = true
		l.reject(ProblemUnreadable, err.Error())
		return l
	}
	l.Stamp, l.info = stampOf(data), fi
	if len(data) > maxFile {
		l.Stamp.Size = fi.Size()
		l.reject(ProblemCorrupt, "more than 1 MB")
		return l
	}
	l.parse(data, r)
	return l
}

// parsed is the file that data makes.
func parsed(path string, r role, data []byte) loaded {
	l := loaded{File: File{Path: path, Stamp: stampOf(data)}, doc: parseDocument("", coding.UTF8)}
	l.parse(data, r)
	return l
}

func stampOf(data []byte) Stamp {
	return Stamp{Exists: true, Size: int64(len(data)), Hash: sha256.Sum256(data)}
}

// parse takes a file's bytes; the path and the stamp are set.
func (l *loaded) parse(data []byte, r role) {
	text, c, guessed, err := coding.Decode(data)
	if err != nil {
		l.reject(ProblemCorrupt, err.Error())
		return
	}
	l.doc, l.data = parseDocument(text, c), data
	if guessed {
		l.problem(ProblemEncoding, 0, "", "")
	}
	l.take(r)
}

// take reads the values out of the document.
func (l *loaded) take(r role) {
	l.Values, l.lines = map[Key]string{}, map[Key]int{}
	name := -1
	if l.doc.older {
		name = l.doc.bare()
	}
	for i, ln := range l.doc.lines {
		switch {
		case ln.kind == lineSetting:
			l.Values[ln.key], l.lines[ln.key] = ln.value, i+1
		case i == name:
			l.Values[KeyStation], l.lines[KeyStation] = ln.value, i+1
		case ln.kind != lineNote && r != roleOlder: // older files may hold other things
			l.problem(ProblemLine, i+1, "", strings.TrimSpace(ln.text()))
		}
	}
	if r != roleOlder {
		l.check(r)
	}
}

// check names the values that do not fit their key. An empty one says "not here".
func (l *loaded) check(r role) {
	for _, k := range Keys() {
		value, ok := l.Values[k]
		if !ok || value == "" {
			continue
		}
		if k == KeyLocked {
			_, unknown := splitKeys(value)
			if r != roleEveryone {
				l.problem(ProblemValue, l.lines[k], k, value)
			} else if len(unknown) > 0 {
				l.problem(ProblemValue, l.lines[k], k, strings.Join(unknown, ", "))
			}
			continue
		}
		if _, err := Validate(k, value); err != nil {
			l.problem(ProblemValue, l.lines[k], k, value)
		}
	}
}

func (l *loaded) reject(kind ProblemKind, text string) {
	l.Corrupt, l.Values = true, nil
	l.problem(kind, 0, "", text)
}

func (l *loaded) problem(kind ProblemKind, line int, k Key, text string) {
	l.Problems = append(l.Problems, Problem{Kind: kind, Path: l.Path, Line: line, Key: k, Text: shorten(hideLogin(k, text))})
}

// shorten keeps 80 characters of a text.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= 80 {
		return s
	}
	return string([]rune(s)[:79]) + "…"
}

// Locked gives the keys that everyone's file sets for good; none for a file that
// is ignored.
func Locked(everyone File) []Key {
	known, _ := splitKeys(everyone.Values[KeyLocked])
	return known
}

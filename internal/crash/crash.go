// Package crash shows what a power cut can leave of a program's files. A Recorder
// stands between the program and one directory and notes every operation; a Player
// goes through the notes and, after each of them, makes up the directories that could
// be found had the power gone then. The program's own reader judges those.
//
// It exists for tests, and promises no more than POSIX does (fsync(2), rename(2)):
//
//   - of bytes written since their file was flushed, any number may be missing at the
//     end (dropped, torn), or the length is there and a part of them is zero;
//   - of names made, moved or removed since their directory was flushed, each may be
//     done or not done, whatever the others are; a rename is done as a whole or not;
//   - what was flushed stays.
//
// Files only grow here: the programs it is for write no file in place.
package crash

import (
	"maps"
	"slices"
	"time"
)

// kind is what an operation does.
type kind uint8

const (
	opCreate  kind = iota // name becomes a new, empty file
	opWrite               // data follow at the end of a file
	opSync                // a file's bytes are flushed
	opRename              // name becomes to
	opLink                // to becomes a second name
	opRemove              // name goes
	opSyncDir             // the names in a directory are flushed
	opMark                // nothing on disk; a note of the test
)

// op is one operation on the disk. Names are slash-separated, below the directory.
type op struct {
	kind     kind
	node     int // of create, write, sync: the file, by order of appearance
	name, to string
	data     []byte
	mod      time.Time // of write: what the system says the file was changed at
	mark     any
}

var kindNames = [...]string{"create", "write", "flush", "rename", "link", "remove", "flush names", "mark"}

func (o op) String() string {
	s := kindNames[o.kind]
	for _, part := range []string{o.name, o.to} {
		if part != "" {
			s += " " + part
		}
	}
	return s
}

// Tape is what was recorded: the directory as it was, and the operations.
type Tape struct {
	files map[string]seen
	ops   []op
}

// seen is a file that was there when the recording began.
type seen struct {
	data []byte
	mod  time.Time
}

// inOrder numbers the files that were there.
func (t *Tape) inOrder() []string { return slices.Sorted(maps.Keys(t.files)) }

// Len is the number of operations, marks included.
func (t *Tape) Len() int { return len(t.ops) }

// WithoutSync is the same tape of a program that flushes nothing: what a test must
// find fault with, else it finds fault with nothing.
func (t *Tape) WithoutSync() *Tape {
	out := &Tape{files: t.files}
	for _, o := range t.ops {
		if o.kind != opSync && o.kind != opSyncDir {
			out.ops = append(out.ops, o)
		}
	}
	return out
}

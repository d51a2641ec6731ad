// Package known finds the logs on this PC that are worth following: the program's own,
// and those of the other WATS clients.
//
// It looks only where these programs are known to write (the vendor's client and pyWATS
// under %ProgramData%, pyWATS also in the account's home), never through a whole disk. A
// test executive has no such place: its log is named by whoever set it up.
//
// It opens no log, so that it cannot be in the way of one that writes: it lists folders
// and asks for sizes and times.
package known

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stationcompanion/logging/tail"
)

// Names of programs, the same in every language.
const (
	NameOwn    = "Station Companion"
	NameClient = "WATS client"
	NamePyWATS = "pyWATS"
)

// Log is one log.
type Log struct {
	Name      string    // of the program that writes it
	Path      string    // the file, or a folder where Pattern is set
	Pattern   string    // of the files in the folder Path; empty where Path is a file
	Exclusive bool      // its writer opens it for itself alone, see tail.Options
	Size      int64     // in bytes; of a folder, of all its files
	Modified  time.Time // of a folder, the newest file's
}

// Options is how to follow it.
func (l Log) Options() tail.Options {
	if l.Pattern != "" {
		return tail.Options{Dir: l.Path, Pattern: l.Pattern, Exclusive: l.Exclusive}
	}
	return tail.Options{Path: l.Path, Exclusive: l.Exclusive}
}

// What Find looks at, at most.
const (
	maxTime    = 2 * time.Second
	maxDepth   = 6      // folders below a place
	maxEntries = 20_000 // names, of all places together
	maxLogs    = 100    // the newest ones are given
)

// Find gives the logs there are, the one written last first. own is the folder of the
// program's own log (logging.Log.Dir); empty leaves it out. A place that is missing or
// cannot be read has none. It ends after two seconds, or with ctx, with what it found by
// then. A network drive that hangs can hold it longer: a window calls it from a goroutine.
func Find(ctx context.Context, own string) []Log {
	ctx, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	f := finder{ctx: ctx, left: maxEntries}
	f.own(own)
	if data := os.Getenv("ProgramData"); filepath.IsAbs(data) {
		f.file(Log{Name: NameClient, Path: filepath.Join(data, "Virinco", "WATS", "wats.log"), Exclusive: true})
		f.below(filepath.Join(data, "pyWATS"), func(name string) bool { return strings.EqualFold(name, "pywats.log") })
	}
	if home, err := os.UserHomeDir(); err == nil && filepath.IsAbs(home) {
		f.below(filepath.Join(home, ".pywats"), isLog)
	}
	slices.SortFunc(f.logs, func(a, b Log) int {
		return cmp.Or(b.Modified.Compare(a.Modified), cmp.Compare(a.Path, b.Path))
	})
	return f.logs[:min(len(f.logs), maxLogs)]
}

func isLog(name string) bool { return strings.EqualFold(filepath.Ext(name), ".log") }

package words

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// cause is why a file cannot be written, as far as a person can do something about it.
type cause string

const (
	causeFull       cause = "disk_full"
	causeReadOnly   cause = "read_only"
	causePermission cause = "permission"
	causeInTheWay   cause = "in_the_way"
	causeOther      cause = "other"
)

// causeOf sorts the system's errors.
func causeOf(err error) cause {
	switch {
	case isAny(err, fullCodes):
		return causeFull
	case isAny(err, readOnlyCodes):
		return causeReadOnly
	case errors.Is(err, fs.ErrPermission):
		return causePermission
	case errors.Is(err, syscall.ENOTDIR):
		return causeInTheWay
	}
	return causeOther
}

func isAny(err error, codes []syscall.Errno) bool {
	for _, code := range codes {
		if errors.Is(err, code) {
			return true
		}
	}
	return false
}

// diskTrouble names the file that could not be written.
func diskTrouble(c cause, err error) Trouble {
	key := "error." + string(c)
	t := Trouble{T(key + ".title"), T(key + ".advice"), technical(err)}
	file := written(err)
	if file != "" {
		t.Title = T(key+".file", Visible(file))
	}
	if c == causePermission && filepath.Base(file) == "station.conf" {
		t.Advice = T("error.permission.settings")
	}
	return t
}

// written is the path an error was about, where something was to be written; opening
// alone does not tell. Names relative to a folder say too little.
func written(err error) string {
	if e, ok := errors.AsType[*os.LinkError](err); ok && absolute(e.New) {
		return e.New
	}
	e, ok := errors.AsType[*fs.PathError](err)
	if !ok || !absolute(e.Path) {
		return ""
	}
	switch e.Op {
	case "save", "write", "mkdir", "sync", "truncate", "createtemp":
		return e.Path
	}
	return ""
}

// absolute also knows the other system's form: texts of errors are compared with it in
// tests everywhere.
func absolute(path string) bool {
	return path != "" && (path[0] == '/' || path[0] == '\\' || len(path) > 2 && path[1] == ':')
}

// Log says that the program's own log is not written, why, and how many lines are
// missing; the zero Trouble while problem is nil.
func Log(problem error, dropped uint64) Trouble {
	if problem == nil {
		return Trouble{}
	}
	c := causeOf(problem)
	t := Trouble{Title: T("log.unwritable", T("cause."+string(c))), Advice: T("log.goes_on"), Technical: technical(problem)}
	if dropped > 0 {
		t.Advice = sentences(t.Advice, T("log.dropped", dropped))
	}
	if c != causeOther {
		t.Advice = sentences(t.Advice, T("error."+string(c)+".advice"))
	}
	return t
}

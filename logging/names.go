package logging

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	namePrefix = "station-companion-"
	nameSuffix = ".log"
	stampForm  = "20060102-150405"
	maxSeq     = 999
)

// fileName is station-companion-YYYYMMDD-HHMMSS-NNN-PID.log: when it was begun
// (UTC), a number for files of one second, and whose it is. Names sort as text in
// the order the files were begun.
type fileName struct {
	stamp string
	seq   int
	pid   int
}

func (n fileName) String() string {
	return fmt.Sprintf("%s%s-%03d-%d%s", namePrefix, n.stamp, n.seq, n.pid, nameSuffix)
}

// next is the name after n.
func (n fileName) next() fileName {
	n.seq++
	if n.seq > maxSeq {
		t, _ := time.Parse(stampForm, n.stamp)
		n.stamp, n.seq = t.Add(time.Second).Format(stampForm), 0
	}
	return n
}

// newName names a file begun now. It is always higher than those there: a PC
// whose clock was set back would otherwise write what looks like old files.
func newName(now time.Time, there []fileName) fileName {
	n := fileName{stamp: now.UTC().Format(stampForm), pid: os.Getpid()}
	if len(there) == 0 {
		return n
	}
	last := there[len(there)-1]
	if n.stamp > last.stamp {
		return n
	}
	last.pid = n.pid
	return last.next()
}

// parseName reads a name; false when the file is none of ours.
func parseName(s string) (fileName, bool) {
	s, ok1 := strings.CutPrefix(s, namePrefix)
	s, ok2 := strings.CutSuffix(s, nameSuffix)
	if !ok1 || !ok2 || len(s) < len(stampForm)+1 {
		return fileName{}, false
	}
	n := fileName{stamp: s[:len(stampForm)]}
	if _, err := time.Parse(stampForm, n.stamp); err != nil || s[len(stampForm)] != '-' {
		return fileName{}, false
	}
	seq, pid, ok := strings.Cut(s[len(stampForm)+1:], "-")
	var err1, err2 error
	n.seq, err1 = strconv.Atoi(seq)
	n.pid, err2 = strconv.Atoi(pid)
	if !ok || err1 != nil || err2 != nil || n.seq < 0 || n.pid < 0 {
		return fileName{}, false
	}
	return n, n.String() == namePrefix+s+nameSuffix
}

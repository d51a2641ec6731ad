package words

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"stationcompanion/client/cache"
	"stationcompanion/station/secret"
)

// Every way a file cannot be written is said in words, with the file where it is known.
func TestDiskTroubles(t *testing.T) {
	cases := []struct {
		err           error
		title, advice string
	}{
		{&fs.PathError{Op: "save", Path: "/c/station.conf", Err: syscall.ENOSPC}, "full, so /c/station.conf was not written; what was there before is kept", "Make room"},
		{fmt.Errorf("save x: %w", syscall.ENOSPC), "The disk is full.", "Make room"},
		{&fs.PathError{Op: "write", Path: "/c/f", Err: syscall.EDQUOT}, "full", "Make room"},
		{&os.LinkError{Op: "rename", Old: "/c/.t", New: "/c/f", Err: syscall.ENOSPC}, "/c/f", "Make room"},
		{&fs.PathError{Op: "openat", Path: ".station.conf.tmp-1", Err: syscall.ENOSPC}, "The disk is full.", "Make room"},
		{&fs.PathError{Op: "write", Path: `C:\c\f`, Err: syscall.EROFS}, `C:\c\f lies on a disk that can only be read.`, "IT"},
		{syscall.EROFS, "only be read", "IT"},
		{&fs.PathError{Op: "mkdir", Path: "/c", Err: syscall.EACCES}, "may not write /c.", "Ask IT for the right to write there."},
		{&fs.PathError{Op: "write", Path: "/c/station.conf", Err: syscall.EACCES}, "may not write /c/station.conf.", "this account only"},
		{&fs.PathError{Op: "open", Path: "/c", Err: fs.ErrPermission}, "This account may not do that.", "IT"},
		{&fs.PathError{Op: "mkdir", Path: "/c/f/x", Err: syscall.ENOTDIR}, "/c/f/x cannot be written", "Move away"},
		{fmt.Errorf("/s/tokens.json: %w", secret.ErrDamaged), "the token is damaged", "Enter the token"},
		{errors.Join(&fs.PathError{Op: "save", Path: "/s", Err: syscall.ENOSPC}, fmt.Errorf("%w: locked", secret.ErrKeyring)), "keyring", "Unlock"},
	}
	if runtime.GOOS == "windows" {
		for _, code := range []syscall.Errno{39, 112, 1295} {
			cases = append(cases, struct {
				err           error
				title, advice string
			}{&fs.PathError{Op: "write", Path: `C:\f`, Err: code}, "full", "Make room"})
		}
	}
	for _, c := range cases {
		got := Error(c.err)
		whole(t, fmt.Sprint(c.err), got)
		if !strings.Contains(got.Title, c.title) || !strings.Contains(got.Advice, c.advice) {
			t.Errorf("%v: %+v, want …%s… and …%s…", c.err, got, c.title, c.advice)
		}
	}
}

func TestLogTrouble(t *testing.T) {
	if got := Log(nil, 3); got != (Trouble{}) {
		t.Errorf("%+v", got)
	}
	full := &fs.PathError{Op: "write", Path: "/l/a.log", Err: syscall.ENOSPC}
	for dropped, want := range map[uint64]string{
		0:  "The program works without it. Make room on the disk, then try again.",
		12: "The program works without it. 12 lines are missing so far. Make room on the disk, then try again.",
	} {
		got := Log(fmt.Errorf("log file cannot be written: %w", full), dropped)
		whole(t, "log", got)
		if got.Title != "The program's log cannot be written: the disk is full." || got.Advice != want || !strings.Contains(got.Technical, "/l/a.log") {
			t.Errorf("%d dropped: %+v", dropped, got)
		}
	}
	whole(t, "another cause", Log(errors.New("odd"), 1))
}

func TestSavedCopiesSayWhyNot(t *testing.T) {
	now := time.Date(2026, 4, 21, 10, 41, 0, 0, time.UTC)
	full := fmt.Errorf("save x: %w", syscall.ENOSPC)
	for want, s := range map[string]cache.Stats{
		"None are kept.": {Off: true},
		"None are kept: this account may not write there.":                                                       {Off: true, Problem: fs.ErrPermission},
		"None yet · new ones are not kept: the disk is full":                                                     {Problem: full},
		"1 report, 8 KB, of 10:41 · damaged and dropped: 2 · new ones are not kept: the files cannot be written": {Reports: 1, Bytes: 8000, Oldest: now, Damaged: 2, Problem: errors.New("x")},
	} {
		if got := SavedCopies(s, now); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

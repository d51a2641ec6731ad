package tail

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// How a program opens its log: what it asks for, and what it lets others do meanwhile.
// .NET's File.AppendAllText and StreamWriter share for reading, log4net and the WATS
// client may share nothing, Python shares reading and writing but no deletion.
const (
	sharesNothing = 0
	sharesReading = syscall.FILE_SHARE_READ
)

// openAs opens a log for writing at its end.
func openAs(path string, share uint32) (*os.File, error) {
	p, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(p, syscall.FILE_APPEND_DATA|syscall.SYNCHRONIZE, share, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(h), path), nil
}

// append1 writes one line as a program does that opens its log for each.
func append1(path, text string, share uint32) error {
	f, err := openAs(path, share)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// rewrite puts text in place of what is in the file, held by the writer alone.
func rewrite(path, text string) error {
	p, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	h, err := syscall.CreateFile(p, syscall.GENERIC_WRITE, sharesNothing, nil, syscall.TRUNCATE_EXISTING, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return err
	}
	f := os.NewFile(uintptr(h), path)
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

var replaceFileW = syscall.NewLazyDLL("kernel32.dll").NewProc("ReplaceFileW")

// replaceFile is the ReplaceFile of Windows: .NET's File.Replace.
func replaceFile(to, from, backup string) error {
	a, err := syscall.UTF16PtrFromString(to)
	if err != nil {
		return err
	}
	b, err := syscall.UTF16PtrFromString(from)
	if err != nil {
		return err
	}
	var c *uint16
	if backup != "" {
		if c, err = syscall.UTF16PtrFromString(backup); err != nil {
			return err
		}
	}
	if ok, _, err := replaceFileW.Call(uintptr(unsafe.Pointer(a)), uintptr(unsafe.Pointer(b)), uintptr(unsafe.Pointer(c)), 0, 0, 0); ok == 0 {
		return err
	}
	return nil
}

// TestExclusiveWriter: thousands of lines are written to a log that its writer opens for
// itself alone for each, cut, replaced and begun anew, with looks in between: it is never
// refused, and every line comes once.
func TestExclusiveWriter(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "wats.log")
	var text strings.Builder // what stands in the file
	write := func(line string) {
		t.Helper()
		if err := append1(path, line, sharesNothing); err != nil {
			t.Fatal(err)
		}
		text.WriteString(line)
	}
	write("%BeginHeader:WatsLogFile%\n")
	r := follow(t, dir, Options{Path: path})
	r.want("%BeginHeader:WatsLogFile%")
	random := rand.New(rand.NewPCG(1, 2))
	var want []string
	for i := range 4000 {
		line := fmt.Sprintf("2026-02-02T10:15:23.%07d+01:00;;line %d", i, i)
		write(line + "\n")
		want = append(want, line)
		if random.IntN(3) == 0 {
			r.now = r.now.Add(2 * holdFor)
			r.want(want...)
			want = nil
		}
		if i%100 != 99 {
			continue
		}
		r.want(want...)
		want = nil
		kept := text.String()
		kept = kept[len(kept)/4:]
		text.Reset()
		text.WriteString(kept)
		var err error
		switch i / 100 % 4 {
		case 0: // cut in place, as the client does
			err = rewrite(path, kept)
		case 1: // written anew beside it, and moved over it
			err = errors.Join(os.WriteFile(path+".new", []byte(kept), 0o600), os.Rename(path+".new", path))
		case 2:
			err = errors.Join(os.WriteFile(path+".new", []byte(kept), 0o600), replaceFile(path, path+".new", path+".bak"))
		case 3:
			err = os.Remove(path)
			text.Reset()
		}
		if err != nil {
			t.Fatalf("after line %d, way %d: %v", i, i/100%4, err)
		}
	}
	r.now = r.now.Add(2 * holdFor)
	r.want(want...)
}

// TestWriterHasItOpen: a log that its writer has for itself alone just now is no problem,
// and is read when it is let go.
func TestWriterHasItOpen(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "wats.log")
	put(t, path, "1\n")
	r := follow(t, dir, Options{Path: path})
	r.want("1")
	f, err := openAs(path, sharesNothing)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("2\n"); err != nil {
		t.Fatal(err)
	}
	r.want()
	if err := r.tail.Problem(); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	r.want("2")
}

// TestOpenWhileWriterHasIt: such a log can be opened when its writer lets it go in time,
// and says why it cannot when he does not.
func TestOpenWhileWriterHasIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wats.log")
	f, err := openAs(path, sharesNothing)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString("1\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := newTail(Options{Path: path}); !sharedOut(err) {
		t.Errorf("opened while its writer has it: %v", err)
	}
	time.AfterFunc(3*openPause, func() { _ = f.Close() })
	tl, err := newTail(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.files.close()
	if raw, err := tl.View().Raw(firstNumber); raw != "1" || err != nil {
		t.Errorf("%q, %v", raw, err)
	}
}

// TestWriterKeepsItOpen: a log whose writer keeps it open and shares it for reading only,
// as .NET's StreamWriter does, is followed; it is closed, renamed, deleted and begun anew
// by its writer as if nobody looked.
func TestWriterKeepsItOpen(t *testing.T) {
	for _, name := range []string{"test.log", "wats.log"} {
		dir := t.TempDir()
		path := filepath.Join(dir, name)
		var f *os.File
		begin := func() {
			t.Helper()
			var err error
			if f, err = openAs(path, sharesReading); err != nil {
				t.Fatal(err)
			}
		}
		write := func(text string) {
			t.Helper()
			if _, err := f.WriteString(text); err != nil {
				t.Fatal(err)
			}
		}
		end := func() {
			t.Helper()
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
		}
		begin()
		write("begun\n")
		r := follow(t, dir, Options{Path: path})
		r.want("begun")
		for i := range 200 {
			write(fmt.Sprintf("a line of round %d\n", i))
			r.want(fmt.Sprint("a line of round ", i))
			write(fmt.Sprintf("the last of round %d\n", i))
			end()
			switch i % 3 {
			case 0: // rotated: what was not seen is read under its new name
				if err := os.Rename(path, path+".1"); err != nil {
					t.Fatal(err)
				}
			case 1:
				r.want(fmt.Sprint("the last of round ", i))
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			case 2: // put aside by another program's file
				if err := os.WriteFile(path+".new", nil, 0o600); err != nil {
					t.Fatal(err)
				}
				r.want(fmt.Sprint("the last of round ", i))
				if err := os.Rename(path+".new", path); err != nil {
					t.Fatal(err)
				}
			}
			begin()
			write(fmt.Sprintf("begun again %d\n", i))
			r.now = r.now.Add(2 * holdFor)
			if i%3 == 0 {
				r.want(fmt.Sprint("the last of round ", i), fmt.Sprint("begun again ", i))
			} else {
				r.want(fmt.Sprint("begun again ", i))
			}
		}
		end()
		if l, err := r.tail.View().Line(firstNumber); err != nil || l.Raw != "begun" {
			t.Errorf("%q, %v", l.Raw, err)
		}
	}
}

// TestDeletePending: a log that was deleted while another program has it open keeps its
// name until that lets go; it is followed on as soon as there is one again.
func TestDeletePending(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	put(t, path, "1\n")
	other, err := openShared(path)
	if err != nil {
		t.Fatal(err)
	}
	r := follow(t, dir, Options{Path: path})
	r.want("1")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	r.want()
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	r.want()
	if !errors.Is(r.tail.Problem(), os.ErrNotExist) {
		t.Errorf("problem %v", r.tail.Problem())
	}
	put(t, path, "2\n")
	r.want("2")
	if r.tail.Problem() != nil {
		t.Error(r.tail.Problem())
	}
}

// TestLiveExclusive: the writer of such a log writes in bursts, each longer than it takes
// the follower to look again. It is never refused, and no line is lost.
func TestLiveExclusive(t *testing.T) {
	path := filepath.Join(t.TempDir(), "wats.log")
	put(t, path, "begun\n")
	tl, err := Open(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.Close()
	limit := time.After(30 * time.Second)
	lines := int64(0)
	for burst := range 5 {
		for begin := time.Now(); time.Since(begin) < DefaultEvery+DefaultEvery/2; lines++ {
			if err := append1(path, fmt.Sprintf("line %d\n", lines), sharesNothing); err != nil {
				t.Fatalf("line %d, burst %d: %v", lines, burst, err)
			}
		}
		for tl.View().Len() < 1+lines {
			select {
			case <-tl.Changed():
			case <-limit:
				t.Fatalf("%d lines of %d came by burst %d", tl.View().Len(), 1+lines, burst)
			}
		}
		for isOpenHere(tl) { // they came in the middle of a look: a writer does not wait for that
			runtime.Gosched()
		}
	}
	t.Log(lines, "lines")
	v := tl.View()
	for i := range lines {
		if raw, err := v.Raw(v.First() + 1 + i); err != nil || raw != fmt.Sprint("line ", i) {
			t.Fatalf("line %d: %q, %v", i, raw, err)
		}
	}
}

// isOpenHere reports whether the follower has the file of the newest line open.
func isOpenHere(tl *Tail) bool {
	newer := tl.View().newer
	f := newer[len(newer)-1].file
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.kept != nil
}

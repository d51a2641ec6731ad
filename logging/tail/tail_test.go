package tail

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) {
		_ = os.RemoveAll(bigDir)
		os.Exit(code)
	}))
}

var start = time.Date(2026, 2, 2, 10, 0, 0, 0, time.UTC)

// rig follows without a goroutine; the test says when to look.
type rig struct {
	t    *testing.T
	dir  string
	tail *Tail
	now  time.Time
	next int64
}

func follow(t *testing.T, dir string, o Options) *rig {
	t.Helper()
	tl, err := newTail(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tl.files.close)
	return &rig{t: t, dir: dir, tail: tl, now: start, next: firstNumber}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func (r *rig) put(name, text string) { r.t.Helper(); put(r.t, filepath.Join(r.dir, name), text) }

// want looks once and compares the lines that are new.
func (r *rig) want(lines ...string) {
	r.t.Helper()
	for r.tail.poll(r.now) {
	}
	if f, ok := r.tail.files.(*fileFollower); ok && f.exclusive { // it is read when it stands still
		r.tail.poll(r.now)
	}
	got, next := r.tail.View().Lines(r.next, 1<<20)
	var raw []string
	for i, l := range got {
		raw = append(raw, l.Raw)
		if i > 0 && l.No != got[i-1].No+1 {
			r.t.Fatalf("No %d after %d", l.No, got[i-1].No)
		}
	}
	if !slices.Equal(raw, lines) {
		r.t.Fatalf("got %.300q\nwant %.300q", raw, lines)
	}
	r.next = next
}

func TestFollowFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	put(t, path, "1\n2\n")
	r := follow(t, dir, Options{Path: path})
	select {
	case <-r.tail.Changed():
	default:
		t.Fatal("what is there already is news too")
	}
	r.want("1", "2")
	r.want()
	r.put("a.log", "3\n4")
	r.want("3")
	r.put("a.log", "4\n5\r")
	r.want("44") // an LF may belong to the CR
	r.put("a.log", "\n6")
	r.want("5")
	r.now = r.now.Add(holdFor - 1)
	r.want()
	r.now = r.now.Add(1)
	r.want("6") // held for a second
	r.put("a.log", "\n7\n")
	r.want("7")
}

func TestFollowUTF16(t *testing.T) {
	for _, enc := range []encoding{utf16LE, utf16BE} {
		dir := t.TempDir()
		path := filepath.Join(dir, "a.log")
		put(t, path, "")
		r := follow(t, dir, Options{Path: path})
		r.want()
		text := string(inUTF16("eins\r\nzwei ä€\r\ndrei", enc))
		r.put("a.log", text[:9])
		r.want()
		r.put("a.log", text[9:])
		r.want("eins", "zwei ä€")
		r.now = r.now.Add(holdFor)
		r.want("drei")
	}
}

// TestRoomMadeBefore: some writers make a file larger with NUL bytes and fill them later;
// a power cut leaves NUL bytes that nobody fills.
func TestRoomMadeBefore(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	put(t, path, "1\n"+strings.Repeat("\x00", 5000))
	r := follow(t, dir, Options{Path: path})
	r.want("1")
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte("2\n"), 2); err != nil {
		t.Fatal(err)
	}
	r.want("2")
	r.put("a.log", "3\n") // after the NUL bytes
	r.want("3")
}

func TestRenameRotation(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	put(t, path, "1\n")
	r := follow(t, dir, Options{Path: path})
	r.want("1")
	r.put("a.log", "2\n3") // not seen before it is renamed
	if err := os.Rename(path, path+".1"); err != nil {
		t.Fatal(err)
	}
	r.put("a.log", "4\n")
	r.want("2", "3", "4")
}

func TestTruncation(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	put(t, path, "first 1\nfirst 2\n")
	r := follow(t, dir, Options{Path: path})
	r.want("first 1", "first 2")
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	r.put("a.log", "second\nhalf")
	r.want("second")
	// Copied, truncated, and grown past the old place before anybody looked.
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	r.put("a.log", "third 1\nthird 2\n")
	r.want("half", "third 1", "third 2")
	// Shortened, with its beginning kept.
	var lines []string
	for i := range 500 {
		lines = append(lines, fmt.Sprint("line ", i+1000))
	}
	r.put("a.log", strings.Join(lines, "\n")+"\n")
	r.want(lines...)
	if err := os.Truncate(path, int64(len("third 1\nthird 2\n")+200*len("line 1000\n"))); err != nil {
		t.Fatal(err)
	}
	r.want() // all of it was seen
	r.now = r.now.Add(holdFor)
	r.want()
	r.put("a.log", "fourth\n")
	r.want("fourth")
}

func TestDeletedAndThereAgain(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	put(t, path, "1\n")
	r := follow(t, dir, Options{Path: path})
	r.put("a.log", "2\n3")
	if !keeping { // what was not read before it is deleted is gone with it
		r.want("1", "2")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if keeping {
		r.want("1", "2", "3") // what was written before it went
	} else {
		r.want("3")
	}
	if !errors.Is(r.tail.Problem(), fs.ErrNotExist) {
		t.Fatalf("problem %v", r.tail.Problem())
	}
	r.want()
	r.put("a.log", "4\n")
	r.want("4")
	if r.tail.Problem() != nil {
		t.Fatal(r.tail.Problem())
	}
}

func TestDirectory(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "log-1.log"), "old\n")
	put(t, filepath.Join(dir, "log-2.log"), "a\n")
	put(t, filepath.Join(dir, "zzz.txt"), "no log\n")
	if err := os.Mkdir(filepath.Join(dir, "log-9.log"), 0o700); err != nil {
		t.Fatal(err)
	}
	r := follow(t, dir, Options{Dir: dir})
	r.want("a")
	if r.tail.Path() != filepath.Join(dir, "log-2.log") {
		t.Fatal(r.tail.Path())
	}
	// The next file is begun between two looks; the end of the old one is not lost.
	r.put("log-2.log", "b\nc")
	r.put("log-3.log", "d\n")
	r.want("b", "d")
	r.put("log-2.log", "c\n")
	r.put("log-3.log", "e\n")
	r.put("log-4.log", "f\n")
	r.want("cc", "e", "f")
	// An older file that another process still writes is not forgotten.
	r.put("log-1.log", "new in the old one\n")
	r.want("new in the old one")
	// Pruned ones go without a word; what is begun anew under an old name is new.
	r.put("log-1.log", "last words\n")
	if !keeping {
		r.want("last words")
	}
	os.Remove(filepath.Join(dir, "log-1.log"))
	os.Remove(filepath.Join(dir, "log-2.log"))
	if keeping {
		r.want("last words")
	}
	r.put("log-2.log", "again\n")
	r.want("again")
	os.Remove(filepath.Join(dir, "log-4.log"))
	r.put("log-4.log", "replaced\n")
	r.want("replaced")
	if r.tail.Problem() != nil {
		t.Fatal(r.tail.Problem())
	}
}

func TestDirectoryOfStrangers(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a.log"), "a1\n")
	put(t, filepath.Join(dir, "b.log"), "b1\n")
	r := follow(t, dir, Options{Dir: dir})
	r.want("b1")
	r.put("a.log", "a2\n") // another program's: not ours to show
	r.put("b.log", "b2\n")
	r.want("b2")
	r.put("b.log", "b3")
	r.put("c.log", "c1\n")
	r.want("b3", "c1")
	os.Remove(filepath.Join(dir, "c.log"))
	r.want()
	r.put("b.log", "b4\n") // back to it, without repeating anything
	r.want("b4")
}

func TestManyFilesAndNone(t *testing.T) {
	dir := t.TempDir()
	r := follow(t, dir, Options{Dir: dir, Pattern: "n-*.log"})
	r.want()
	if r.tail.Path() != "" {
		t.Fatal(r.tail.Path())
	}
	var want []string
	for i := range 60 {
		r.put(fmt.Sprintf("n-%03d.log", i), fmt.Sprintln("line", i))
		want = append(want, fmt.Sprint("line ", i))
		if i%30 == 29 { // more at once than are kept open
			r.want(want...)
			want = nil
		}
	}
	r.want()
	if n := len(r.tail.files.(*dirFollower).srcs); n != maxFiles {
		t.Fatalf("%d files are open", n)
	}
	for i := 50; i < 60; i++ { // older ones come into view again: known, not new
		os.Remove(filepath.Join(dir, fmt.Sprintf("n-%03d.log", i)))
	}
	r.want()
	r.put("n-035.log", "more\n")
	r.want("more")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	r.want()
	if !errors.Is(r.tail.Problem(), fs.ErrNotExist) {
		t.Fatal(r.tail.Problem())
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	r.put("n-001.log", "back\n")
	r.want("back")
}

// TestProblemsAreNews: who waits is woken when the log can no longer be read, and when it
// can again, also where no line comes or goes with that.
func TestProblemsAreNews(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "logs")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	r := follow(t, dir, Options{Dir: dir})
	news := func(want bool) {
		t.Helper()
		r.tail.poll(r.now)
		select {
		case <-r.tail.Changed():
			if !want {
				t.Error("nothing happened, and it is told")
			}
		default:
			if want {
				t.Error("it is not told")
			}
		}
	}
	for len(r.tail.changed) > 0 {
		<-r.tail.Changed()
	}
	news(false)
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	news(true)
	news(false)
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	news(true)
}

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	for name, o := range map[string]Options{
		"neither":   {},
		"both":      {Path: "x", Dir: dir},
		"no file":   {Path: filepath.Join(dir, "none.log")},
		"no dir":    {Dir: filepath.Join(dir, "none")},
		"a dir":     {Path: dir},
		"a pattern": {Dir: dir, Pattern: "[x"},
	} {
		if tl, err := Open(o); err == nil {
			tl.Close()
			t.Errorf("%s: no error", name)
		}
	}
}

func TestSymlinkOutOfItsDirectory(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	put(t, filepath.Join(elsewhere, "real.log"), "1\n")
	link := filepath.Join(dir, "current.log")
	if err := os.Symlink(filepath.Join(elsewhere, "real.log"), link); err != nil {
		t.Skip(err)
	}
	if _, err := os.Stat(link); err != nil {
		t.Skip("links lead nowhere here (Wine 8):", err)
	}
	r := follow(t, elsewhere, Options{Path: link})
	r.put("real.log", "2\n")
	r.want("1", "2")
	r.put("next.log", "3\n")
	os.Remove(link)
	if err := os.Symlink(filepath.Join(elsewhere, "next.log"), link); err != nil {
		t.Fatal(err)
	}
	r.want("3")
}

// Nothing the follower holds may keep the owner from doing as he likes.
func TestOwnerMayRenameAndDelete(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	put(t, path, "1\n")
	r := follow(t, dir, Options{Path: path})
	if err := os.Rename(path, path+".old"); err != nil {
		t.Error(err)
	}
	if err := os.Remove(path + ".old"); err != nil {
		t.Error(err)
	}
	r.want("1")
	if err := os.RemoveAll(dir); err != nil {
		t.Error(err)
	}
}

// With the goroutine, and the race detector looking: one writes, rotates and
// prunes, one reads on as the window does. Nothing is missed, nothing repeated.
func TestLive(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "l-0000.log"), "")
	tl, err := Open(Options{Dir: dir, Every: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.Close()
	const total = 20_000
	failed := make(chan error, 1)
	go func() {
		var f *os.File
		for i := range total {
			if i%500 == 0 {
				if f != nil {
					f.Close()
				}
				var err error
				if f, err = os.Create(filepath.Join(dir, fmt.Sprintf("l-%04d.log", 1+i/500))); err != nil {
					failed <- err
					return
				}
			}
			fmt.Fprintf(f, "%d\n", i)
		}
		f.Close()
	}()
	deadline := time.After(30 * time.Second)
	var next, want int64
	for want < total {
		select {
		case <-tl.Changed():
		case err := <-failed:
			t.Fatal(err)
		case <-deadline:
			t.Fatalf("%d of %d lines", want, total)
		}
		for {
			lines, n := tl.View().Lines(next, 1000)
			if len(lines) == 0 {
				break
			}
			for _, l := range lines {
				if l.Raw != fmt.Sprint(want) {
					t.Fatalf("line %d is %q", want, l.Raw)
				}
				want++
			}
			next = n
		}
	}
	if err := tl.Close(); err != nil || tl.Close() != nil || tl.View().Len() != total {
		t.Fatal(err, tl.View().Len())
	}
}

func TestIdlePollIsCheap(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("measured on Linux")
	}
	dir := t.TempDir()
	for i := range 10 {
		put(t, filepath.Join(dir, fmt.Sprintf("n-%d.log", i)), "x\n")
	}
	r := follow(t, dir, Options{Dir: dir})
	r.want("x")
	if n := testing.AllocsPerRun(20, func() { r.tail.poll(start) }); n > 200 {
		t.Errorf("%v allocations to see that nothing happened", n)
	}
}

func BenchmarkIdlePoll(b *testing.B) {
	dir := b.TempDir()
	for i := range 10 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("n-%d.log", i)), []byte("x\n"), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	tl, err := newTail(Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	defer tl.files.close()
	b.ReportAllocs()
	for b.Loop() {
		tl.poll(start)
	}
}

// write writes a text at a place of a file.
func write(t *testing.T, path string, at int64, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte(text), at); err != nil {
		t.Fatal(err)
	}
}

// TestMuchRoomMadeBefore is TestRoomMadeBefore with more room than is read at once: what
// is filled in there is seen, whether the file becomes longer or not.
func TestMuchRoomMadeBefore(t *testing.T) {
	for _, room := range []int{pieceBytes - 2, pieceBytes, smallFile - 9} {
		dir := t.TempDir()
		path := filepath.Join(dir, "a.log")
		put(t, path, "1\n"+strings.Repeat("\x00", room))
		r := follow(t, dir, Options{Path: path})
		r.want("1")
		write(t, path, 2, "2\n3")
		r.want("2")
		r.now = r.now.Add(holdFor)
		r.want("3")
		write(t, path, 5, "3\n")
		r.next--
		r.want("33")
		r.put("a.log", strings.Repeat("\x00", room)) // more room
		r.want()
		write(t, path, 7, "4\n")
		r.want("4")
		r.put("a.log", "5\n") // after all NUL bytes
		r.want("5")
	}
}

// TestNULsBeforeText: what a program wrote after a power cut stands behind NUL bytes, in
// what is one line.
func TestNULsBeforeText(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	const text = "2026-04-21 09:31:05,000 [ERROR] x: after a power cut"
	put(t, path, "1\n"+strings.Repeat("\x00", 9*maxLine)+text+"\n")
	tl, err := Open(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.Close()
	v := tl.View()
	no := v.Next() - 1
	if raw, err := v.Raw(no); raw != text || err != nil {
		t.Errorf("%.200q, %v", raw, err)
	}
	if l, _ := v.Lines(no, 1); len(l) != 1 || l[0].Raw != text {
		t.Errorf("%d lines, not the text", len(l))
	}
	if m := v.Moments(3); len(m) != 1 || m[0].No != no {
		t.Errorf("its time is not known: %v", m)
	}
	q, _ := Filter{Level: Error}.Compile()
	s := tl.Search(q)
	defer s.Close()
	s.wait(t, v, []int{1}, nil)
}

// TestBegunAnewWithTheSameBeginning: a log that was truncated, got the same head again and
// grew past the old place before anybody looked is known by what stands there.
func TestBegunAnewWithTheSameBeginning(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	head := strings.Repeat("# the same banner each time\n", 2*headBytes/28)
	put(t, path, head+"first 1\n")
	r := follow(t, dir, Options{Path: path})
	banner := strings.Split(strings.TrimSuffix(head, "\n"), "\n")
	r.want(append(slices.Clone(banner), "first 1")...)
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	r.put("a.log", head+"other 1\nother 2\n")
	r.want(append(banner, "other 1", "other 2")...) // it was written again, so it comes again
}

// TestDirectoryFileThatOpensLater: one that could not be opened when it was found is read
// from its beginning once it can be.
func TestDirectoryFileThatOpensLater(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	put(t, filepath.Join(dir, "a1.log"), "1\n")
	r := follow(t, dir, Options{Dir: dir})
	r.want("1")
	target := filepath.Join(other, "x")
	link := filepath.Join(dir, "a2.log")
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err) // Windows asks for a right
	}
	if _, err := os.Readlink(link); err != nil {
		t.Skip("links are none here (Wine 8):", err)
	}
	r.want()
	r.want()
	put(t, target, "2\n3\n")
	r.want("2", "3")
}

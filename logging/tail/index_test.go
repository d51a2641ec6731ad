package tail

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// bigLog makes some MB of lines of every sort.
func bigLog(mb int, end string) (content string, lines []string) {
	r := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	for b.Len() < mb<<20 {
		line := ""
		switch r.IntN(2000) {
		case 0: // empty
		case 1:
			line = strings.Repeat("a line of several MB ", r.IntN(300_000))
		default:
			line = fmt.Sprintf("2026-02-02 10:15:23,456 [INFO] [a1b2c3d4] x.y: line %d %s", len(lines), strings.Repeat("z", r.IntN(200)))
		}
		lines = append(lines, text([]byte(line)))
		b.WriteString(line + end)
	}
	return b.String(), lines
}

// wholeView waits until all of a log is indexed.
func wholeView(t testing.TB, tl *Tail) View {
	t.Helper()
	for limit := time.After(30 * time.Second); ; {
		if v := tl.View(); v.Whole() {
			return v
		}
		select {
		case <-tl.Changed():
		case <-limit:
			t.Fatal("the index is not done")
		}
	}
}

// TestIndex opens large files at their end and compares every line, once it is found.
func TestIndex(t *testing.T) {
	for name, end := range map[string]string{"LF": "\n", "CR LF": "\r\n", "CR": "\r"} {
		t.Run(name, func(t *testing.T) {
			content, want := bigLog(24, end)
			path := filepath.Join(t.TempDir(), "a.log")
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			tl, err := Open(Options{Path: path, Every: time.Hour})
			if err != nil {
				t.Fatal(err)
			}
			defer tl.Close()
			v := tl.View()
			if l, err := v.Line(v.Next() - 1); err != nil || l.Raw != want[len(want)-1] {
				t.Fatalf("the last line is not there at once: %.80q, %v", l.Raw, err)
			}
			v = wholeView(t, tl)
			if v.Len() != int64(len(want)) || tl.Left() != 0 {
				t.Fatalf("%d lines of %d, %d bytes left", v.Len(), len(want), tl.Left())
			}
			for i, w := range want {
				if got, err := v.Raw(v.First() + int64(i)); err != nil || got != w {
					t.Fatalf("line %d: %.100q, %v, want %.100q", i, got, err, w)
				}
			}
			lines, next := v.Lines(v.First()+7, 1000)
			if len(lines) != 1000 || next != v.First()+1007 || lines[999].Raw != want[1006] || lines[0].No != v.First()+7 {
				t.Errorf("%d lines, next %d", len(lines), next)
			}
		})
	}
}

// TestNumbersStay: what was read stays under its number while older lines are found and
// newer ones come, and what is cut away is gone with a clear error.
func TestNumbersStay(t *testing.T) {
	content, want := bigLog(12, "\n")
	dir := t.TempDir()
	path := filepath.Join(dir, "a.log")
	put(t, path, content)
	tl, err := newTail(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.files.close()
	before := tl.View()
	no := before.Next() - 1
	tl.index()
	put(t, path, "new\n")
	tl.poll(start)
	for _, v := range []View{before, tl.View()} {
		if got, err := v.Raw(no); err != nil || got != want[len(want)-1] {
			t.Errorf("%.50q, %v", got, err)
		}
	}
	if got, err := tl.View().Raw(no + 1); err != nil || got != "new" {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := before.Raw(no + 1); err != ErrGone {
		t.Error("a view grows:", err)
	}
	if v := tl.View(); before.Whole() || v.Len() != int64(len(want))+1 {
		t.Errorf("%d lines of %d", v.Len(), len(want)+1)
	}
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	tl.poll(start)
	put(t, path, "begun anew\n")
	tl.poll(start.Add(time.Minute))
	v := tl.View()
	if got, err := v.Raw(no + 2); err != nil || got != "begun anew" {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := v.Raw(no + 1); err != nil || got != "new" {
		t.Errorf("what came lately is kept: %q, %v", got, err)
	}
	if v.Len() > 100_000 || !v.Whole() {
		t.Errorf("%d lines are there still, whole %v", v.Len(), v.Whole())
	}
}

// TestRotatedStaysReadable: a renamed file is found under its new name.
func TestRotatedStaysReadable(t *testing.T) {
	content, want := bigLog(12, "\n")
	path := filepath.Join(t.TempDir(), "a.log")
	put(t, path, content)
	tl, err := newTail(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer tl.files.close()
	tl.index()
	if err := os.Rename(path, path+".1"); err != nil {
		t.Fatal(err)
	}
	put(t, path, "the next\n")
	tl.poll(start)
	v := tl.View()
	if v.Len() != int64(len(want))+1 {
		t.Fatalf("%d lines of %d", v.Len(), len(want)+1)
	}
	for _, i := range []int{0, 1000, len(want) - 1} {
		if got, err := v.Raw(v.First() + int64(i)); err != nil || got != want[i] {
			t.Errorf("line %d: %.50q, %v", i, got, err)
		}
	}
	if err := os.Remove(path + ".1"); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Raw(v.First()); err == nil {
		t.Error("a line of a deleted file")
	}
}

// TestNumbersGoOn: a line without end, too long to be held, is lost when its file is
// truncated; its number is not given to another line.
func TestNumbersGoOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.log")
	put(t, path, "one\n")
	tl, err := newTail(Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { tl.files.close() }()
	put(t, path, "two\n"+strings.Repeat("x", 9<<20))
	now := time.Now()
	for range 4 {
		now = now.Add(holdFor)
		for tl.poll(now) {
		}
	}
	next := tl.View().Next()
	if next != firstNumber+3 {
		t.Fatal(next - firstNumber)
	}
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	tl.poll(now)
	put(t, path, "new 1\nnew 2\n")
	tl.poll(now.Add(holdFor))
	put(t, path, "new 3\n")
	tl.poll(now.Add(2 * holdFor))
	lines, end := tl.View().Lines(next, 10)
	if len(lines) != 3 || lines[0].Raw != "new 1" || lines[2].Raw != "new 3" || end != next+3 {
		t.Errorf("%d lines %+v", len(lines), lines)
	}
}

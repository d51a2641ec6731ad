package tail

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// writer is a program that writes a log and does with it whatever programs do. What it
// wrote is known line by line.
type writer struct {
	t    *testing.T
	r    *rand.Rand
	path string
	head string // lines it keeps in front when it cuts
	text string // what stands in the file
	next int
	rest string       // of a line that is written in part
	must map[int]bool // lines that must come: they stood in the file at a look, or in one that was renamed
	torn map[int]bool // lines that were unfinished when the file was cut
}

func (w *writer) fatal(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// write writes some lines in chops, the last one perhaps in part.
func (w *writer) write() {
	var b strings.Builder
	b.WriteString(w.rest)
	for range w.r.IntN(12) {
		fmt.Fprintf(&b, "%07d %s\n", w.next, strings.Repeat("abcdefg "[w.r.IntN(8):], w.r.IntN(9)))
		w.next++
	}
	all := b.String()
	n := len(all)
	if w.r.IntN(3) == 0 && n > 0 {
		n = w.r.IntN(n)
	}
	w.rest = all[n:]
	w.add(all[:n])
}

func (w *writer) add(text string) {
	f, err := os.OpenFile(w.path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	w.fatal(err)
	for text != "" {
		n := 1 + w.r.IntN(len(text))
		_, err := f.WriteString(text[:n])
		w.fatal(err)
		w.text += text[:n]
		text = text[n:]
	}
	w.fatal(f.Close())
}

// lines are the numbers of the whole lines in the file.
func (w *writer) lines() (nos []int) {
	for line := range strings.Lines(w.text) {
		if no, err := strconv.Atoi(line[:min(7, len(line))]); err == nil && len(line) > 7 && strings.HasSuffix(line, "\n") {
			nos = append(nos, no)
		}
	}
	return nos
}

func (w *writer) seen() {
	for _, no := range w.lines() {
		w.must[no] = true
	}
}

// unfinished notes the line that is written in part: what of it comes, and whether, is
// not told.
func (w *writer) unfinished() {
	i := strings.LastIndexByte(w.text, '\n') + 1
	if open := w.text[i:]; open != "" || w.rest != "" {
		if no, err := strconv.Atoi((open + w.rest)[:min(7, len(open+w.rest))]); err == nil && open != "" {
			w.torn[no] = true
		}
	}
}

// drop loses the rest of the line that was written in part, with the file it was in.
func (w *writer) drop() {
	w.unfinished()
	if i := strings.LastIndexByte(w.text, '\n') + 1; i < len(w.text) {
		_, w.rest, _ = strings.Cut(w.rest, "\n")
	}
	w.text = ""
}

// keep cuts text from the front. Less than a few bytes cannot be known again.
func (w *writer) keep(text string) string {
	kept := text[w.r.IntN(len(text)+1):]
	if len(kept) < leastKnown {
		w.unfinished()
	}
	return kept
}

// inPlace writes the file anew, in pieces, looking in between.
func (w *writer) inPlace(text string, look func(time.Duration)) {
	w.fatal(os.Truncate(w.path, 0))
	w.text = ""
	for text != "" {
		if w.r.IntN(2) == 0 {
			look(50 * time.Millisecond) // a writer does not pause in the middle of this
		}
		n := 1 + w.r.IntN(len(text))
		w.add(text[:n])
		text = text[n:]
	}
}

// TestTorture: 1,000 times a writer rotates, truncates, cuts from the front, deletes and
// begins anew, in any order and with writes chopped anywhere. By rename and re-creation
// no line is lost, by changes in place none that stood in the file at a look, and none
// ever comes twice or out of order.
func TestTorture(t *testing.T) {
	for seed := range uint64(8) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { torture(t, seed, 250) })
	}
}

func torture(t *testing.T, seed uint64, changes int) {
	dir := t.TempDir()
	w := &writer{
		t: t, r: rand.New(rand.NewPCG(seed, 1)), path: filepath.Join(dir, "a.log"),
		head: "%BeginHeader\n{\"made\":\"up\"}\n%EndHeader\n", must: map[int]bool{}, torn: map[int]bool{},
	}
	exclusive := seed%2 == 1
	w.add(w.head)
	tl, err := newTail(Options{Path: w.path, Exclusive: exclusive})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { tl.files.close() }()
	now := start
	look := func(within time.Duration) {
		now = now.Add(time.Duration(w.r.Int64N(int64(within))))
		for tl.poll(now) {
		}
		if exclusive { // it is read when it stands still
			tl.poll(now)
		}
		w.seen()
		if exclusive && runtime.GOOS == "linux" && isOpen(t, dir) {
			t.Fatal("the file stays open")
		}
	}
	for range changes {
		for range w.r.IntN(4) {
			w.write()
			if w.r.IntN(2) == 0 {
				look(2 * time.Second)
			}
		}
		w.change(look, exclusive)
	}
	w.add(strings.TrimSuffix(w.rest, "\n") + "\n")
	now = now.Add(time.Hour)
	look(2 * time.Second)
	w.check(tl.View())
}

// change does one of the things writers do with their logs.
func (w *writer) change(look func(time.Duration), exclusive bool) {
	switch w.r.IntN(6) {
	case 0: // truncated: the rest of a line that was begun is written to the new beginning
		look(2 * time.Second)
		w.unfinished()
		w.drop()
		w.fatal(os.Truncate(w.path, 0))
	case 1: // cut from the front in place
		look(2 * time.Second)
		w.inPlace(w.keep(w.text), look)
	case 2: // the same, keeping the head
		look(2 * time.Second)
		if after, ok := strings.CutPrefix(w.text, w.head); ok {
			w.inPlace(w.head+w.keep(after), look)
		}
	case 3: // written anew under another name and put in its place, cut from the front
		look(2 * time.Second)
		w.fatal(os.WriteFile(w.path+".new", []byte(w.text[len(w.text)/4:]), 0o600))
		if len(w.text)-len(w.text)/4 < otherFile { // too little to be known again
			w.fatal(os.Remove(w.path + ".new"))
			return
		}
		w.text = w.text[len(w.text)/4:]
		w.fatal(os.Rename(w.path+".new", w.path))
		look(time.Second) // what is begun and replaced between two looks cannot be known
	case 4: // rotated
		w.seen()
		w.drop()
		w.fatal(os.Rename(w.path, w.path+".1"))
		w.add(w.head)
		look(time.Second)
	case 5: // deleted and begun anew
		if exclusive || !keeping { // what was not read before it is deleted is gone with it
			look(2 * time.Second)
		}
		w.seen()
		w.drop()
		w.fatal(os.Remove(w.path))
		if w.r.IntN(2) == 0 {
			look(2 * time.Second)
		}
		w.add(w.head)
		look(time.Second)
	}
}

// check compares what came with what was written.
func (w *writer) check(v View) {
	last, came := -1, map[int]bool{}
	lines, _ := v.Lines(v.First(), 1<<20)
	for _, l := range lines {
		no, err := strconv.Atoi(l.Raw[:min(7, len(l.Raw))])
		if err != nil || len(l.Raw) < 7 {
			continue // of the head, or torn
		}
		if no < last || no == last && !w.torn[no] {
			w.t.Fatalf("line %d after line %d: %q", no, last, l.Raw)
		}
		last = no
		came[no] = true
	}
	for no := range w.must {
		if !came[no] && !w.torn[no] {
			w.t.Errorf("line %d of %d is lost", no, w.next)
		}
	}
	if len(came) < w.next/2 {
		w.t.Errorf("%d of %d lines came", len(came), w.next)
	}
}

// isOpen reports whether this process has a file in dir open.
func isOpen(t *testing.T, dir string) bool {
	fds, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	for _, fd := range fds {
		if to, err := os.Readlink("/proc/self/fd/" + fd.Name()); err == nil && strings.HasPrefix(to, dir+"/") {
			return true
		}
	}
	return false
}

// FuzzTorture is TestTorture with whatever order of changes the fuzzer comes to.
func FuzzTorture(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) { torture(t, seed, 30) })
}

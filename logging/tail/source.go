package tail

import (
	"bytes"
	"errors"
	"io"
	"os"
	"sync"
	"time"
)

const (
	pageBytes  = 64 << 10    // of the end of a file, read before anything else
	smallFile  = 1 << 20     // files up to here are read whole at once
	headBytes  = 1 << 10     // by which a file is known again
	pollBudget = 16 << 20    // bytes of one file read before the others have their turn
	holdFor    = time.Second // how long a line without end is waited for
	joinBytes  = 8 << 20     // of a file begun anew, looked at for what was read before
	otherFile  = 256         // bytes in which a new file must go on like the old one to be its continuation
)

// pieces are for reading; a source at rest holds none.
var pieces = sync.Pool{New: func() any { return new([pieceBytes]byte) }}

// source reads one file from where it left off. It belongs to the follower.
//
//	poll ─► stat ─► same file and longer ─► pieces ─► builder ─► chunk ─► Tail's view
//	                cut, truncated, written anew ─► restart ─► join ─┘
type source struct {
	file  *file
	b     *builder
	old   *builder // the unfinished line of the file as it was before it was cut
	was   memory
	draft []byte // a beginning that is all known, until it is sure that nothing of that is still to come
	head  []byte // first bytes
	size  int64  // as last seen
	mod   time.Time
	came  time.Time // when the newest bytes came
	shown bool      // the line without end is in the view
	begun bool      // the beginning was compared with what was read before
	least int       // bytes a beginning must share with that to count
	room  room      // made before it is filled
	quiet quiet     // of a file that its writer opens for itself alone
}

// newSource follows the file at path from a place on: its start, its end, or the last
// page, where upto says what stands before.
func newSource(path string, exclusive bool, from place) (s *source, upto int64, err error) {
	f, err := openFile(path, exclusive)
	if err != nil {
		return nil, 0, err
	}
	s = &source{file: f, begun: true}
	fi, err := f.stat()
	if err == nil {
		s.head, err = f.beginning()
	}
	if err != nil {
		f.release()
		return nil, 0, err
	}
	f.enc = encodingOf(s.head)
	f.begins(s.head)
	switch size := fi.Size(); {
	case from == atEnd:
		upto = size
	case from == atPage && size > smallFile:
		upto, err = f.lineStart(size - pageBytes)
	}
	if err != nil {
		f.release()
		return nil, 0, err
	}
	s.b = newBuilder(f, upto)
	return s, upto, nil
}

// place is where a file is read from.
type place uint8

const (
	atStart place = iota
	atPage
	atEnd
)

func newBuilder(f *file, at int64) *builder {
	return &builder{file: f, at: at, scan: scanner{enc: f.enc}}
}

// read takes what is new; more means the budget ended before the file did.
func (s *source) read(now time.Time, t *Tail) (more bool, err error) {
	fi, err := s.file.stat()
	if err != nil {
		return false, err
	}
	if fi.Size() == s.size && fi.ModTime().Equal(s.mod) && fi.Size() == s.b.next() {
		s.hold(now, t)
		return false, nil
	}
	if s.file.exclusive && s.quiet.busy(fi) {
		return false, nil
	}
	if s.file.shut {
		if err := s.file.keep(); err != nil {
			if sharedOut(err) {
				err = nil // its writer has it for himself just now
			}
			return false, err
		}
		defer func() { s.file.release() }()
	}
	if s.begun && s.changed(fi) {
		s.restart(t)
	}
	if !s.begun {
		if err := s.join(fi.Size(), now, t); err != nil || !s.begun {
			return false, err
		}
	}
	more, err = s.pieces(fi.Size(), now, t)
	if err == nil && !more {
		s.size, s.mod = fi.Size(), fi.ModTime()
		s.hold(now, t)
	}
	return more, err
}

// pieces reads up to the file's end, or the budget's.
func (s *source) pieces(size int64, now time.Time, t *Tail) (more bool, err error) {
	buf := pieces.Get().(*[pieceBytes]byte)
	defer pieces.Put(buf)
	for total := 0; total < pollBudget; {
		n, err := s.file.readAt(buf[:], s.b.next())
		p := buf[:n]
		if s.file.enc == bytewise {
			p = s.room.filled(p, s.b.next(), size, s.file)
		}
		if len(p) > 0 {
			s.came = now
			total += n
			s.take(p, t)
		}
		if errors.Is(err, io.EOF) || err == nil && len(p) == 0 {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// take takes the next bytes.
func (s *source) take(p []byte, t *Tail) {
	before := len(s.b.scan.ends)
	s.b.take(p)
	s.was.note(p)
	s.shown = s.shown && len(s.b.scan.ends) == before
	t.publish(s, s.shown)
}

// hold shows a line whose end does not come.
func (s *source) hold(now time.Time, t *Tail) {
	if s.shown || s.b.scan.open() == 0 || now.Sub(s.came) < holdFor {
		return
	}
	if s.b.scan.cr {
		s.b.scan.settle()
		t.publish(s, false)
		return
	}
	s.shown = true
	t.publish(s, true)
}

// changed reports whether what was read is no longer what stands there: a file that was
// copied and truncated may have grown past the old place between two looks.
func (s *source) changed(fi os.FileInfo) bool {
	next := s.b.next()
	if fi.Size() < next && !s.reaches(next) {
		return true
	}
	head, err := s.file.beginning()
	if err != nil {
		return false // the read after it will tell
	}
	if !bytes.HasPrefix(head, s.head) {
		return true
	}
	if n := int64(min(64, len(s.was.back))); n > 0 && n <= next {
		if end, err := s.file.read(next-n, n); err == nil && !bytes.Equal(end, s.was.back[len(s.was.back)-int(n):]) {
			return true
		}
	}
	s.head = head
	s.file.begins(head)
	if next == 0 && len(head) > 0 { // it was empty, and says only now how it is written
		s.file.enc = encodingOf(head)
		s.b = newBuilder(s.file, 0)
	}
	return false
}

// reaches reports whether there is a byte before off: the size a network drive tells may
// be older than what was read already.
func (s *source) reaches(off int64) bool {
	p, _ := s.file.read(off-1, 1)
	return len(p) == 1
}

// restart begins the file anew, after it was cut, truncated or written anew in place.
func (s *source) restart(t *Tail) {
	s.setAside(t)
	s.file = s.file.again()
	s.b = newBuilder(s.file, 0)
	s.begun, s.least, s.room = false, leastKnown, room{}
	t.dropGone()
}

// setAside keeps the unfinished line, which is shown as it is, until it is known whether
// it goes on.
func (s *source) setAside(t *Tail) {
	t.publish(s, false)
	t.seal(s)
	if s.old == nil && s.b.scan.open() > 0 {
		s.old = s.b
		t.put(s.old.chunk(true))
	}
	s.shown = false
}

// join finds what of a file begun anew was read before. An empty one is waited for, and
// one that ends within what is known: its writer may be writing again what it kept.
func (s *source) join(size int64, now time.Time, t *Tail) error {
	if size != s.size {
		s.size, s.came = size, now
	}
	content, err := s.file.read(0, min(size, joinBytes))
	if err != nil || len(content) == 0 {
		return err
	}
	if s.draft != nil && !bytes.HasPrefix(content, s.draft) {
		s.was.back, s.head = s.draft, s.draft[:min(headBytes, len(s.draft))] // cut once more
	}
	s.draft = nil
	known, j := s.was.join(content, s.head)
	at := int64(known)
	if known == 0 && size > joinBytes {
		end, err := s.file.read(size-joinBytes, joinBytes)
		if err != nil {
			return err
		}
		if n := s.was.anchor(end); n > 0 {
			at, j, content, known = size-joinBytes+int64(n), goesOn, end, n
		}
	}
	switch {
	case s.least > leastKnown && (j != goesOn && j != upTo || known < s.least): // another file
		at, j, known = 0, apart, 0
	case (j == within || j == upTo && s.least == leastKnown) && now.Sub(s.came) < holdFor:
		if j == upTo && len(content) <= backBytes {
			s.draft = content
		}
		return nil
	}
	s.begun = true
	s.was.back = bytes.Clone(content[max(0, known-backBytes):known]) // what stands there now
	if s.head, err = s.file.beginning(); err != nil {
		return err
	}
	s.file.enc = encodingOf(s.head)
	s.file.begins(s.head)
	s.b = newBuilder(s.file, at)
	if s.file.enc == bytewise {
		at -= int64(known - 1 - bytes.LastIndexAny(content[:known], "\r\n"))
	}
	s.settle(j == goesOn || j == upTo, at, t)
	return nil
}

// settle lets the line that was unfinished go on where the file does, and ends it where
// the file is another. Where none was, or it cannot be taken back, the line that begins at
// start was known by chance only: it is read from there.
func (s *source) settle(joined bool, start int64, t *Tail) {
	old := s.old
	s.old = nil
	if old != nil && (!joined || old.lost) {
		return
	}
	if old != nil && int64(len(old.text)) <= s.b.at && t.takeBack(old.first) {
		s.b = newBuilder(s.file, s.b.at-int64(len(old.text)))
		s.b.take(old.text)
		return
	}
	again := min(int64(len(s.was.back)), s.b.at-start) // will be noted when it is read
	s.was.back = s.was.back[:int64(len(s.was.back))-again]
	s.b = newBuilder(s.file, start)
}

// finish reads the rest of a file that is no longer of interest and closes it. Its
// unfinished line may go on in the file that comes after it.
func (s *source) finish(now time.Time, t *Tail) {
	s.quiet.over()
	for more := true; more; {
		more, _ = s.read(now, t)
	}
	s.setAside(t)
	s.file.release()
	t.trim()
}

// replaced reports whether the file at the path, there, is another one by now.
// When that cannot be told, a network drive being away, it is not.
func (s *source) replaced(there os.FileInfo, err error) bool {
	if err != nil {
		return errors.Is(err, os.ErrNotExist)
	}
	s.file.mu.Lock()
	defer s.file.mu.Unlock()
	return !os.SameFile(there, s.file.info)
}

// goesOn makes s, a file just opened, the continuation of what was read of another one at
// its path, where its content shows that: its writer may write it anew under its name.
func (s *source) goesOn(was *source) {
	s.was.back, s.head, s.old = was.was.back, was.head, was.old
	s.begun, s.least = false, otherFile
}

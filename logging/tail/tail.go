// Package tail follows a log file of any size, or the newest file of a directory, without
// ever locking it. It opens at the end, finds the lines before that in the background, and
// keeps four bytes a line: texts are read when they are wanted.
//
//	file ─► source (polls) ─► builder ─► chunk ─┐
//	file ─► index (backwards, once) ─► chunk ───┴► View, a value: never changes
//	View ─► Search (see search.go) ─► numbers of the lines that pass
//
// It polls: notifications of the file system are missing on network drives and lossy
// elsewhere, and looking four times a second costs microseconds. It opens files only for
// reading and shared in every way, deletion included, so that on Windows too their owner
// can rename, delete and replace them; a log whose writer opens it for himself alone is
// opened, read and closed.
//
// What it cannot know: lines of a file that was begun and replaced again between two
// looks, and a file rewritten in place with the same beginning and the same bytes where
// it was read up to.
package tail

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Level orders lines: a filter on Warning shows Warning and Error.
type Level int8

// The levels.
const (
	Unknown Level = iota - 1 // continuation or unknown form; shown with its head line
	Debug
	Info
	Warning
	Error
)

// String gives DEBUG, INFO, WARNING or ERROR; empty for Unknown.
func (l Level) String() string {
	if l < Debug || l > Error {
		return ""
	}
	return [...]string{"DEBUG", "INFO", "WARNING", "ERROR"}[l]
}

// Line is one line as it is shown. Its texts are what the file holds, except that
// bytes which are no UTF-8 are U+FFFD: who shows them takes care of control and
// bidirectional characters.
type Line struct {
	No            int64 // ascending, never reused; see View
	Raw           string
	Time          time.Time // zero when not understood
	Level         Level
	Logger        string
	Message       string // all of Raw when nothing was understood
	CorrelationID string
	Fields        string // the remaining fields as "key=value key=value", those of the event first
}

// A log that its writer has open for himself alone is asked for again for half a second.
const (
	openTries = 50
	openPause = 10 * time.Millisecond
)

// The defaults of Options.
const (
	DefaultPattern = "*.log"
	DefaultEvery   = 250 * time.Millisecond
)

// Options configures a Tail; zero fields take the defaults.
type Options struct {
	Path    string        // a file, or
	Dir     string        // a directory: the newest file matching Pattern is followed
	Pattern string        // default "*.log"
	Every   time.Duration // poll interval; default 250 ms
	// Exclusive says that the file's writer opens it for himself alone for each line, as
	// the official WATS client does: it is opened for each look then and closed again. A
	// file named wats.log always is.
	Exclusive bool
}

// Tail follows one log. Safe for use from any goroutine.
type Tail struct {
	changed chan struct{}
	stop    chan struct{}
	done    sync.WaitGroup
	once    sync.Once

	files  follower // of the follower goroutine alone, once that runs
	writes *source  // whose lines come last; the follower's
	texts  []*chunk // that hold their text, oldest first; the follower's
	weight int64    // of these texts, in bytes

	mu        sync.Mutex // guards all below
	view      View
	listeners []chan struct{} // of searches
	backlog   []backlog
	problem   error
	path      string
	left      int64 // bytes that are still to be indexed
}

// follower is what finds the files of a log and reads them.
type follower interface {
	// poll reads what is new; more means there is more to read at once.
	poll(now time.Time, t *Tail) (more bool, err error)
	path() string // the file that is followed now; empty when there is none
	close()
}

// Open begins to follow. What stands at the end of the file is read at once: its last
// page, or all of it up to a MiB; what stands before it follows in the background, see
// View.Whole. In a directory the newest file is the one whose name sorts last. Files
// named like it but for digits (the program's other files, which another process may be
// writing) are followed too, from where they end now; a newer one is read from its
// beginning, after the rest of the one before.
//
// A file or directory that is not there is an error here; later it is waited for.
func Open(o Options) (*Tail, error) {
	t, err := newTail(o)
	if err != nil {
		return nil, err
	}
	every := o.Every
	if every <= 0 {
		every = DefaultEvery
	}
	t.done.Go(func() { t.run(every) })
	t.done.Go(t.index)
	return t, nil
}

// newTail is Open without the goroutines.
func newTail(o Options) (*Tail, error) {
	if o.Pattern == "" {
		o.Pattern = DefaultPattern
	}
	t := &Tail{changed: make(chan struct{}, 1), stop: make(chan struct{})}
	exclusive := o.Exclusive || strings.EqualFold(filepath.Base(o.Path), "wats.log")
	switch {
	case (o.Path == "") == (o.Dir == ""):
		return nil, errors.New("tail: one of Path and Dir must be given")
	case o.Path != "":
		t.files = &fileFollower{name: o.Path, exclusive: exclusive}
	default:
		if _, err := filepath.Match(o.Pattern, "x"); err != nil {
			return nil, fmt.Errorf("tail: pattern %q: %w", o.Pattern, err)
		}
		t.files = &dirFollower{dir: o.Dir, pattern: o.Pattern}
	}
	for more, tries := true, openTries; more; tries-- {
		more = t.poll(time.Now())
		if tries > 0 && sharedOut(t.problem) { // its writer has it for himself just now
			time.Sleep(openPause)
			more = true
			continue
		}
		if t.problem != nil {
			t.files.close()
			return nil, fmt.Errorf("tail: %w", t.problem)
		}
	}
	t.poll(time.Now().Add(holdFor)) // a line without end that stands there is not waited for
	return t, nil
}

// run polls until Close.
func (t *Tail) run(every time.Duration) {
	defer t.files.close()
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-t.stop:
			return
		case <-tick.C:
		}
		for t.poll(time.Now()) && !t.stopped() {
		}
	}
}

func (t *Tail) stopped() bool {
	select {
	case <-t.stop:
		return true
	default:
		return false
	}
}

// poll looks once and reports whether there is more to read at once.
func (t *Tail) poll(now time.Time) (more bool) {
	more, err := t.files.poll(now, t)
	t.mu.Lock()
	defer t.mu.Unlock()
	if (t.problem == nil) != (err == nil) {
		t.tell()
	}
	t.problem, t.path = err, t.files.path()
	return more
}

// View is all that is known of the log now.
func (t *Tail) View() View {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.view
}

// Left is the number of bytes that are still to be indexed; 0 once View is Whole.
func (t *Tail) Left() int64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.left
}

// Changed receives (never blocks, coalesced) after the view changed, or a problem came or
// went.
func (t *Tail) Changed() <-chan struct{} { return t.changed }

// Problem says why nothing is being read at present; nil when all is well.
func (t *Tail) Problem() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.problem
}

// Path is the file followed now, the newest one of a directory; empty when there is none.
func (t *Tail) Path() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.path
}

// Close stops the follower and waits for it. Lines stay readable, each time from its file.
func (t *Tail) Close() error {
	t.once.Do(func() { close(t.stop) })
	t.done.Wait()
	return nil
}

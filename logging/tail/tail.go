// Package tail follows a log file, or the newest file of a directory, without
// ever locking it. This version keeps the newest lines in memory; the interface
// (Len, Line, Changed) is what the window is built on.
//
// It polls: notifications of the file system are missing on network drives and
// lossy elsewhere, and looking four times a second costs microseconds. It opens
// files only for reading and shared in every way, deletion included, so that on
// Windows too their owner can rename, delete and replace them.
//
// What it cannot know: lines of a file that was begun and replaced again between
// two looks, and a file rewritten in place with the same first kilobyte.
package tail

import (
	"errors"
	"fmt"
	"path/filepath"
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
	No            int64 // number since the follower began, from 1, ascending, never reused
	Raw           string
	Time          time.Time // zero when not understood
	Level         Level
	Logger        string
	Message       string // all of Raw when nothing was understood
	CorrelationID string
	Fields        string // the remaining fields as "key=value key=value", those of the event first
}

// The defaults of Options.
const (
	DefaultPattern = "*.log"
	DefaultKeep    = 10_000
	DefaultEvery   = 250 * time.Millisecond
)

// Options configures a Tail; zero fields take the defaults.
type Options struct {
	Path    string        // a file, or
	Dir     string        // a directory: the newest file matching Pattern is followed
	Pattern string        // default "*.log"
	Keep    int           // lines kept in memory; default 10,000; less where they are very long
	Every   time.Duration // poll interval; default 250 ms
}

// Tail follows one log. Safe for use from any goroutine.
type Tail struct {
	changed chan struct{}
	stop    chan struct{}
	done    chan struct{} // closed when the follower has ended
	once    sync.Once

	files follower // of the follower goroutine alone, once that runs

	mu      sync.Mutex // guards all below
	held    ring
	problem error
	path    string
}

// follower is what finds the files of a log and reads them.
type follower interface {
	// poll reads what is new; more means there is more to read at once.
	poll(now time.Time, take func([]string)) (more bool, err error)
	path() string // the file that is followed now; empty when there is none
	close()
}

// Open begins to follow; what stands at the end of the file (at most its last
// MiB) is read at once. In a directory the newest file is the one whose name sorts
// last. Files named like it but for digits (the program's other files, which
// another process may be writing) are followed too, from where they end now; a
// newer one is read from its beginning, after the rest of the one before.
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
	go t.run(every)
	return t, nil
}

// newTail is Open without the goroutine.
func newTail(o Options) (*Tail, error) {
	if o.Pattern == "" {
		o.Pattern = DefaultPattern
	}
	if o.Keep <= 0 {
		o.Keep = DefaultKeep
	}
	t := &Tail{
		changed: make(chan struct{}, 1),
		stop:    make(chan struct{}),
		done:    make(chan struct{}),
		held:    newRing(o.Keep),
	}
	switch {
	case (o.Path == "") == (o.Dir == ""):
		return nil, errors.New("tail: one of Path and Dir must be given")
	case o.Path != "":
		t.files = &fileFollower{name: o.Path}
	default:
		if _, err := filepath.Match(o.Pattern, "x"); err != nil {
			return nil, fmt.Errorf("tail: pattern %q: %w", o.Pattern, err)
		}
		t.files = &dirFollower{dir: o.Dir, pattern: o.Pattern}
	}
	for more := true; more; {
		if more = t.poll(time.Now()); t.problem != nil {
			t.files.close()
			return nil, fmt.Errorf("tail: %w", t.problem)
		}
	}
	return t, nil
}

// run polls until Close.
func (t *Tail) run(every time.Duration) {
	defer close(t.done)
	defer t.files.close()
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-t.stop:
			return
		case <-tick.C:
		}
		for t.poll(time.Now()) {
			select {
			case <-t.stop:
				return
			default:
			}
		}
	}
}

// poll looks once and reports whether there is more to read at once.
func (t *Tail) poll(now time.Time) (more bool) {
	more, err := t.files.poll(now, t.take)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.problem, t.path = err, t.files.path()
	return more
}

// take keeps lines and tells that there are new ones.
func (t *Tail) take(lines []string) {
	if len(lines) == 0 {
		return
	}
	t.mu.Lock()
	for _, s := range lines {
		t.held.push(s)
	}
	t.mu.Unlock()
	select {
	case t.changed <- struct{}{}:
	default: // one wake-up is waiting already
	}
}

// Len is the number of lines held now; Line(0) is the oldest held.
func (t *Tail) Len() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.held.lines)
}

// Line gives line i of [0, Len()). A line that was dropped meanwhile is the zero Line.
func (t *Tail) Line(i int) Line {
	t.mu.Lock()
	if i < 0 || i >= len(t.held.lines) {
		t.mu.Unlock()
		return Line{}
	}
	raw, no := t.held.lines[i], t.held.first+int64(i)
	t.mu.Unlock()
	l := ParseLine(raw)
	l.No = no
	return l
}

// Lines gives a copy of the lines numbered from No first on, at most max, and the No
// after the last one: the way to read on without missing or repeating any. Lines
// dropped already are passed over: the first one given may have a higher No. With
// none to give, next is first.
func (t *Tail) Lines(first int64, max int) (lines []Line, next int64) {
	t.mu.Lock()
	raw, no := t.held.from(first, max)
	t.mu.Unlock()
	if len(raw) == 0 {
		return nil, first
	}
	lines = make([]Line, len(raw))
	for i, s := range raw {
		lines[i] = ParseLine(s)
		lines[i].No = no + int64(i)
	}
	return lines, no + int64(len(raw))
}

// Changed receives (never blocks, coalesced) after lines came or went.
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

// Close stops the follower and waits for it. The lines held stay readable.
func (t *Tail) Close() error {
	t.once.Do(func() { close(t.stop) })
	<-t.done
	return nil
}

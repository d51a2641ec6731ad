package logview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stationcompanion/logging/known"
	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

// onDisk is a pane over a real log, and other logs beside it.
type onDisk struct {
	*Panel
	t      *testing.T
	dir    string
	posts  chan func()
	opened []string // references
	chosen []string // logs
	mu     sync.Mutex
	open   int // logs that are open
}

func (d *onDisk) Find(context.Context) []known.Log {
	return []known.Log{{Name: known.NameClient, Path: filepath.Join(d.dir, "wats.log"), Size: 12}}
}

// counted is a log that tells when it is closed.
type counted struct {
	*tail.Tail
	d *onDisk
}

func (c counted) Close() error {
	c.d.count(-1)
	return c.Tail.Close()
}

func (d *onDisk) count(by int) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open += by
	return d.open
}

func (d *onDisk) Open(l known.Log) (Log, error) {
	tl, err := tail.Open(tail.Options{Path: l.Path, Every: time.Millisecond})
	if err != nil {
		return nil, err
	}
	d.count(1)
	return counted{tl, d}, nil
}

func (d *onDisk) write(name, text string) {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.dir, name), []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// until runs what is posted until ok.
func (d *onDisk) until(what string, ok func() bool) {
	d.t.Helper()
	for limit := time.After(20 * time.Second); !ok(); {
		select {
		case fn := <-d.posts:
			fn()
		case <-limit:
			d.t.Fatalf("never: %s; rows %q, note %q", what, visibleMessages(d.Panel), d.bar.note.Full())
		}
	}
}

// shows waits until the rows in view are these.
func (d *onDisk) shows(messages ...string) {
	d.t.Helper()
	d.until(fmt.Sprintf("%q", messages), func() bool {
		return strings.Join(visibleMessages(d.Panel), "\n") == strings.Join(messages, "\n")
	})
}

func newOnDisk(t *testing.T, own string) *onDisk {
	t.Helper()
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, 1))
	d := &onDisk{t: t, dir: t.TempDir(), posts: make(chan func(), 100)}
	d.write("own.log", own)
	tl, err := tail.Open(tail.Options{Path: filepath.Join(d.dir, "own.log"), Every: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	d.Panel = New(Deps{
		Source: tl, Name: "station-companion", Do: func(fn func()) { d.posts <- fn }, Copy: func(string) {}, Logs: d,
		Open: func(text string) { d.opened = append(d.opened, text) }, Chosen: func(path string) { d.chosen = append(d.chosen, filepath.Base(path)) },
	})
	w := test.NewTempWindow(t, d.Object())
	w.Resize(fyne.NewSize(1000, 400))
	ctx, cancel := context.WithCancel(context.Background())
	d.Start(ctx)
	t.Cleanup(func() {
		cancel()
		d.Wait()
		_ = tl.Close()
		if n := d.count(0); n != 0 {
			t.Errorf("%d logs are still open", n)
		}
	})
	return d
}

const someOwn = `{"timestamp":"2026-02-02T10:15:23.456Z","level":"INFO","logger":"main","message":"Started","version":"1.2.3"}
{"timestamp":"2026-02-02T10:15:24.456Z","level":"ERROR","logger":"client","message":"First failure"}
{"timestamp":"2026-02-02T10:15:25.456Z","level":"INFO","logger":"client","message":"Answered","serial_number":"SN-1001"}
{"timestamp":"2026-02-02T10:15:26.456Z","level":"ERROR","logger":"client","message":"Second failure"}
{"timestamp":"2026-02-02T10:15:27.456Z","level":"DEBUG","logger":"client","message":"Looked"}
`

// TestFilterOverARealLog: texts and expressions over all of the log; what is wrong with an
// expression is said, and what was shown stays.
func TestFilterOverARealLog(t *testing.T) {
	d := newOnDisk(t, someOwn)
	d.shows("Started", "First failure", "Answered", "Second failure")
	d.bar.set(tail.Debug, "FAILURE", false)
	d.shows("First failure", "Second failure")
	d.bar.set(tail.Debug, "(first|looked", true)
	if !d.empty.root.Visible() || !strings.Contains(d.empty.advice.Full(), "(") {
		t.Errorf("an expression that is none: %q", d.empty.advice.Full())
	}
	d.shows("First failure", "Second failure")
	d.bar.set(tail.Debug, "(first|looked)", true)
	d.shows("First failure", "Looked")
	if d.empty.root.Visible() {
		t.Error("it is one now:", d.empty.advice.Full())
	}
	d.ShowLinesWith([]string{"1.2.3", "sn-1001"})
	d.shows("Started", "Answered")
	d.ShowLinesWith([]string{"looked"})
	d.shows("Looked")
}

// TestErrorsAreGoneTo: back and forth through the errors among the lines shown.
func TestErrorsAreGoneTo(t *testing.T) {
	d := newOnDisk(t, someOwn)
	d.until("the errors are counted", func() bool { return d.bar.error.Visible() && d.bar.fails.Full() == "2 errors" })
	d.shows("Started", "First failure", "Answered", "Second failure") // a search of their own
	at := func() string {
		no, _ := d.rows.selection.bounds()
		l, _ := d.fetch(no)
		return l.Message
	}
	for _, step := range []struct {
		dir  int
		want string
	}{{-1, "Second failure"}, {-1, "First failure"}, {-1, "First failure"}, {1, "Second failure"}, {1, "Second failure"}} {
		if d.ToError(step.dir); at() != step.want {
			t.Fatalf("%+d: at %q, want %q", step.dir, at(), step.want)
		}
	}
	if d.bar.note.Full() != "No further error in the lines shown" {
		t.Errorf("at the end: %q", d.bar.note.Full())
	}
	d.unpick()
	d.bar.set(tail.Debug, "first", false)
	d.shows("First failure")
	if d.ToError(-1); at() != "First failure" {
		t.Errorf("among the lines shown: %q", at())
	}
}

// TestErrorsAreGoneToFromWhatIsInView: where no line is chosen and somebody has scrolled.
func TestErrorsAreGoneToFromWhatIsInView(t *testing.T) {
	var own strings.Builder
	for i := range 1000 {
		level := "INFO"
		if i%100 == 0 {
			level = "ERROR"
		}
		fmt.Fprintf(&own, "2026-02-02 10:00:00,000 [%s] x.y: Line %d\n", level, i)
	}
	d := newOnDisk(t, own.String())
	d.until("the errors are counted", func() bool { return d.bar.fails.Full() == "10 errors" })
	for _, c := range []struct {
		top  int64
		dir  int
		want string
	}{{550, 1, "Line 600"}, {550, -1, "Line 500"}, {499, 1, "Line 500"}, {499, -1, "Line 500"}, {1000, 1, "Line 0"}, {1000, -1, "Line 900"}} {
		d.unpick()
		d.rows.moveTo(c.top)
		d.ToError(c.dir)
		l, _ := d.fetch(d.rows.selection.to)
		if l.Message != c.want {
			t.Errorf("%+d from line %d: %q, want %q", c.dir, c.top, l.Message, c.want)
		}
	}
}

// TestReferencesAreOpened: a serial number in a line leads to its unit.
func TestReferencesAreOpened(t *testing.T) {
	d := newOnDisk(t, someOwn)
	d.shows("Started", "First failure", "Answered", "Second failure")
	l, _ := d.fetch(d.seen.First() + 2)
	refs := d.references(l)
	if len(refs) != 1 || refs[0].text != "SN-1001" || !refs[0].fields || l.Fields[refs[0].span[0]:refs[0].span[1]] != "SN-1001" {
		t.Fatalf("%+v in %q", refs, l.Fields)
	}
	d.follows(refs[0])
	if len(d.opened) != 1 || d.opened[0] != "SN-1001" {
		t.Error(d.opened)
	}
	if !d.decorate(0, tail.ParseLine(strings.Split(someOwn, "\n")[0])).start {
		t.Error("where the program started is not marked")
	}
}

// TestAnotherLogIsFollowed: chosen, followed while it grows, and left again; one that
// cannot be opened leaves the present one.
func TestAnotherLogIsFollowed(t *testing.T) {
	d := newOnDisk(t, someOwn)
	d.write("wats.log", "2026-02-02T10:15:23.4567890+01:00;;Service runs\n")
	d.shows("Started", "First failure", "Answered", "Second failure")
	items := d.logMenu(d.Find(t.Context())).Items
	if len(items) != 2 || !items[0].Checked || items[1].Label != "WATS client · wats.log · 12 B" {
		t.Fatalf("%d items, the second %q", len(items), items[len(items)-1].Label)
	}
	items[1].Action()
	d.shows("Service runs")
	d.write("wats.log", "2026-02-02T10:15:23.4567890+01:00;;Service runs\n2026-02-02T10:15:24.4567890+01:00;;A unit was sent\n")
	d.shows("Service runs", "A unit was sent")
	if d.bar.name.Text != "WATS client" || d.log.get().path == "" {
		t.Errorf("called %q", d.bar.name.Text)
	}
	if err := os.Remove(filepath.Join(d.dir, "wats.log")); err != nil {
		t.Fatal(err)
	}
	d.until("it says that the log is gone", func() bool {
		return len(d.bar.says) > 0 && strings.HasPrefix(d.bar.says[0], "WATS client cannot be read just now: ")
	})
	d.shows("Service runs", "A unit was sent")
	d.FollowFile(filepath.Join(d.dir, "none.log"))
	d.until("it says why", func() bool { return strings.HasPrefix(d.bar.note.Full(), "none.log cannot be followed") })
	d.shows("Service runs", "A unit was sent")
	d.logMenu(nil).Items[0].Action()
	d.shows("Started", "First failure", "Answered", "Second failure")
	if got := strings.Join(d.chosen, " "); got != "wats.log ." {
		t.Errorf("remembered: %q", got)
	}
	d.until("the other one is closed", func() bool {
		if d.count(0) == 0 {
			return true
		}
		d.posts <- func() {}
		return false
	})
}

// TestLogThatCannotBeFound is told by its cause.
func TestLogThatCannotBeFound(t *testing.T) {
	d := newOnDisk(t, "")
	if _, err := d.Open(known.Log{Path: filepath.Join(d.dir, "none")}); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

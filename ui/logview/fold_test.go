package logview

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stationcompanion/logging/tail"
)

// tries is a log in which a program tries n times in vain, between two other lines, and
// says something else after them.
func tries(n int) string {
	at := time.Date(2026, 2, 2, 8, 3, 0, 0, time.Local)
	var b strings.Builder
	say := func(level, text string) {
		fmt.Fprintf(&b, "%s [%s] [%08x] x.y: %s\n", at.Format("2006-01-02 15:04:05,000"), level, at.UnixNano()&0xffffffff, text)
		at = at.Add(10 * time.Second)
	}
	say("INFO", "Begins")
	for range n {
		say("WARNING", "No answer")
	}
	say("ERROR", "Gave up")
	say("DEBUG", "Rests")
	return b.String()
}

// notes are what the rows in view say about repeats.
func notes(p *Panel) (all []string) {
	for i, no := range p.rows.view.nums {
		all = append(all, p.rows.view.cache.get(p.rows.top+int64(i), no, &p.rows.hooks, p.rows.view.newest).repeat)
	}
	return all
}

// TestRepeatsAreFolded: the last one stands for all, with how many and since when; the
// note, tapped, shows them all, with the same line in view.
func TestRepeatsAreFolded(t *testing.T) {
	d := newOnDisk(t, tries(312))
	d.shows("Begins", "No answer", "Gave up")
	if got := notes(d.Panel); got[1] != "× 312 since 08:03" || got[0]+got[2] != "" {
		t.Errorf("%q", got)
	}
	d.rows.selectAll()
	if text, n, of := d.rows.selectedText(); n != 3 || of != 3 || !strings.Contains(text, "x.y: No answer\n    × 312 since ") {
		t.Errorf("%d of %d copied: %q", n, of, text)
	}
	d.rows.selectLines(none, none)
	w, h := 900, 300
	d.rows.paint(w, h)
	row := d.rows.view.cache.get(1, d.rows.list.At(1), &d.rows.hooks, d.rows.view.newest)
	if row.repeatEnd <= row.repeatAt {
		t.Fatal("the note is not painted")
	}
	y := (float32(d.rows.grid().pitch) * 1.5) / float32(d.rows.scale())
	d.rows.Tapped(&fyne.PointEvent{Position: fyne.NewPos(float32(row.repeatAt+2)/float32(d.rows.scale()), y)})
	d.until("all are shown", func() bool { return d.rows.list.Len() == 314 })
	if no := d.rows.selection.to; !d.rows.inSight(no) || d.rows.list.Find(no) != 312 || d.tailing {
		t.Errorf("chosen is row %d of %d, in view %v, following %v", d.rows.list.Find(no), d.rows.list.Len(), d.rows.inSight(no), d.tailing)
	}
	d.foldRepeats(true)
	d.until("they are folded again", func() bool { return d.rows.list.Len() == 3 })
	if no, _ := d.rows.selection.bounds(); no != d.rows.list.At(1) {
		t.Errorf("line %d is chosen, want the one it is folded into, %d", no, d.rows.list.At(1))
	}
}

// TestFoldedLinesAreSaved: a file has them all.
func TestFoldedLinesAreSaved(t *testing.T) {
	d := newOnDisk(t, tries(312))
	d.shows("Begins", "No answer", "Gave up")
	files := &disk{files: map[string]*bytes.Buffer{}}
	d.d.Save = files.save
	d.save()
	d.until("they are saved", func() bool { return d.saving == nil })
	for name, text := range files.files {
		lines := strings.Split(text.String(), "\n")
		if len(lines) != 315 || !strings.HasSuffix(lines[313], "Gave up") || strings.Contains(text.String(), "Rests") {
			t.Errorf("%s has %d lines, the last %q", name, len(lines)-1, lines[len(lines)-2])
		}
	}
	if len(files.files) != 1 {
		t.Error(len(files.files), "files")
	}
}

// TestOperationIsOfItsID: lines that only mention an id are none of its operation, and each
// of those it has counts.
func TestOperationIsOfItsID(t *testing.T) {
	d := newOnDisk(t, `{"timestamp":"2026-02-02T10:15:23.000Z","level":"INFO","message":"Asks","correlation_id":"a1b2"}
{"timestamp":"2026-02-02T10:15:23.100Z","level":"INFO","message":"Asks","correlation_id":"a1b2"}
{"timestamp":"2026-02-02T10:15:23.234Z","level":"DEBUG","message":"Answered","correlation_id":"a1b2"}
{"timestamp":"2026-02-02T10:15:24.000Z","level":"INFO","message":"What was a1b2?","correlation_id":"77aa"}
`)
	d.shows("Asks", "What was a1b2?")
	d.sameOperation("a1b2")
	d.shows("Asks", "Asks", "Answered")
	d.until("it says how long it took", func() bool { return strings.HasSuffix(d.bar.note.Full(), "3 lines · 234 ms") })
	d.showAll()
	d.shows("Asks", "Answered", "What was a1b2?")
}

// TestChosenLineIsKept: what was chosen under one filter stays in view under another.
func TestChosenLineIsKept(t *testing.T) {
	d := newOnDisk(t, strings.Replace(someOwn, "First failure", "First failure of several", 1)+strings.Repeat(
		`{"timestamp":"2026-02-02T10:15:26.456Z","level":"INFO","logger":"client","message":"Padding","rows":1}
{"timestamp":"2026-02-02T10:15:26.456Z","level":"INFO","logger":"client","message":"Padding","rows":2}
`, 200))
	d.bar.set(tail.Error, "", false)
	d.shows("First failure of several", "Second failure")
	d.ToError(-1)
	d.ToError(-1)
	d.bar.set(tail.Debug, "", false)
	d.until("it is in view among the others", func() bool {
		return strings.HasPrefix(strings.Join(visibleMessages(d.Panel), ","), "Started,First failure of several,Answered")
	})
	d.bar.set(tail.Debug, "nothing of this kind", false)
	d.until("nothing passes", func() bool { return d.rows.list.Len() == 0 })
}

// TestMarkedTextHidesNothing: it is gone to instead, by what the bar counts.
func TestMarkedTextHidesNothing(t *testing.T) {
	d := newOnDisk(t, someOwn)
	d.markOnly(true)
	d.bar.text.SetText("FAILURE")
	d.shows("Started", "First failure", "Answered", "Second failure")
	d.until("they are counted", func() bool { return d.bar.fails.Full() == "2 matches" })
	at := func() string {
		no, _ := d.rows.selection.bounds()
		l, _ := d.fetch(no)
		return l.Message
	}
	for _, step := range []struct {
		dir  int
		want string
	}{{-1, "Second failure"}, {-1, "First failure"}, {-1, "First failure"}, {1, "Second failure"}} {
		if d.seek(step.dir); at() != step.want {
			t.Fatalf("%+d: at %q, want %q", step.dir, at(), step.want)
		}
	}
	d.markOnly(false)
	d.shows("First failure", "Second failure")
	if d.ToMatch(-1); at() != "First failure" {
		t.Errorf("where it hides, at %q", at())
	}
	d.bar.set(tail.Debug, "", false)
	if d.ToMatch(1); d.bar.note.Full() != "Type what to find into the filter" {
		t.Errorf("without a text: %q", d.bar.note.Full())
	}
}

// TestMatchIsAnEntry: lines that continue one are not gone to by themselves.
func TestMatchIsAnEntry(t *testing.T) {
	d := newOnDisk(t, tries(1)+"Traceback\n  more\n"+tries(1))
	d.bar.set(tail.Debug, "re", false)
	d.until("they are found", func() bool { return d.rows.list.Len() == 4 })
	first := d.rows.list.At(0)
	for _, want := range []int64{first, first + 6, first + 6} { // the text stands in three lines that follow each other, too
		d.ToMatch(1)
		if no, _ := d.rows.selection.bounds(); no != want {
			t.Errorf("at line %d, want %d", no-first, want-first)
		}
	}
}

// TestLevelsAreCounted: of what the text leaves, the levels below the one shown too.
func TestLevelsAreCounted(t *testing.T) {
	d := newOnDisk(t, someOwn)
	labels := func() string {
		var all []string
		for _, i := range d.bar.menu().Items {
			all = append(all, i.Label)
		}
		return strings.Join(all, ", ")
	}
	d.until("they are counted", func() bool { return labels() == "All · 5, Info and worse · 4, Warnings and errors · 2, Errors · 2" })
	d.bar.set(tail.Error, "first", false)
	d.until("they are counted", func() bool { return labels() == "All · 1, Info and worse · 1, Warnings and errors · 1, Errors · 1" })
	d.until("the errors too", func() bool { return d.bar.fails.Full() == "1 error" })
}

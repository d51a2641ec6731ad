package logview

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

// bigView is a log of any length whose line n says so.
type bigView struct{ first, next int64 }

func (v bigView) First() int64 { return v.first }
func (v bigView) Next() int64  { return v.next }

func (v bigView) Line(no int64) (tail.Line, error) {
	if no < v.first || no >= v.next {
		return tail.Line{No: no}, tail.ErrGone
	}
	l := line(tail.Info, fmt.Sprint("line ", no))
	l.No = no
	return l, nil
}

func (v bigView) Lines(first int64, limit int) (all []tail.Line, next int64) {
	for next = max(first, v.first); next < v.next && len(all) < limit; next++ {
		l, _ := v.Line(next)
		all = append(all, l)
	}
	return all, next
}

// rowsIn makes rows over a view in a test window, at their end.
func rowsIn(t testing.TB, v view, e events, width, height float32) (*lines, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.Light, 1))
	l := newLines(hooks{fetch: func(no int64) (tail.Line, bool) {
		line, err := v.Line(no)
		return line, err == nil
	}}, e)
	w := test.NewTempWindow(t, l)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	l.set(allLines{v.First(), v.Next()})
	return l, w
}

// placeOf is a place in row i of those in view.
func placeOf(l *lines, i int, x float32) fyne.Position {
	return fyne.NewPos(x, (float32(i)+0.5)*float32(l.grid().pitch)/float32(l.scale()))
}

// press is a pointer that goes down and up again, with Shift or not.
func press(l *lines, at fyne.Position, shift bool) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = at
	if shift {
		e.Modifier = fyne.KeyModifierShift
	}
	l.MouseDown(e)
	l.MouseUp(e)
	l.Tapped(&fyne.PointEvent{Position: at})
}

func tapRow(p *Panel, i int, x float32) { press(p.rows, placeOf(p.rows, i, x), false) }

func key(l *lines, names ...fyne.KeyName) {
	for _, n := range names {
		l.TypedKey(&fyne.KeyEvent{Name: n})
	}
}

const million = 1_000_000

func TestEveryRowOfAHundredMillionCanBeReached(t *testing.T) {
	const n = 100 * million
	l, _ := rowsIn(t, bigView{0, n}, events{}, 800, 600)
	shown := l.rows()
	check := func(what string, want int64) {
		t.Helper()
		if l.top != want || l.view.nums[0] != want {
			t.Errorf("%s: top row %d (painted %d), want %d", what, l.top, l.view.nums[0], want)
		}
	}
	check("at first", n-shown)
	key(l, fyne.KeyHome)
	check("Home", 0)
	key(l, fyne.KeyUp, fyne.KeyPageUp)
	check("up from the first row", 0)
	key(l, fyne.KeyDown)
	check("Down", 1)
	key(l, fyne.KeyPageDown)
	check("PgDn", shown)
	key(l, fyne.KeyPageUp)
	check("PgUp", 1)
	key(l, fyne.KeyEnd)
	check("End", n-shown)
	key(l, fyne.KeyUp)
	check("one up from the end", n-shown-1)
	l.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, float32(l.grid().pitch)*5/wheelFaster)})
	check("wheel", n-shown-6)
	for range 10 { // a touch pad sends less than a row at a time
		l.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, float32(l.grid().pitch)/10/wheelFaster)})
	}
	if l.top > n-shown-6 || l.top < n-shown-7 {
		t.Errorf("ten tenths of a row moved to %d", l.top)
	}
}

func TestScrollbarOfAHundredMillionRows(t *testing.T) {
	for _, all := range []int64{0, 1, 30, 31, 1000, million, 100 * million, 1 << 52} {
		tr := track{shown: 30, all: all, length: 600, least: 32}
		_, length := tr.thumb()
		if (length > 0) != (all > 30) || length > 0 && (length < 32 || length > 600) {
			t.Errorf("%d rows: thumb of %.1f points", all, length)
		}
		for _, share := range []float64{0, 0.1, 0.25, 0.5, 0.75, 0.999, 1} {
			tr.top = int64(share * float64(tr.last()))
			at, length := tr.thumb()
			if at < 0 || at+length > 600.001 {
				t.Errorf("%d rows at %d: thumb from %.2f to %.2f", all, tr.top, at, at+length)
			}
			back := tr.topAt(at)
			if off := back - tr.top; off > 1+all>>40 || off < -1-all>>40 {
				t.Errorf("%d rows: top %d drawn and dragged back is %d", all, tr.top, back)
			}
		}
		if got := tr.topAt(-50); got != 0 {
			t.Errorf("%d rows: dragged above the start to %d", all, got)
		}
		if got := tr.topAt(5000); got != tr.last() {
			t.Errorf("%d rows: dragged below the end to %d, want %d", all, got, tr.last())
		}
	}
}

func TestScrollbarFollowsThePointer(t *testing.T) {
	const n = 100 * million
	ended := false
	l, _ := rowsIn(t, bigView{0, n}, events{scrolled: func(atEnd bool) { ended = atEnd }}, 800, 600)
	down := func(y float32) {
		e := &desktop.MouseEvent{}
		e.Position = fyne.NewPos(20, y)
		l.slider.MouseDown(e)
	}
	drag := func(y float32) {
		e := &fyne.DragEvent{}
		e.Position = fyne.NewPos(20, y)
		l.slider.Dragged(e)
	}
	down(590) // in the thumb, 10 from its end
	drag(600 - 10 - (600-thumbLeast)/2)
	if half := (n - l.rows()) / 2; l.top < half-2 || l.top > half+2 {
		t.Errorf("dragged to the middle: row %d of %d", l.top, n)
	}
	if ended {
		t.Error("the middle counts as the end")
	}
	drag(-100)
	if l.top != 0 {
		t.Errorf("dragged to the start: row %d", l.top)
	}
	drag(1000)
	if l.top != n-l.rows() || !ended {
		t.Errorf("dragged to the end: row %d, end %v", l.top, ended)
	}
	l.slider.DragEnd()
	drag(0)
	if l.top != n-l.rows() {
		t.Error("moves after the drag")
	}
	down(100) // above the thumb
	if want := n - l.rows() - (l.rows() - 1); l.top != want {
		t.Errorf("a press above the thumb moves to %d, want a page up, %d", l.top, want)
	}
}

func TestAnchorStaysWhileTheListChanges(t *testing.T) {
	l, _ := rowsIn(t, bigView{0, 10_000}, events{}, 800, 300)
	l.moveTo(5000)
	for _, c := range []struct {
		what string
		list list
		want int64 // number of the first row in view
	}{
		{"older lines", allLines{-100_000, 10_000}, 5000},
		{"newer lines", allLines{-100_000, 50_000}, 5000},
		{"lines dropped", allLines{4000, 50_000}, 5000},
		{"its line dropped", allLines{6000, 50_000}, 6000},
		{"a list of hits", hits{100, 6500, 6600, 6700, 6800, 6900, 7000, 7100, 7200, 7300, 7400, 7500, 7600, 7700, 7800, 7900, 8000, 8100, 8200, 8300, 8400, 8500, 8600}, 6500},
	} {
		l.set(c.list)
		if got := l.view.nums[0]; got != c.want {
			t.Errorf("%s: line %d is first in view, want %d", c.what, got, c.want)
		}
	}
	l.set(hits{})
	if len(l.view.nums) != 0 || l.top != 0 {
		t.Errorf("an empty list shows %v from %d", l.view.nums, l.top)
	}
}

func TestRowsAreSelectedByTapShiftTapAndDrag(t *testing.T) {
	told := 0
	l, _ := rowsIn(t, bigView{0, 1000}, events{selected: func() { told++ }}, 800, 300)
	l.moveTo(100)
	check := func(what string, from, to int64) {
		t.Helper()
		if low, high := l.selection.bounds(); low != from || high != to {
			t.Errorf("%s: %d to %d, want %d to %d", what, low, high, from, to)
		}
	}
	press(l, placeOf(l, 3, 300), false)
	check("tap", 103, 103)
	press(l, placeOf(l, 6, 300), true)
	check("shift-tap below", 103, 106)
	press(l, placeOf(l, 1, 300), true)
	check("shift-tap above", 101, 103)
	dragRows(l, 2, 7)
	check("drag", 102, 107)
	press(l, placeOf(l, 5, 300), false)
	check("tap after a drag", 105, 105)
	dragRows(l, 5, 500) // below the pane: it scrolls
	if low, high := l.selection.bounds(); low != 105 || l.top == 100 || high != l.top+l.rows()-1 {
		t.Errorf("drag out of the pane: %d to %d, top %d", low, high, l.top)
	}
	l.TypedShortcut(&fyne.ShortcutSelectAll{})
	check("Ctrl+A", 0, 999)
	l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: placeOf(l, 2, 300)}})
	check("a drag that began elsewhere", 0, 999)
	if told < 7 {
		t.Errorf("told of %d changes", told)
	}
}

// dragRows drags from one row of those in view to another, in steps.
func dragRows(l *lines, from, to int) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = placeOf(l, from, 300)
	l.MouseDown(e)
	for i := from; i <= min(to, from+20); i++ {
		l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: placeOf(l, i, 310)}})
	}
	l.DragEnd()
	l.MouseUp(e)
	l.Tapped(&fyne.PointEvent{Position: e.Position}) // the driver's, where it ends on the rows
}

func TestKeysMoveTheSelectedRow(t *testing.T) {
	var picked []int64
	l, _ := rowsIn(t, bigView{0, 1000}, events{pick: func(no int64) { picked = append(picked, no) }}, 800, 300)
	l.moveTo(100)
	press(l, placeOf(l, 0, 300), false)
	key(l, fyne.KeyUp, fyne.KeyUp)
	if got := fmt.Sprint(picked); got != "[100 99 98]" || l.view.nums[0] != 98 {
		t.Errorf("picked %s, first in view %d", got, l.view.nums[0])
	}
	l.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	key(l, fyne.KeyDown, fyne.KeyDown)
	l.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	if low, high := l.selection.bounds(); low != 98 || high != 100 || len(picked) != 3 {
		t.Errorf("with Shift: %d to %d, picked %v", low, high, picked)
	}
	key(l, fyne.KeyEnd)
	press(l, placeOf(l, int(l.rows())-1, 300), false)
	key(l, fyne.KeyDown)
	if low, high := l.selection.bounds(); low != 999 || high != 999 {
		t.Errorf("down from the last row: %d to %d", low, high)
	}
}

func TestCopyTakesTheLinesAsTheyStandInTheLog(t *testing.T) {
	l, _ := rowsIn(t, bigView{0, 100 * million}, events{}, 800, 300)
	if text, n, of := l.selectedText(); text != "" || n != 0 || of != 0 {
		t.Errorf("nothing selected: %q, %d of %d", text, n, of)
	}
	l.selectLines(7, 7)
	if text, n, of := l.selectedText(); text != "line 7" || n != 1 || of != 1 {
		t.Errorf("one line: %q, %d of %d", text, n, of)
	}
	l.selectLines(9, 7)
	if text, n, of := l.selectedText(); text != "line 7\nline 8\nline 9\n" || n != 3 || of != 3 {
		t.Errorf("three lines: %q, %d of %d", text, n, of)
	}
	l.selectAll()
	text, n, of := l.selectedText()
	if n != copyLines || of != 100*million || strings.Count(text, "\n") != copyLines || !strings.HasPrefix(text, "line 0\n") {
		t.Errorf("all: %d of %d, %.30q", n, of, text)
	}
	l.set(hits{7, 20, 30, 40})
	l.selectLines(20, 35)
	if text, n, of := l.selectedText(); text != "line 20\nline 30\n" || n != 2 || of != 2 {
		t.Errorf("of hits: %q, %d of %d", text, n, of)
	}
}

func TestPanelSaysWhatWasCopied(t *testing.T) {
	s := newStore(20_000)
	p, _ := panelIn(t, s, look.Light, 1000, 300)
	s.add(numbered(tail.Info, 12_345)...)
	p.showAll()
	p.update()
	p.rows.TypedShortcut(&fyne.ShortcutSelectAll{})
	if !p.bar.copy.Visible() || !strings.Contains(p.bar.copy.Text, "12,345") {
		t.Errorf("the button says %q", p.bar.copy.Text)
	}
	copied = ""
	p.rows.TypedShortcut(&fyne.ShortcutCopy{})
	if got := p.bar.note.Full(); strings.Count(copied, "\n") != copyLines || !strings.Contains(got, "10,000") || !strings.Contains(got, "12,345") {
		t.Errorf("copied %d lines, says %q", strings.Count(copied, "\n"), got)
	}
	tapRow(p, 2, 300)
	if p.bar.copy.Visible() || p.bar.note.Full() != "" {
		t.Errorf("a tap leaves the button %v and %q", p.bar.copy.Visible(), p.bar.note.Full())
	}
}

func TestTapOnIDAndReference(t *testing.T) {
	s := newStore(10)
	with := line(tail.Info, "Fetching SN-1001 for 中文 and SN-1002 now")
	with.CorrelationID, with.Fields = "a1b2c3d4e5f6", "report_id=6f1c2a9e x=1"
	s.add(with)
	var id, followed string
	picks := 0
	l, w := rowsIn(t, s.now(), events{
		id: func(v string) { id = v }, ref: func(r ref) { followed = r.text }, pick: func(int64) { picks++ },
	}, 1000, 300)
	l.hooks.refs = func(l tail.Line) (all []ref) {
		for _, text := range []string{"SN-1001", "SN-1002"} {
			i := strings.Index(l.Message, text)
			all = append(all, ref{span: span{i, i + len(text)}, text: text})
		}
		i := strings.Index(l.Fields, "6f1c2a9e")
		return append(all, ref{span: span{i, i + 8}, fields: true, text: "6f1c2a9e"})
	}
	l.again()
	w.Canvas().Capture()
	c, cell := l.grid().columnsOf(l.view.picture.width()), l.grid().glyphs.cell
	at := func(x int) { press(l, placeOf(l, 0, (float32(x)+1)/float32(l.scale())), false) }
	for _, k := range []struct {
		x    int
		want string
	}{
		{c.messageAt + 9*cell, "SN-1001"}, {c.messageAt + 15*cell, "SN-1001"}, {c.messageAt + 16*cell, ""}, {c.messageAt, ""},
		{c.messageAt + (21+4+5)*cell, "SN-1002"}, {c.messageAt + (21+4+4)*cell, ""},
		{l.view.cache.get(0, 0, &l.hooks, l.view.newest).fieldsAt + 10*cell, "6f1c2a9e"},
		{l.view.cache.get(0, 0, &l.hooks, l.view.newest).fieldsAt + 9*cell, ""},
	} {
		followed = ""
		if at(k.x); followed != k.want {
			t.Errorf("a tap at %d follows %q, want %q", k.x, followed, k.want)
		}
	}
	if picks != 4 || id != "" {
		t.Errorf("picked %d times, id %q", picks, id)
	}
	if at(c.idAt + 3*cell); id != "a1b2c3d4e5f6" || picks != 4 {
		t.Errorf("a tap on the id: %q, picked %d times", id, picks)
	}
}

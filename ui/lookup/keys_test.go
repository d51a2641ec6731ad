package lookup

import (
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/ui/look"
)

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

// scan types text at the focused object, as a scanner does, and ends with a key.
func (r *rig) scan(text string, end fyne.KeyName) {
	c := r.win.Canvas()
	for _, ch := range text {
		c.Focused().TypedRune(ch)
	}
	if end == fyne.KeyTab {
		if f, ok := c.Focused().(fyne.Tabbable); !ok || !f.AcceptsTab() {
			c.FocusNext()
			return
		}
	}
	c.Focused().TypedKey(key(end))
}

func TestScannersEndInAnything(t *testing.T) {
	for _, end := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab} {
		r := newRig(t)
		r.window(1000, 448)
		r.scan("SN-1001", end)
		c := r.call()
		if c.find.Text != "SN-1001" {
			t.Errorf("%s: asked %q", end, c.find.Text)
		}
		c.answer(reply{answer: answerOf(c.find, r.time)})
		r.pump()
		r.scan("SN-1002", end) // types over the first one
		if c := r.call(); c.find.Text != "SN-1002" {
			t.Errorf("%s: asked %q", end, c.find.Text)
		}
	}
}

func TestTabLeavesAnAskedEntry(t *testing.T) {
	r := newRig(t)
	r.window(1000, 448)
	r.find("SN-1001")
	r.scan("", fyne.KeyTab)
	r.noCall()
	if r.win.Canvas().Focused() == r.p.Entry() {
		t.Error("Tab does not move on")
	}
}

func TestScannerControlCharactersDoNothing(t *testing.T) {
	r := newRig(t)
	r.window(1000, 448)
	e := r.p.bar.entry
	r.find("SN-1001")
	e.TypedRune('X')
	for _, s := range []fyne.Shortcut{&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}} {
		e.TypedShortcut(s)
		if e.Text != "X" {
			t.Fatalf("%s changed the text to %q", s.ShortcutName(), e.Text)
		}
	}
	passed := 0
	comma := &desktop.CustomShortcut{KeyName: fyne.KeyComma, Modifier: fyne.KeyModifierControl}
	e.pass = func(s fyne.Shortcut) {
		if s == fyne.Shortcut(comma) {
			passed++
		}
	}
	e.TypedShortcut(comma)
	if passed != 1 {
		t.Error("the entry swallows the window's shortcuts")
	}
}

// TestTapsGiveTheFocusBack presses every button that can be pressed in a shown report.
func TestTapsGiveTheFocusBack(t *testing.T) {
	r := newRig(t)
	r.window(1280, 750)
	r.find("SN-1000", header("x", "Passed", 1))
	r.report(decode(t, passedWSJF))
	r.find("SN-1001", header("a", "Failed", 1), header("b", "Passed", 2))
	r.report(decode(t, failingWSJF))
	p := r.p.right
	buttons := []*widget.Button{p.card.next, p.card.prev, p.card.copy, p.steps.filters[1], p.steps.filters[0], p.detail.tall}
	for i, b := range buttons {
		r.win.Canvas().Focus(b) // as a mouse would
		test.Tap(b)
		if r.win.Canvas().Focused() != r.p.Entry() {
			t.Errorf("button %d keeps the focus", i)
		}
	}
	rows := find[*resultRow](r.win.Content())
	steps := find[*stepRow](r.win.Content())
	if len(rows) < 2 || len(steps) < 3 {
		t.Fatalf("%d rows, %d steps", len(rows), len(steps))
	}
	r.win.Canvas().Unfocus()
	test.Tap(steps[2])
	if r.win.Canvas().Focused() != r.p.Entry() {
		t.Error("a step keeps the focus")
	}
	r.win.Canvas().Unfocus()
	test.Tap(rows[1])
	r.call()
	if r.win.Canvas().Focused() != r.p.Entry() {
		t.Error("a row keeps the focus")
	}
}

// TestNoticesGiveTheFocusBack presses every button of a failed question.
func TestNoticesGiveTheFocusBack(t *testing.T) {
	r := newRig(t)
	r.window(1280, 750)
	r.p.Submit("SN-1001")
	r.call().answer(reply{err: &client.Error{Kind: client.KindTimeout}})
	r.pump()
	buttons := find[*widget.Button](r.p.state.object)
	if len(buttons) != 3 {
		t.Fatalf("%d buttons", len(buttons))
	}
	slices.Reverse(buttons) // the first asks again, and the notice goes
	for _, b := range buttons {
		r.win.Canvas().Focus(b)
		test.Tap(b)
		if r.win.Canvas().Focused() != r.p.Entry() {
			t.Errorf("%q keeps the focus", b.Text)
		}
	}
	if len(r.copied) != 1 {
		t.Errorf("copied %q", r.copied)
	}
	if c := r.call(); c.find.Text != "SN-1001" {
		t.Errorf("asked %+v", c)
	}
}

// find collects the visible objects of a type.
func find[T fyne.CanvasObject](o fyne.CanvasObject) (all []T) {
	if !o.Visible() {
		return nil
	}
	if t, ok := o.(T); ok {
		all = append(all, t)
	}
	switch c := o.(type) {
	case *fyne.Container:
		for _, child := range c.Objects {
			all = append(all, find[T](child)...)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(c).Objects() {
			all = append(all, find[T](child)...)
		}
	}
	return all
}

func TestArrowsMoveThroughTheAnswer(t *testing.T) {
	r := newRig(t)
	r.window(1000, 448)
	r.find("SN-1001", header("a", "Failed", 1), header("b", "Passed", 2))
	r.report(decode(t, failingWSJF))
	s := r.p.right.steps
	e := r.p.Entry()
	on := func(want string) {
		t.Helper()
		if got := s.tree.cells(s.tree.find(s.chosen)).name; got != want {
			t.Errorf("on %q, want %q", got, want)
		}
	}
	on("VCC 3V3")
	e.TypedKey(key(fyne.KeyDown))
	on("Input current")
	e.TypedKey(key(fyne.KeyDown))
	on("Ripple")
	n := len(s.tree.items)
	e.TypedKey(key(fyne.KeyRight))
	if len(s.tree.items) != n+3 {
		t.Errorf("Right unfolds to %d rows", len(s.tree.items))
	}
	e.TypedKey(key(fyne.KeyRight))
	e.TypedKey(key(fyne.KeyDown))
	on("VCC 3V3")
	if s.chosen.meas != 1 {
		t.Errorf("on %+v", s.chosen)
	}
	e.TypedKey(key(fyne.KeyLeft))
	on("Ripple")
	e.TypedKey(key(fyne.KeyLeft))
	if len(s.tree.items) != n {
		t.Errorf("Left folds to %d rows", len(s.tree.items))
	}
	e.TypedKey(key(fyne.KeyPageUp))
	e.TypedKey(key(fyne.KeyPageUp))
	e.TypedKey(key(fyne.KeyPageUp))
	on("MainSequence")
	e.TypedRune('X') // a new text: Left belongs to it
	e.TypedKey(key(fyne.KeyLeft))
	on("MainSequence")
	if len(s.tree.items) == 1 {
		t.Error("Left in a text folds the tree")
	}
}

func TestFunctionKeys(t *testing.T) {
	r := newRig(t)
	var given []fyne.KeyName
	r.p.d.Keys = func(e *fyne.KeyEvent) { given = append(given, e.Name) }
	r.window(1000, 448)
	r.find("SN-1001", header("a", "Failed", 1))
	r.report(decode(t, failingWSJF))
	e := r.p.bar.entry
	e.TypedKey(key(fyne.KeyF8))
	if r.p.right.at != 1 {
		t.Errorf("F8 shows failure %d", r.p.right.at)
	}
	e.KeyDown(key(desktop.KeyShiftLeft))
	e.TypedKey(key(fyne.KeyF8))
	e.TypedKey(key(fyne.KeyF8))
	e.KeyUp(key(desktop.KeyShiftLeft))
	if r.p.right.at != 2 {
		t.Errorf("Shift+F8 twice shows failure %d", r.p.right.at)
	}
	e.TypedKey(key(fyne.KeyF5))
	if c := r.call(); c.find.Text != "SN-1001" {
		t.Errorf("F5 asks %+v", c)
	}
	e.TypedKey(key(fyne.KeyEscape)) // ends the refresh, not the answer
	e.TypedKey(key(fyne.KeyEscape))
	if r.p.history.now() != nil {
		t.Error("Esc does not lead back")
	}
	e.TypedKey(key(fyne.KeyF1))
	if len(given) != 1 || given[0] != fyne.KeyF1 {
		t.Errorf("the window got %v", given)
	}
}

func TestFocusedListHandsTypingOn(t *testing.T) {
	r := newRig(t)
	r.window(1000, 448)
	r.find("SN-1001", header("a", "Failed", 1))
	r.report(decode(t, failingWSJF))
	r.win.Canvas().Focus(r.p.right.steps.pager.list)
	r.scan("SN-7", fyne.KeyReturn)
	if c := r.call(); c.find.Text != "SN-7" {
		t.Errorf("asked %q", c.find.Text)
	}
}

func TestPageButtons(t *testing.T) {
	r := newRig(t)
	r.window(1000, 448)
	var rows []report.Header
	for i := range 40 {
		rows = append(rows, header(string(rune('a'+i)), "Passed", i))
	}
	r.find("SN-1001", rows...)
	r.report(decode(t, passedWSJF))
	p := r.p.left.pager
	if !p.buttons.Visible() || r.p.right.steps.pager.buttons.Visible() {
		t.Error("page buttons stand where there is nothing to turn, or do not where there is")
	}
	for range 20 {
		test.Tap(p.down)
	}
	end := p.list.GetScrollOffset()
	if last := float32(len(rows))*p.pitch() - 4 - p.list.Size().Height; end != last {
		t.Errorf("ends at %v, want %v", end, last)
	}
	for range 20 {
		test.Tap(p.up)
	}
	if got := p.list.GetScrollOffset(); got != 0 {
		t.Errorf("begins at %v", got)
	}
}

// TestNothingInvisibleIsDrawn: a report may hold anything, also characters that turn
// the reading direction.
func TestNothingInvisibleIsDrawn(t *testing.T) {
	evil := "a\u202eb\u2066c\x1b[2J"
	rep := decode(t, failingWSJF)
	r := newRig(t)
	r.window(1280, 750)
	h := header("a", "Failed", 1)
	for _, f := range []*string{&h.SerialNumber, &h.PartNumber, &h.ProcessName, &h.StationName, &h.UserName} {
		*f = evil
	}
	for _, f := range []*string{&rep.SerialNumber, &rep.PartNumber, &rep.ProcessName, &rep.Station, &rep.Revision, &rep.ID,
		&rep.UUT.User, &rep.UUT.Comment, &rep.Location, &rep.ProductName} {
		*f = evil
	}
	rep.MiscInfos = []report.MiscInfo{{Description: evil, Text: evil}}
	rep.Problems = []report.Problem{{Where: evil, What: evil}}
	r.find("SN-1001", h)
	r.report(rep)
	for _, text := range find[*canvas.Text](r.win.Content()) {
		for _, ch := range text.Text {
			if ch < ' ' || ch == 0x202e || ch == 0x2066 {
				t.Errorf("draws %q", text.Text)
				break
			}
		}
	}
}

func TestSplitIsRemembered(t *testing.T) {
	r := newRig(t)
	r.p.SetSplit(0.4)
	if got := r.p.Split(); got != 0.4 {
		t.Errorf("split %v", got)
	}
	r.p.SetSplit(7)
	r.p.SetSplit(0)
	if got := r.p.Split(); got != 0.4 {
		t.Errorf("split %v after nonsense", got)
	}
}

// TestScales: the pane can be used at every size of text the window offers.
func TestScales(t *testing.T) {
	for _, scale := range []float32{0.8, 1, 1.3, 2} {
		r := newRig(t)
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Dark, scale))
		r.window(1280, 750)
		r.find("SN-1001", header("a", "Failed", 1))
		r.report(decode(t, failingWSJF))
		if b := r.p.bar.ask.Size(); b.Height < 44*scale {
			t.Errorf("scale %v: [Look up] is %v high", scale, b.Height)
		}
		if m := r.p.Body().MinSize(); m.Width > 1000*max(1, scale) || m.Height > 400 {
			t.Errorf("scale %v: asks for %v", scale, m)
		}
	}
}

// TestFailureWordsGoBeforeTheBar: the distance to the limit is never cut for the sake of
// its picture.
func TestFailureWordsGoBeforeTheBar(t *testing.T) {
	for _, scale := range []float32{1, 1.2, 1.4} {
		r := newRig(t)
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, scale))
		r.window(1000, 600)
		r.find("SN-1001", header("a", "Failed", 1))
		r.report(decode(t, failingWSJF))
		c := r.p.right.card
		if c.outside.Shown() != c.outside.Full() {
			t.Errorf("scale %v: %q instead of %q, bar %v wide", scale, c.outside.Shown(), c.outside.Full(), c.bar.Size().Width)
		}
	}
}

// TestEntryNeverScrollsUpAndDown: it is one line at every size of text.
func TestEntryNeverScrollsUpAndDown(t *testing.T) {
	r := newRig(t)
	if s := r.p.bar.entry.Scroll; s != container.ScrollHorizontalOnly {
		t.Errorf("scrolls in direction %v", s)
	}
	for n, want := range map[fyne.ThemeSizeName]float32{theme.SizeNameScrollBar: 0, theme.SizeNameScrollBarSmall: 0} {
		if got := (bigText{}).Size(n); got != want {
			t.Errorf("%s is %v: a bar would cover the text", n, got)
		}
	}
}

// TestWhoBeforeID: who tested a unit is words; the id gives way to it, since it can be
// copied whole.
func TestWhoBeforeID(t *testing.T) {
	r := newRig(t)
	r.window(1000, 600)
	rep := decode(t, failingWSJF)
	rep.ProcessName, rep.Station, rep.UUT.User, rep.UUT.BatchSN = "End of line", "FCT-LINE2-07", "chen", "B261122"
	rep.ID = "6abeec3e-eee7-4f1a-9429-7403d0bd4ac6"
	r.find("SN-1001", header("a", "Failed", 1))
	r.report(rep)
	b := r.p.right.banner
	if b.who.Shown() != b.who.Full() {
		t.Errorf("shows %q of %q beside %q", b.who.Shown(), b.who.Full(), b.id.Shown())
	}
	if w := b.id.Size().Width; w < yieldWidth {
		t.Errorf("%v are left for the id", w)
	}
}

// TestDetailShowsWholeLines: the strip below the steps ends between two lines, not in one.
func TestDetailShowsWholeLines(t *testing.T) {
	r := newRig(t)
	r.p.right.build()
	for _, scale := range []float32{0.8, 1, 1.4} {
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Light, scale))
		r.window(1000, 600)
		d := r.p.right.detail
		for _, all := range []float32{200, 340, 400, 555, 700, 1000} {
			d.object.Resize(fyne.NewSize(600, d.height(all*scale)))
			line := fyne.MeasureText("M", theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{}).Height
			title := fyne.MeasureText("M", theme.Size(theme.SizeNameText), fyne.TextStyle{Bold: true}).Height
			lines := (d.scroll.Size().Height - title - 8*unit()) / line
			if rest := lines - float32(math.Round(float64(lines))); lines < 0.99 || rest > 0.15 || rest < -0.02 {
				t.Errorf("scale %v, pane %v: room for %.2f lines below the title", scale, all, lines)
			}
		}
	}
}

// TestReportFitsTheSmallWindow: in a window of 1000×700 less its frame, with the demo
// stripe, 343 points are left for a report; it must not scroll as a whole.
func TestReportFitsTheSmallWindow(t *testing.T) {
	r := newRig(t)
	r.window(966, 445)
	r.find("SN-1001", header("a", "Failed", 1))
	r.report(decode(t, failingWSJF))
	if h := r.p.right.view.(*container.Scroll).Content.MinSize().Height; h > 343 {
		t.Errorf("a report asks for %v points", h)
	}
}

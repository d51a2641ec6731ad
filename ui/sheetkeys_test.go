package ui

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/client/availability"
	"stationcompanion/client/check"
)

// sheets opens each of the window's sheets.
var sheets = map[string]func(*bench){
	"support": func(b *bench) { b.openSupport() }, "details": func(b *bench) { b.openDetails() }, "help": func(b *bench) { b.openHelp() },
	"breaker": func(b *bench) { b.openBreaker() }, "bundle": func(b *bench) { b.openBundle() }, "check": func(b *bench) { b.CheckConnection() },
}

func sheetBench(t *testing.T) *bench {
	t.Helper()
	found := []check.Result{{ID: check.Address, State: check.Well, Evidence: "https://x"}, {ID: check.Name, State: check.Failed, Err: &client.Error{Kind: client.KindName, Op: "name"}}}
	return newBench(t, linked(client.LinkDown), stateOf("A"), func(o *Options) {
		o.LogDir, o.SaveDir = t.TempDir(), t.TempDir()
		o.Using = func() client.Config { return client.Config{Server: "https://x"} }
		o.Check = func(context.Context, client.Config, func(check.Result)) []check.Result { return found }
		o.Record = func() availability.View {
			return availability.View{Now: noon, Changes: []availability.Change{{At: noon, To: 2, Kind: client.KindTimeout, Lasted: time.Minute}}}
		}
	})
}

// takers are the widgets of the open sheet that take the focus.
func (b *bench) takers() (all []fyne.Focusable) {
	for _, o := range test.LaidOutObjects(b.win.Canvas().Overlays().Top()) {
		f, ok := o.(fyne.Focusable)
		if d, can := o.(fyne.Disableable); ok && !(can && d.Disabled()) {
			if _, own := o.(*sheetKeys); !own {
				all = append(all, f)
			}
		}
	}
	return all
}

// TestEscAndScanInEverySheet: whatever in a sheet was tapped last, Esc closes it, and a scan
// is looked up and never lost.
func TestEscAndScanInEverySheet(t *testing.T) {
	for name, open := range sheets {
		t.Run(name, func(t *testing.T) {
			b := sheetBench(t)
			b.client.give(sampleHeaders(), nil)
			c := b.win.Canvas()
			open(b)
			b.work(t)
			count := len(b.takers())
			if count < 2 {
				t.Fatalf("%d widgets take the focus: this tests nothing", count)
			}
			for i := range count {
				c.Focus(b.takers()[i])
				b.loop.drain(t)
				if c.Focused() == nil {
					t.Fatalf("widget %d: nothing has the focus", i)
				}
				if i == count-1 {
					b.scanIsAsked(t)
				} else {
					c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
				}
				if b.sheet.open != nil {
					t.Fatalf("widget %d of %d, a %T: the sheet stays", i, count, b.takers()[i])
				}
				b.loop.drain(t)
				if i < count-1 {
					open(b)
					b.work(t)
				}
			}
		})
	}
}

// TestKeysInASheet: Tab goes round, a blank ticks, and one inside a scan does not.
func TestKeysInASheet(t *testing.T) {
	b := sheetBench(t)
	p := b.openBundle()
	b.work(t)
	c := b.win.Canvas()
	key := func(n fyne.KeyName) { c.Focused().TypedKey(&fyne.KeyEvent{Name: n}) }
	for range 60 {
		key(fyne.KeyTab)
		b.loop.drain(t)
		if c.Focused().(*sheetKeys).target == fyne.Focusable(p.tick) {
			break
		}
	}
	keys := c.Focused().(*sheetKeys)
	if keys.target != fyne.Focusable(p.tick) {
		t.Fatalf("Tab ends at %T", keys.target)
	}
	key(fyne.KeySpace)
	c.Focused().TypedRune(' ')
	b.work(t)
	if !p.tick.Checked {
		t.Error("a blank does not tick")
	}
	for _, r := range "SN 10" {
		b.clock = b.clock.Add(3 * time.Millisecond)
		if r == ' ' {
			key(fyne.KeySpace)
		}
		c.Focused().TypedRune(r)
	}
	b.work(t)
	if !p.tick.Checked {
		t.Error("a blank inside a scan ticks")
	}
	b.clock = b.clock.Add(time.Second)
	keys.KeyDown(&fyne.KeyEvent{Name: "LeftShift"})
	key(fyne.KeyTab)
	b.loop.drain(t)
	if keys.target == fyne.Focusable(p.tick) || keys.target == nil {
		t.Errorf("Shift and Tab go to %T", keys.target)
	}
	if _, ok := keys.target.(*sheetTick); ok {
		t.Error("still the tick")
	}
}

// TestScanRightAfterATap: a scan whose first characters come in one batch of events with a
// tap on a list or a tick, before the focus is taken back, is looked up whole; a blank in
// it presses nothing. The toolkit's own text that can be selected swallows them: the
// program cannot stand in for it.
func TestScanRightAfterATap(t *testing.T) {
	tried := 0
	for name, open := range sheets {
		b := sheetBench(t)
		open(b)
		b.work(t)
		count := len(b.takers())
		for i := range count {
			taker := b.takers()[i]
			switch taker.(type) {
			case *sheetList, *sheetTick, *textRows:
			case *widget.Check, *widget.List:
				t.Errorf("%s: a %T would swallow the beginning of a scan", name, taker)
				continue
			default:
				continue
			}
			b := sheetBench(t)
			b.client.give(sampleHeaders(), nil)
			open(b)
			b.work(t)
			c := b.win.Canvas()
			c.Focus(b.takers()[i]) // what is posted does not run before the scan began
			for _, r := range "SN 1" {
				b.clock = b.clock.Add(3 * time.Millisecond)
				c.Focused().TypedRune(r)
			}
			b.loop.drain(t)
			for _, r := range "001" {
				b.clock = b.clock.Add(3 * time.Millisecond)
				c.Focused().TypedRune(r)
			}
			if tick, ok := b.takers()[i].(*sheetTick); ok && tick.Checked {
				t.Errorf("%s: the scan ticks", name)
			}
			c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			b.parts.lookup.Wait()
			if got := b.client.questions(); len(got) != 1 || got[0] != "SN 1001" {
				t.Errorf("%s, a %T: asked %q", name, taker, got)
			}
			tried++
		}
	}
	if tried < 3 {
		t.Errorf("only %d were tried", tried)
	}
}

// TestKeysRightAfterATap: Esc pressed before the focus is taken back closes the sheet.
func TestKeysRightAfterATap(t *testing.T) {
	b := sheetBench(t)
	for _, name := range []string{"breaker", "bundle"} {
		sheets[name](b)
		b.work(t)
		for _, taker := range b.takers() {
			switch taker.(type) {
			case *sheetList, *sheetTick:
				b.win.Canvas().Focus(taker)
			}
		}
		taker := b.win.Canvas().Focused()
		taker.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if b.sheet.open != nil {
			t.Errorf("%s: a %T keeps the sheet open", name, taker)
		}
		b.loop.drain(t)
	}
}

package logview

import (
	"cmp"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/logging/tail"
	"stationcompanion/ui/look"
)

// noLogs is a PC without logs; with it the name is a button.
type noLogs struct{ Logs }

// buttonsIn are the buttons an object shows, those in it included.
func buttonsIn(o fyne.CanvasObject) (all []*widget.Button) {
	switch o := o.(type) {
	case *widget.Button:
		if o.Visible() {
			all = append(all, o)
		}
	case *fyne.Container:
		for _, in := range o.Objects {
			if o.Visible() {
				all = append(all, buttonsIn(in)...)
			}
		}
	}
	return all
}

// TestBarFitsIntoASmallWindow: at 1,000 points less the window's margins, whatever the bar
// says, nothing lies over another, and errors and menu stay.
func TestBarFitsIntoASmallWindow(t *testing.T) {
	const width = 1000 - 2*16
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.Light, 1))
	for _, name := range []string{"WATS client", "station-companion", "a name of twenty-four ru"} {
		p := newPanel(Deps{Do: func(fn func()) { fn() }, Logs: noLogs{}, Name: name, Save: (&disk{}).save}, newStore(10))
		t.Cleanup(p.search.end)
		w := test.NewTempWindow(t, p.Object())
		w.SetPadded(false)
		for _, say := range []func(){
			func() {},
			func() { p.bar.found(sought{n: 12}) },
			func() { p.bar.paused(true, 12_345) },
			func() { p.bar.found(sought{n: 12_345}) },
			func() { p.bar.set(tail.Warning, "", false); p.bar.paused(true, 12_345) },
			func() { p.bar.selected(12_345) },
			func() { p.bar.selected(0); p.bar.found(sought{n: 0}); p.bar.paused(false, 0) },
		} {
			say()
			w.Resize(fyne.NewSize(width, 200))
			if got := p.root.Size().Width; got > width {
				t.Fatalf("%s: it needs %v points", name, got)
			}
			expectApart(t, p, name)
		}
		if n := len(buttonsIn(p.bar.root)); n != 7 { // name, level, .*, End, more, up, down
			t.Errorf("%s: with little to say %d buttons are there", name, n)
		}
	}
}

// expectApart checks where the bar's buttons lie.
func expectApart(t *testing.T, p *Panel, name string) {
	t.Helper()
	end, more := float32(0), false
	d := fyne.CurrentApp().Driver()
	all := buttonsIn(p.bar.root)
	slices.SortFunc(all, func(a, b *widget.Button) int {
		return cmp.Compare(d.AbsolutePositionForObject(a).X, d.AbsolutePositionForObject(b).X)
	})
	for _, b := range all {
		at := d.AbsolutePositionForObject(b).X
		if at < end || b.Size().Width < b.MinSize().Width {
			t.Errorf("%s: button %q at %v, the one before ends at %v; %v wide, wants %v", name, b.Text, at, end, b.Size().Width, b.MinSize().Width)
		}
		end = at + b.Size().Width
		more = more || b == p.bar.more
	}
	if end > p.root.Size().Width || !more {
		t.Errorf("%s: the last button ends at %v; the menu's is there %v", name, end, more)
	}
}

func TestErrorsAndCountFitWithTheUsualNames(t *testing.T) {
	s := newStore(10)
	p, w := panelIn(t, s, look.Light, 1000-2*16, 200)
	p.bar.found(sought{n: 123})
	p.bar.paused(true, 12_345)
	w.Resize(fyne.NewSize(1000-2*16, 200))
	if n := len(buttonsIn(p.bar.root)); n != 8 { // level, .*, back, next, End, more, up, down
		t.Errorf("%d buttons are there", n)
	}
}

func TestMoreMenuOpens(t *testing.T) {
	s := newStore(10)
	p, w := panelIn(t, s, look.Light, 1000, 300)
	s.add(line(tail.Info, "x"))
	p.update()
	test.Tap(p.bar.more)
	if w.Canvas().Overlays().Top() == nil {
		t.Fatal("no menu opens")
	}
	if n := len(p.moreMenu().Items); n != 6 {
		t.Errorf("%d items where nothing can be saved", n)
	}
	p.d.Save = (&disk{}).save
	if it := p.saveItem(); it.Label != "Save this line" || it.Disabled {
		t.Errorf("for one line it offers %q", it.Label)
	}
	p.bar.set(tail.Error, "", false)
	if it := p.saveItem(); !it.Disabled {
		t.Error("nothing can be saved")
	}
	it := p.saveItem()
	it.Action() // must do nothing
	if p.saving != nil {
		t.Error("nothing is being saved")
	}
}

package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// trayApp is an app with a tray that counts what it is told.
type trayApp struct {
	fyne.App
	menu  *fyne.Menu
	icons []string
	quits int
	win   *hideWindow
}

func (a *trayApp) SetSystemTrayMenu(m *fyne.Menu)    { a.menu = m }
func (a *trayApp) SetSystemTrayIcon(r fyne.Resource) { a.icons = append(a.icons, r.Name()) }
func (a *trayApp) SetSystemTrayWindow(w fyne.Window) { w.SetCloseIntercept(w.Hide) }
func (a *trayApp) Quit()                             { a.quits++ }
func (a *trayApp) NewWindow(title string) fyne.Window {
	a.win = &hideWindow{Window: a.App.NewWindow(title)}
	return a.win
}

var _ desktop.App = (*trayApp)(nil)

// hideWindow notes hiding and its close button.
type hideWindow struct {
	fyne.Window
	hidden int
	shown  int
	close  func()
}

func (w *hideWindow) Hide()                      { w.hidden++ }
func (w *hideWindow) Show()                      { w.shown++; w.Window.Show() }
func (w *hideWindow) SetCloseIntercept(f func()) { w.close = f }

// trayBench is a window on an app with a tray.
func trayBench(t *testing.T, usable bool, st station.State) (*bench, *trayApp) {
	a := &trayApp{}
	b := newBench(t, connected(), st, func(o *Options) {
		a.App = o.App
		o.App, o.TrayUsable = a, usable
	})
	return b, a
}

// TestCloseOrHide: the close button hides only where that is wanted and a tray exists.
func TestCloseOrHide(t *testing.T) {
	for _, c := range []struct {
		usable  bool
		setting string
		hides   bool
	}{{true, "true", true}, {true, "false", false}, {false, "true", false}, {false, "false", false}} {
		b, a := trayBench(t, c.usable, with(stateOf("A"), station.KeyCloseToTray, c.setting))
		a.win.close()
		if (a.win.hidden == 1) != c.hides || (a.quits == 0) != c.hides {
			t.Errorf("tray %v, close_to_tray %s: hidden %d, quits %d", c.usable, c.setting, a.win.hidden, a.quits)
		}
		if (a.menu != nil) != c.usable {
			t.Errorf("tray %v: menu %v", c.usable, a.menu)
		}
		if c.hides && b.closed {
			t.Error("a hidden window is closed")
		}
	}
}

// TestTrayFollowsState: icon and word change with the state and not with a countdown.
func TestTrayFollowsState(t *testing.T) {
	b, a := trayBench(t, true, stateOf("FCT-LINE2-07"))
	if got := a.menu.Items[1].Label; got != "Connected · FCT-LINE2-07" {
		t.Errorf("the menu says %q", got)
	}
	b.showConnection(linked(client.LinkDown))
	n := len(a.icons)
	for range 20 {
		b.clock = b.clock.Add(1e9)
		b.paintSentence()
	}
	if len(a.icons) != n {
		t.Errorf("%d pictures for a countdown", len(a.icons)-n)
	}
	if got, want := a.icons[n-1], look.TrayIcon(words.Bad, look.ShapeOpen).Name(); got != want {
		t.Errorf("the picture is %s, want %s", got, want)
	}
	if got := a.menu.Items[1].Label; got != "WATS does not answer · FCT-LINE2-07" {
		t.Errorf("the menu says %q", got)
	}
	b.showConnection(connected())
	if a.icons[len(a.icons)-1] == a.icons[n-1] {
		t.Error("recovery has the same picture")
	}
}

// TestTrayMenu: Show raises the window, Quit ends the program.
func TestTrayMenu(t *testing.T) {
	b, a := trayBench(t, true, stateOf("A"))
	last := a.menu.Items[len(a.menu.Items)-1]
	if !last.IsQuit {
		t.Error("Fyne will add a second Quit")
	}
	a.menu.Items[0].Action()
	if a.win.shown != 1 {
		t.Errorf("shown %d times", a.win.shown)
	}
	last.Action()
	if a.quits != 1 || !b.closed {
		t.Errorf("quits %d, closed %v", a.quits, b.closed)
	}
}

// TestNoTrayApp: an app without a tray gets none, and nothing breaks.
func TestNoTrayApp(t *testing.T) {
	app := test.NewTempApp(t)
	if got := newTray(app, nil, nil, nil); got != nil {
		t.Error("a tray where there is none")
	}
	(*tray)(nil).show(words.Sentence{}, look.ShapeUnknown, "A")
}

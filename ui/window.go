package ui

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stationcompanion/client"
	"stationcompanion/client/support"
	"stationcompanion/station"
	"stationcompanion/ui/logview"
	"stationcompanion/ui/look"
	"stationcompanion/ui/lookup"
	"stationcompanion/ui/settings"
	"stationcompanion/ui/words"
)

// Window is the main window. Its methods run on the UI goroutine unless marked.
type Window struct {
	o     Options
	win   fyne.Window
	parts parts
	keys  *keyboard
	clock clock
	sheet sheet
	page  *breakerPage // while it is open
	// support is the support page while it is open; its methods do nothing else.
	support supportPage
	checked atomic.Pointer[support.Check]
	begun   time.Time // when New or Open was called
	mem     memory

	root   *fyne.Container // what the toolkit's window holds; empty until fill
	opened chan struct{}   // closed once there is a hidden window
	built  chan struct{}   // closed once parts is built
	shown  bool            // Show was called: the toolkit may measure what it shows
	filled bool

	snap    client.Snapshot
	state   station.State
	trying  bool // a "try now" is on its way
	reading bool // a file was opened: the panes stay, also without a server

	connection relay[client.Snapshot]
	config     relay[station.State]

	ctx    context.Context // ends every request and dialog the window started
	cancel context.CancelFunc
	wg     sync.WaitGroup
	closed bool
}

// parts are the window's pieces from top to bottom.
type parts struct {
	header *header
	demo   fyne.CanvasObject
	notice *notice
	lookup *lookup.Panel
	bar    fyne.CanvasObject
	split  *container.Split
	log    *logview.Panel
	body   *fyne.Container   // split, or first
	first  fyne.CanvasObject // the first-start page, once it was needed
	whole  *fyne.Container
	tray   *tray
}

// Open opens a window that is still hidden and empty, with the theme of the settings
// and the state file. What it shows is built on another goroutine while the toolkit waits
// for the desktop, which takes longest of all:
//
//	UI goroutine:    Open ────────────► Show ──────── first measuring ─► first frame
//	                      │                                 ▲
//	other goroutine:      options ─► fonts ─► build ────────┘ fill
//
// Until fill the UI goroutine touches nothing of it. Of options, which runs there, an
// error leaves the window empty; whoever gave it must not show the window.
func Open(a fyne.App, s station.State, statePath string, options func() (Options, error)) *Window {
	w := &Window{
		o: Options{App: a}, begun: time.Now(), state: s, mem: newMemory(statePath),
		opened: make(chan struct{}), built: make(chan struct{}),
	}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	w.applyTheme()
	w.wg.Go(func() {
		defer close(w.built)
		o, err := options()
		if err != nil {
			return
		}
		readFonts()
		<-w.opened
		w.o = o
		w.build()
	})
	w.win = a.NewWindow(Title)
	w.win.SetPadded(false)
	w.root = container.New(lateLayout{w})
	w.win.SetContent(w.root)
	w.win.Resize(fyne.NewSize(w.mem.now.Width, w.mem.now.Height))
	close(w.opened)
	return w
}

// readFonts makes the toolkit read the fonts of the first screen, which it would
// otherwise do one after the other while it lays it out.
func readFonts() {
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Monospace: true}} {
		fyne.MeasureText("0", 14, style)
	}
}

// lateLayout stacks the window's layers, and asks for them the first time the toolkit
// measures the window it is about to show.
type lateLayout struct{ w *Window }

func (l lateLayout) MinSize(o []fyne.CanvasObject) (size fyne.Size) {
	if l.w.shown && !l.w.filled {
		l.w.fill()
		o = l.w.root.Objects
	}
	for _, layer := range o {
		size = size.Max(layer.MinSize())
	}
	return size
}

func (lateLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, layer := range o {
		put(layer, 0, 0, size.Width, size.Height)
	}
}

// fill waits for the parts and gives them to the window.
func (w *Window) fill() {
	w.filled = true
	<-w.built
	w.attach()
	w.forgetFontsOfOldThemes()
}

// New opens and fills a window; Show shows it.
func New(o Options) *Window {
	w := Open(o.App, o.Station.State(), o.StatePath, func() (Options, error) { return o, nil })
	w.fill()
	return w
}

// Start begins to watch client and station until ctx ends.
func (w *Window) Start(ctx context.Context) {
	stop := context.AfterFunc(ctx, w.cancel)
	w.wg.Go(func() { w.o.Client.Watch(w.ctx, w.connection.put) })
	w.startNotices()
	w.wg.Go(func() { w.o.Station.Watch(w.ctx, w.config.put) })
	w.wg.Go(func() {
		<-w.ctx.Done()
		stop()
		w.connection.end()
		w.config.end()
	})
	w.watchIdentity()
	w.parts.log.Start(w.ctx)
	if path := w.mem.now.Log; path != "" && w.o.Logs != nil {
		w.parts.log.FollowFile(path)
	}
}

// Show shows the window, filled.
func (w *Window) Show() {
	w.shown = true
	w.win.Show()
}

// Raise brings the window to the front, also out of the tray.
func (w *Window) Raise() {
	w.win.Show()
	w.win.RequestFocus()
}

// OpenFile shows a report file in the place of an answer, whatever else was open.
func (w *Window) OpenFile(path string) {
	w.sheet.close()
	if !w.reading { // a file can be read before a server is set up, too
		w.reading = true
		w.showFirstStart(w.snap)
	}
	w.parts.lookup.OpenFile(path)
}

// openPath shows a file or folder the program wrote with what the desktop opens it with.
func (w *Window) openPath(path string) {
	u := &url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	if !strings.HasPrefix(u.Path, "/") { // C:/…
		u.Path = "/" + u.Path
	}
	w.openURL(u)
}

// openURL opens an address with what the desktop opens it with.
func (w *Window) openURL(u *url.URL) {
	if err := w.o.App.OpenURL(u); err != nil {
		w.o.Log.Warn().Err(err).Str("path", u.String()).Msg("The desktop did not open it")
	}
}

// dropped opens the first file that was dropped on the window: a report, or a log.
func (w *Window) dropped(_ fyne.Position, uris []fyne.URI) {
	for _, u := range uris {
		switch {
		case u.Scheme() != "file" || w.win.Canvas().Overlays().Top() != nil:
			continue
		case isLog(u.Path()):
			w.parts.log.FollowFile(u.Path())
		default:
			w.OpenFile(u.Path())
		}
		return
	}
}

// Close saves size and splits and stops what the window does by itself. Calling it
// again does nothing.
func (w *Window) Close() {
	if w.closed {
		return
	}
	w.closed = true
	<-w.built
	w.clock.arm(0, nil)
	w.remember()
	w.cancel()
}

// Wait, called after the app's Run returned, waits for every goroutine the window
// started. It ends them if Close did not.
func (w *Window) Wait() {
	w.cancel()
	w.parts.lookup.Wait()
	w.parts.log.Wait()
	w.wg.Wait()
}

// closing answers the window's close button: into the tray where that is wanted and a
// tray really exists, else the program ends.
func (w *Window) closing() {
	if w.hides() {
		w.remember()
		w.win.Hide()
		return
	}
	w.quit()
}

// hides reports whether closing only hides the window.
func (w *Window) hides() bool {
	return w.parts.tray != nil && w.state.Bool(station.KeyCloseToTray)
}

func (w *Window) quit() {
	w.Close()
	w.o.App.Quit()
}

// after runs fn on the UI goroutine after d, unless stop was called before. Both run
// on the UI goroutine.
func (w *Window) after(d time.Duration, fn func()) (stop func()) {
	stopped := false
	t := time.AfterFunc(d, func() {
		w.o.Do(func() {
			if !stopped && w.ctx.Err() == nil {
				fn()
			}
		})
	})
	return func() {
		stopped = true
		t.Stop()
	}
}

// copy puts a text on the clipboard.
func (w *Window) copy(text string) { w.o.App.Clipboard().SetContent(text) }

// act does what the header's button offers.
func (w *Window) act(a words.Action) {
	switch a {
	case words.TryNow:
		w.tryNow()
	case words.OpenSetup:
		if d := w.openSettings(); d != nil {
			d.FocusServer()
		}
	case words.CheckLayers:
		w.CheckConnection()
	case words.GiveToken:
		if d := w.openSettings(); d != nil {
			d.FocusToken()
		}
	}
}

// tryNow asks the server at once, one try at a time. What comes of it arrives as a
// snapshot; the client logs the cause.
func (w *Window) tryNow() {
	if w.trying || w.ctx.Err() != nil {
		return
	}
	w.trying = true
	w.parts.header.trying(true)
	w.wg.Go(func() {
		err := w.o.Client.RetryNow(w.ctx)
		w.o.Do(func() {
			w.trying = false
			w.parts.header.trying(false)
			if err != nil {
				w.showConnection(w.snap)
			}
		})
	})
}

// openSettings opens the settings dialog; nil when something else is open already.
func (w *Window) openSettings() *settings.Dialog {
	if w.win.Canvas().Overlays().Top() != nil {
		return nil
	}
	return settings.Show(w.ctx, w.win, w.settingsDeps())
}

func (w *Window) settingsDeps() settings.Deps {
	return settings.Deps{
		Config: w.o.Station, Tokens: w.o.Tokens, Check: w.checking(w.o.Check), Do: w.o.Do, Now: w.o.Now,
		Copy: w.copy, Saved: w.saved, StartDemo: w.o.StartDemo,
		Copies: w.o.Client.SavedStats, ClearCopies: w.o.Client.ClearSaved,
	}
}

// saved follows a save at once instead of waiting for the watchers.
func (w *Window) saved(s station.Saved) {
	for _, d := range s.Differences {
		if d.Key == station.KeyTheme {
			w.mem.now.Theme = "" // the settings' choice is newer than the header's
		}
	}
	if w.o.TokenChanged != nil {
		w.o.TokenChanged()
	}
	w.showStation(w.o.Station.State())
}

// openChain explains where the station name comes from.
func (w *Window) openChain() {
	if w.win.Canvas().Overlays().Top() == nil {
		settings.ShowChain(w.win, w.settingsDeps(), w.snap)
	}
}

// openDetails shows everything about the connection.
func (w *Window) openDetails() {
	fs := facts(w.snap, w.o.Now())
	if past := pastFact(w.o.Client.History(), w.o.Now()); past != "" {
		fs = append(fs, fact{words.T("window.details.history"), past})
	}
	fs = append(fs, fact{words.T("window.details.saved"), words.SavedCopies(w.o.Client.SavedStats(), w.o.Now())})
	if w.o.LogDir != "" {
		fs = append(fs, fact{words.T("window.details.logs"), w.logFact()})
	}
	fs = append(fs, w.safetyFacts()...)
	w.sheet.show(words.T("window.details.title"), table(fs), plain(fs), fyne.NewSize(640, 480), w.breakerButtons(append(w.checkButton(), w.supportButton())...)...)
}

// logFact says where the program's own log is, and why it is not written where that is so.
func (w *Window) logFact() string {
	text := look.Visible(w.o.LogDir)
	if w.o.LogTrouble == nil {
		return text
	}
	dropped, problem := w.o.LogTrouble()
	if t := words.Log(problem, dropped); t.Title != "" {
		text += "\n" + t.Joined()
	}
	return text
}

// openProblems shows what is wrong with the configuration and what to do.
func (w *Window) openProblems() {
	var fs []fact
	for _, t := range w.parts.notice.troubles() {
		fs = append(fs, fact{look.Visible(t.Title), look.Visible(t.Advice)})
	}
	w.sheet.show(words.T("window.notice.title"), sentences(fs), w.parts.notice.all(), fyne.NewSize(640, 400))
}

// openHelp lists the keys; a second F1 closes the list.
func (w *Window) openHelp() {
	if w.sheet.open != nil {
		w.sheet.close()
		return
	}
	w.sheet.show(words.T("window.help.title"), table(helpFacts(w.hides(), w.about())), "", fyne.NewSize(600, 600), w.supportButton())
}

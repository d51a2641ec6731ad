package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/ui/logview"
	"stationcompanion/ui/look"
	"stationcompanion/ui/lookup"
	"stationcompanion/ui/settings"
	"stationcompanion/ui/words"
)

// build makes the parts and paints what client and station know now. There is no main
// menu: its shortcuts would fire before the look-up field sees a scan.
func (w *Window) build() {
	w.clock.after, w.sheet.w, w.support.w = w.after, w, w
	w.connection = relay[client.Snapshot]{do: w.o.Do, show: w.showConnection}
	w.config = relay[station.State]{do: w.o.Do, show: w.showStation}
	w.snap, w.state = w.o.Client.Snapshot(), w.o.Station.State()
	w.parts.lookup = lookup.New(w.ctx, lookup.Deps{
		Server: w.o.Client, Do: w.o.Do, Now: w.o.Now, Copy: w.copy, After: w.after, Act: w.act,
		OpenPath: w.openPath, Program: Title + " " + w.o.Version,
		InLog: func(texts []string) { w.parts.log.ShowLinesWith(texts) },
	}, w.state.Identity, w.snap)
	w.parts.log = logview.New(logview.Deps{
		Source: w.o.LogLines, Do: w.o.Do, Copy: w.copy, Name: words.T("window.log_name"),
		Open: w.openReference, Logs: w.o.Logs, Browse: w.browseLogs, Chosen: w.logChosen,
		Save: w.parts.lookup.SaveFile, OpenPath: w.openPath,
	})
	w.parts.header = newHeader(headerActions{
		act: w.act, details: w.openDetails, chain: w.openChain,
		smaller: func() { w.scaleBy(-look.ScaleStep) }, larger: func() { w.scaleBy(look.ScaleStep) },
		theme: w.nextTheme, settings: func() { w.openSettings() },
	})
	w.parts.header.showVariant(w.variant())
	w.parts.demo = newDemoStripe()
	if !w.snap.Demo {
		w.parts.demo.Hide()
	}
	w.parts.notice = newNotice(w.openProblems, func() { w.parts.whole.Refresh() }).connect(w.o.Now, w.o.Identity)
	w.keys = newKeyboard(w.win.Canvas(), w.parts.lookup.Entry(), w.o.Do, w.o.Now)
	w.keys.run, w.keys.submit = w.run, w.scanned
	w.assemble()
	w.showStation(w.state)
	w.showConnection(w.snap)
	w.parts.whole.Resize(fyne.NewSize(w.mem.now.Width, w.mem.now.Height)) // which measures every text
}

// assemble stacks the parts.
func (w *Window) assemble() {
	p := &w.parts
	p.bar = look.Inset(p.lookup.Bar(), 4, 2)
	p.split = container.NewVSplit(look.Inset(p.lookup.Body(), 4, 0), look.Inset(p.log.Object(), 4, 1))
	p.split.Offset = w.mem.now.MainSplit
	if w.mem.now.PaneSplit > 0 {
		p.lookup.SetSplit(w.mem.now.PaneSplit)
	}
	w.mem.pane = p.lookup.Split()
	p.body = container.NewStack(p.split)
	top := container.New(layout.NewCustomPaddedVBoxLayout(0),
		p.header.object, p.demo, look.Sized(look.NewGround(look.ColorLine, "", 0), 0, 1), p.notice.object, p.bar)
	p.whole = container.New(&topLayout{}, top, p.body)
}

// attach gives the parts to the window and connects its keys, close button and tray.
func (w *Window) attach() {
	p := &w.parts
	w.root.Add(w.keys)
	w.root.Add(p.whole)
	if w.o.FirstFrame != nil {
		w.root.Add(container.NewWithoutLayout(newFrameDot(w.o.Do, w.o.FirstFrame)))
	}
	w.keys.listen()
	w.win.Canvas().Focus(w.keys)
	if w.o.TrayUsable {
		p.tray = newTray(w.o.App, w.win, w.Raise, w.quit)
		w.paintSentence()
	}
	w.win.SetOnDropped(w.dropped)
	w.win.SetMaster()
	w.win.SetCloseIntercept(w.closing) // after the tray, which sets one of its own
}

// newFrameDot gives the frame watch its place.
func newFrameDot(do func(func()), painted func()) fyne.CanvasObject {
	dot := newFrameWatch(do, painted)
	dot.Resize(dot.MinSize())
	return dot
}

// showFirstStart puts the first-start page in the panes' place while no server is set
// up, and takes it away after.
func (w *Window) showFirstStart(s client.Snapshot) {
	p := &w.parts
	first := s.Link == client.LinkNotSetUp && !s.Demo && !w.reading
	if first == w.firstStart() {
		return
	}
	w.keys.mute(first)
	if first {
		if p.first == nil {
			p.first = settings.FirstStart(w.win, w.settingsDeps(), func() { w.act(words.OpenSetup) })
		}
		p.bar.Hide()
		p.body.Objects[0] = p.first
	} else {
		p.bar.Show()
		p.body.Objects[0] = p.split
	}
	p.body.Refresh()
	p.whole.Refresh()
}

// firstStart reports whether the window shows how to begin.
func (w *Window) firstStart() bool {
	return w.parts.body.Objects[0] != fyne.CanvasObject(w.parts.split)
}

// topLayout gives the first object the height it asks for and the second the rest.
type topLayout struct{}

func (*topLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+b.Height)
}

func (*topLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	h := o[0].MinSize().Height
	put(o[0], 0, 0, size.Width, h)
	put(o[1], 0, h, size.Width, max(size.Height-h, 0))
}

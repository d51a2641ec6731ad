package ui

import (
	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// showConnection paints everything there is to say about the connection, so that
// header, tray and panes agree.
func (w *Window) showConnection(s client.Snapshot) {
	w.snap = s
	w.showFirstStart(s)
	w.paintSentence()
	w.parts.header.showArrival(s)
	w.parts.header.showPlain(s)
	if w.parts.demo.Visible() != s.Demo {
		if s.Demo {
			w.parts.demo.Show()
		} else {
			w.parts.demo.Hide()
		}
		w.parts.whole.Refresh()
	}
	w.parts.lookup.SetConnection(s)
}

// paintSentence puts the snapshot into words as of now, paints what changed, and sets
// the timer for the next moment these words would be others.
func (w *Window) paintSentence() {
	now := w.o.Now()
	s := words.Connection(w.snap, now)
	shape := shapeOf(w.snap, s)
	if w.firstStart() {
		s.Action = words.NoAction // one thing to press next, and it stands in the middle
	}
	w.parts.header.showState(s, shape, w.snap.Link == client.LinkDown)
	w.parts.tray.show(s, shape, w.state.Identity.Name)
	w.followBreaker()
	switch {
	case s.Ticks:
		w.clock.arm(words.UntilTick(w.snap, now), w.paintSentence)
	case w.snap.Link == client.LinkConnected && !w.snap.Stale(now):
		w.clock.arm(w.snap.Proven.Add(2*w.snap.Interval).Sub(now)+1, w.paintSentence)
	default:
		w.clock.arm(0, nil)
	}
	w.support.paint()
}

// showStation paints who this station is and follows the settings that concern the
// window.
func (w *Window) showStation(s station.State) {
	w.state = s
	w.parts.header.showStation(s.Identity)
	w.parts.notice.show(s.Problems)
	w.parts.lookup.SetStation(s.Identity)
	w.applyTheme()
	w.allowNotices()
	w.parts.header.showVariant(w.variant())
	w.paintSentence()
}

// run does what a key asks for.
func (w *Window) run(c command) {
	p := &w.parts
	if c == cmdBack && w.sheet.open != nil {
		w.sheet.close()
		return
	}
	if c == cmdHelp {
		w.openHelp()
		return
	}
	if c == cmdSupport {
		w.openSupport()
		return
	}
	if w.win.Canvas().Overlays().Top() != nil {
		return
	}
	switch c {
	case cmdAgain:
		p.lookup.Again()
	case cmdFind:
		w.keys.find()
	case cmdBack:
		p.lookup.Back()
	case cmdNextFailure:
		p.lookup.NextFailure(1)
	case cmdPreviousFailure:
		p.lookup.NextFailure(-1)
	case cmdNextMatch:
		p.log.ToMatch(1)
	case cmdPreviousMatch:
		p.log.ToMatch(-1)
	case cmdNextError:
		p.log.ToError(1)
	case cmdPreviousError:
		p.log.ToError(-1)
	case cmdSettings:
		w.openSettings()
	case cmdLarger:
		w.scaleBy(look.ScaleStep)
	case cmdSmaller:
		w.scaleBy(-look.ScaleStep)
	case cmdNormalSize:
		w.scaleBy(0)
	}
}

// scanned asks what came from a scanner, wherever the cursor was. Before a server is
// set up there is nobody to ask.
func (w *Window) scanned(text string) {
	w.sheet.close()
	if w.snap.Link == client.LinkNotSetUp && !w.snap.Demo {
		return
	}
	w.parts.lookup.Submit(text)
}

package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/station"
	"stationcompanion/ui/checkview"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// checkSize is the size of the page in points at scale 1, where the window has room.
var checkSize = fyne.NewSize(880, 640)

// CheckConnection opens the page that checks the connection layer by layer, as it is
// configured now, and begins. A sheet that is open makes room; anything else stays, and
// nothing happens.
func (w *Window) CheckConnection() {
	w.sheet.close()
	if w.o.Using == nil || w.win.Canvas().Overlays().Top() != nil || w.ctx.Err() != nil {
		return
	}
	p := newCheckPage(w)
	w.sheet.present(words.T("check.title"), p.object, checkSize, p.ended, p.again, p.copyIt)
	p.begin()
}

// checkPage is the page: how it came out, the layers, and the buttons beneath.
type checkPage struct {
	w      *Window
	object *fyne.Container
	mark   *look.Mark
	title  *look.Text
	advice *look.Paragraph
	snug   *fyne.Container // advice, as high as it needs
	about  *look.Text
	view   *checkview.View
	scroll *container.Scroll
	again  *widget.Button // Stop while it runs
	copyIt *widget.Button

	open    bool
	stopped bool
	told    bool // the outcome was brought into view
	server  string
	at      time.Time
}

func newCheckPage(w *Window) *checkPage {
	p := &checkPage{w: w, open: true,
		mark:   look.NewMark(look.ShapeUnknown, look.ColorUnknown, 24),
		title:  look.NewText("", theme.ColorNameForeground, pageTitle, fyne.TextStyle{Bold: true}),
		advice: look.NewParagraph("", theme.ColorNameForeground, 1, adviceLines),
		about:  look.NewText("", look.ColorQuiet, 0.9, fyne.TextStyle{}),
	}
	p.snug = newSnug(p.advice, adviceLines)
	p.title.SetMinRunes(40)
	p.about.SetMinRunes(40)
	p.again = widget.NewButtonWithIcon(words.T("check.again"), theme.ViewRefreshIcon(), p.press)
	p.copyIt = widget.NewButtonWithIcon(words.T("check.copy"), theme.ContentCopyIcon(), func() { w.copy(p.text()) })
	p.view = checkview.New(checkview.Deps{Go: w.wg.Go, Post: p.post, Select: true, Changed: p.changed, Opened: p.reveal})
	indent := look.Sized(look.NewGround("", "", 0), 4, 1) // in one line with the layers' marks
	head := container.NewBorder(nil, nil, container.NewHBox(indent, container.NewVBox(look.Sized(p.mark, 24, 28))), nil,
		container.NewVBox(p.title, p.snug, p.about))
	p.scroll = container.NewVScroll(look.Inset(p.view.Object(), 3, 1))
	p.object = container.NewBorder(container.NewVBox(head, look.Sized(look.NewGround(look.ColorLine, "", 0), 0, 1)), nil, nil, nil, p.scroll)
	return p
}

// post runs fn on the UI goroutine while the page is open.
func (p *checkPage) post(fn func()) {
	p.w.o.Do(func() {
		if p.open {
			fn()
		}
	})
}

// begin checks what is configured now.
func (p *checkPage) begin() {
	cfg := p.w.o.Using()
	p.server, p.at, p.stopped, p.told = cfg.Server, p.w.o.Now(), false, false
	if base, err := client.NormalizeServer(cfg.Server); err == nil {
		p.server = base
	}
	p.view.Begin(p.w.ctx, func(ctx context.Context, each func(check.Result)) []check.Result {
		return p.w.checking(p.w.o.Check)(ctx, cfg, each)
	})
}

// press checks again, or stops the check that runs.
func (p *checkPage) press() {
	if p.view.Running() {
		p.end()
		return
	}
	p.begin()
}

// end stops the check; what was found stays.
func (p *checkPage) end() {
	p.stopped, p.told = true, true
	p.view.Stop()
}

// ended is called when the page was closed.
func (p *checkPage) ended() {
	p.open = false
	p.view.Stop()
}

func (p *checkPage) changed() {
	p.paint()
	if !p.view.Running() && len(p.view.Found()) > 0 && !p.told {
		p.told = true
		if words.CheckVerdict(p.view.Found()).Tone == words.Bad {
			p.reveal(p.view.Outcome())
		}
	}
}

// paint says how it goes or came out.
func (p *checkPage) paint() {
	s, running := words.CheckVerdict(p.view.Found()), p.view.Running()
	shape, color := checkShape(s.Tone), look.ToneColor(s.Tone)
	switch {
	case running && s.Tone != words.Bad:
		s = words.Sentence{Title: words.T("check.running"), Advice: words.T("check.what")}
		shape, color = look.ShapeHalfOpen, look.ColorInfo
	case p.stopped && s.Tone != words.Bad:
		s = words.Sentence{Title: words.T("check.stopped")}
		shape, color = look.ShapeUnknown, look.ColorUnknown
	}
	p.mark.Set(shape, color)
	p.title.SetText(s.Title)
	p.advice.SetText(s.Advice)
	p.snug.Hidden = s.Advice == ""
	p.about.SetText(checkAbout(p.server, p.at))
	if running {
		p.again.SetText(words.T("check.stop"))
		p.again.SetIcon(theme.CancelIcon())
		p.copyIt.Disable()
	} else {
		p.again.SetText(words.T("check.again"))
		p.again.SetIcon(theme.ViewRefreshIcon())
		p.copyIt.Enable()
	}
	p.settle()
}

func checkAbout(server string, at time.Time) string {
	if server == "" || at.IsZero() {
		return ""
	}
	return look.Visible(server) + " · " + words.AsOf(at)
}

func checkShape(t words.Tone) look.Shape {
	switch t {
	case words.Good:
		return look.ShapePassed
	case words.Bad:
		return look.ShapeFailed
	}
	return look.ShapeErrored
}

// adviceLines is how many lines the advice may take.
const adviceLines = 3

// settle lays out twice: wrapped text knows its height only once it has its width.
func (p *checkPage) settle() {
	for range 2 {
		p.object.Refresh()
		p.view.Object().Refresh()
		p.scroll.Content.Refresh()
		p.scroll.Refresh()
	}
}

// reveal scrolls down until o's lower end is in view, but not past its upper one.
func (p *checkPage) reveal(o fyne.CanvasObject) {
	p.settle()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	above := at(o).Y - at(p.scroll).Y
	if below := above + o.Size().Height - p.scroll.Size().Height; below > 0 {
		p.scroll.Offset.Y += min(below, above)
		p.scroll.Refresh()
	}
}

// text is the whole check for copying.
func (p *checkPage) text() string {
	return words.CheckText(p.server, Title+" "+p.w.o.Version, p.at, p.view.Found())
}

// checkButton leads from the connection's details to the page.
func (w *Window) checkButton() []*widget.Button {
	if w.o.Using == nil {
		return nil
	}
	return []*widget.Button{widget.NewButton(words.T("check.open"), w.CheckConnection)}
}

// safetyFacts says what a person should know about the connection's safety; empty when
// nothing is to be said.
func (w *Window) safetyFacts() (fs []fact) {
	if plainBeyond(w.snap) {
		fs = append(fs, fact{words.CheckStep(check.TLS), words.T("plain.tell")})
	}
	if w.o.CAProblem != nil {
		if err := w.o.CAProblem(); err != nil {
			fs = append(fs, fact{words.SettingName(station.KeyCAFile), words.Error(err).Joined()})
		}
	}
	return fs
}

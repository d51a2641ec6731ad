package logview

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// savedStrip tells how far saving is, what became of it, and leads to the file.
type savedStrip struct {
	root    *fyne.Container
	line    *fyne.Container
	changed func() // told after it came or went

	mark   *look.Mark
	what   *look.Text
	where  *look.Text // where the file lies, or why there is none
	stop   fyne.CanvasObject
	file   *fyne.Container   // the buttons that lead there
	copyIt fyne.CanvasObject // copies the path, or what went wrong
	close  fyne.CanvasObject
	path   string
}

func newSavedStrip(open func(path string), copyText func(string), stop, changed func()) *savedStrip {
	s := &savedStrip{
		changed: changed,
		mark:    look.NewMark(look.ShapeUnknown, look.ColorUnknown, 16),
		what:    look.NewText("", theme.ColorNameForeground, 1, fyne.TextStyle{}),
		where:   look.NewText("", look.ColorQuiet, 1, fyne.TextStyle{}),
	}
	s.what.SetMinRunes(200)
	s.stop = look.Target(widget.NewButtonWithIcon(words.T("logview.save.stop.short"), theme.CancelIcon(), stop), false)
	s.file = container.NewHBox()
	if open != nil {
		s.file.Add(look.Target(widget.NewButtonWithIcon(words.T("logview.save.open"), theme.FileIcon(), func() { open(s.path) }), false))
		s.file.Add(look.Target(widget.NewButtonWithIcon(words.T("logview.save.folder"), theme.FolderOpenIcon(), func() { open(filepath.Dir(s.path)) }), false))
	}
	s.copyIt = look.Target(widget.NewButtonWithIcon("", theme.ContentCopyIcon(), func() { copyText(s.toCopy()) }), false)
	s.close = look.Target(widget.NewButtonWithIcon("", theme.CancelIcon(), s.hide), false)
	head := container.NewHBox(container.NewCenter(s.mark), s.what, gap())
	s.line = container.NewBorder(nil, nil, head, container.NewHBox(s.stop, s.file, s.copyIt, s.close), s.where)
	s.root = container.NewStack(look.NewGround(look.ColorPanel, look.ColorLine, 0), look.Inset(s.line, 2, 0))
	s.root.Hide()
	return s
}

// busy says how many percent are done.
func (s *savedStrip) busy(percent int64) {
	what := words.T("logview.save.busy", percent)
	if s.root.Visible() && s.stop.Visible() {
		if s.what.Full() != what {
			s.what.SetText(what)
			s.line.Refresh()
		}
		return
	}
	s.say(look.ShapeHalfOpen, look.ColorInfo, what, "", "")
	s.stop.Show()
	s.close.Hide()
	s.show()
}

// stopped says that the person stopped it.
func (s *savedStrip) stopped() {
	s.say(look.ShapeUnknown, look.ColorUnknown, words.T("logview.save.stopped"), "", "")
	s.show()
}

// failed says why there is no file.
func (s *savedStrip) failed(t words.Trouble) {
	why := t.Advice
	if t.Technical != "" {
		why = words.T("logview.save.why", t.Advice, look.Visible(t.Technical))
	}
	s.say(look.ShapeFailed, look.ColorBad, words.T("logview.save.failed", t.Title), why, "")
	s.show()
}

// done says where the file lies, and how many lines of those that were shown are not in it.
func (s *savedStrip) done(written, lost int64, path string) {
	what := words.T("logview.saved", thousands(written))
	switch {
	case written == 1 && lost == 0:
		what = words.T("logview.saved.one")
	case lost > 0:
		what = words.T("logview.saved.lost", thousands(written), thousands(lost))
	}
	shape, color := look.ShapePassed, look.ColorGood
	if lost > 0 {
		shape, color = look.ShapeErrored, look.ColorAttention
	}
	s.say(shape, color, what, look.Visible(path), path)
	s.show()
}

func (s *savedStrip) say(shape look.Shape, color fyne.ThemeColorName, what, where, path string) {
	s.mark.Set(shape, color)
	s.what.SetText(what)
	s.where.SetText(where)
	s.path = path
	s.stop.Hide()
	s.close.Show()
	s.copyIt.Hide()
	if where != "" {
		s.copyIt.Show()
	}
	s.file.Hide()
	if path != "" {
		s.file.Show()
	}
}

// toCopy is what is of use elsewhere.
func (s *savedStrip) toCopy() string {
	if s.path != "" {
		return s.path
	}
	return s.what.Full() + " " + s.where.Full()
}

func (s *savedStrip) show() {
	s.root.Show()
	s.root.Refresh()
	s.changed()
}

func (s *savedStrip) hide() {
	s.root.Hide()
	s.changed()
}

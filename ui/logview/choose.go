package logview

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/logging/known"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// Logs finds and opens the logs of this PC. Its methods may take long, and run on any
// goroutine.
type Logs interface {
	Find(ctx context.Context) []known.Log
	Open(l known.Log) (Log, error)
}

// Log is a Source of the pane's own, which it closes.
type Log interface {
	Source
	Close() error
}

// chooseLog looks for logs and offers them below the log's name.
func (p *Panel) chooseLog() {
	if p.ctx == nil {
		return
	}
	p.wg.Go(func() {
		found := p.d.Logs.Find(p.ctx)
		p.d.Do(func() {
			c := fyne.CurrentApp().Driver().CanvasForObject(p.bar.name)
			if c == nil || p.ctx.Err() != nil {
				return
			}
			menu := widget.NewPopUpMenu(p.logMenu(found), c)
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.bar.name)
			menu.ShowAtPosition(at.AddXY(0, p.bar.name.Size().Height))
		})
	})
}

// logMenu lists the program's own log, the others found, and any file.
func (p *Panel) logMenu(found []known.Log) *fyne.Menu {
	now := p.log.get()
	add := func(m *fyne.Menu, label, path string, do func()) {
		item := fyne.NewMenuItem(label, do)
		item.Checked = now.path == path
		m.Items = append(m.Items, item)
	}
	m := fyne.NewMenu("")
	add(m, p.own.name, "", p.followOwn)
	for _, l := range found {
		if l.Name != known.NameOwn {
			add(m, logLabel(l), l.Path, func() { p.Follow(l) })
		}
	}
	if p.d.Browse != nil {
		m.Items = append(m.Items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(words.T("logview.browse"), func() {
			p.d.Browse(p.FollowFile)
		}))
	}
	return m
}

// logLabel names a log in the menu: the program that writes it, and the file.
func logLabel(l known.Log) string {
	return look.Visible(words.T("logview.log", l.Name, filepath.Base(l.Path), words.Bytes(l.Size)))
}

// FollowFile follows any file.
func (p *Panel) FollowFile(path string) {
	p.Follow(known.Log{Name: filepath.Base(path), Path: path})
}

// Follow follows another log. One that cannot be opened leaves the present one, and says
// why.
func (p *Panel) Follow(l known.Log) {
	if p.d.Logs == nil || p.ctx == nil {
		return
	}
	p.wg.Go(func() {
		log, err := p.d.Logs.Open(l)
		p.d.Do(func() {
			if err != nil {
				p.bar.tell(words.T("logview.cannot", look.Visible(filepath.Base(l.Path)), words.Error(err).Title))
				return
			}
			to := own(log, l.Name, &p.wg)
			to.path, to.close = l.Path, func() { _ = log.Close() }
			p.use(to)
		})
	})
}

// followOwn goes back to the program's own log.
func (p *Panel) followOwn() { p.use(p.own) }

// use shows another log from its end, with the filter that is set.
func (p *Panel) use(to *followed) {
	was := p.log.set(to)
	if was == to {
		if p.ctx.Err() != nil {
			to.close()
		}
		return
	}
	p.seen, p.flow = to.now(), flow{} // at once: what is asked for about the log is of this
	p.unpick()
	p.wanted = none
	p.bar.called(to.name)
	p.rows.again()
	p.refilter()
	p.lookForErrors()
	p.startOver()
	if p.d.Chosen != nil {
		p.d.Chosen(to.path)
	}
	p.wg.Go(was.close)
}

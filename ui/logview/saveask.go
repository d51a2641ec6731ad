package logview

import (
	"context"
	"errors"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"stationcompanion/ui/words"
)

// saveItem is the menu's: it saves what is shown, or stops that.
func (p *Panel) saveItem() *fyne.MenuItem {
	if p.saving != nil {
		return fyne.NewMenuItem(words.T("logview.save.stop"), p.stopSaving)
	}
	n := p.list().Len()
	label := words.T("logview.save", thousands(n))
	switch {
	case n == 1:
		label = words.T("logview.save.one")
	case p.log.get().folds: // repeats are not counted
		label = words.T("logview.save.these")
	}
	item := fyne.NewMenuItem(label, p.save)
	item.Disabled = n == 0
	return item
}

// save saves the lines that are shown now, beside the window; those too that are folded
// into others, and those that are still being looked for. What comes meanwhile is not among
// them.
func (p *Panel) save() {
	l := p.list()
	if p.saving != nil || p.ctx == nil || p.ctx.Err() != nil || l.Len() == 0 {
		return
	}
	ctx, stop := context.WithCancel(p.ctx)
	log := p.log.get()
	s := &saving{list: l, from: log.now(), now: log.now, stop: stop}
	s.after = teller(p.d.Do, time.Now, func(percent int64) {
		if p.saving == s {
			p.saved.busy(percent)
		}
	})
	find := func() searcher { return nil }
	if f := p.filter().shown(); log.folds {
		f.fold = false
		if q, err := f.query(); err == nil {
			find = func() searcher { return log.find(f, q) }
		}
	}
	p.saving = s
	p.saved.busy(0)
	name := saveName(p.log.get().name, p.bar.filter(), time.Now())
	p.wg.Go(func() {
		defer stop()
		path, err := p.d.Save(name, func(w io.Writer) error { return s.all(ctx, find(), w) })
		p.d.Do(func() { p.sayWhatWasSaved(s, path, err) })
	})
}

// stopSaving ends it; nothing is left of the file.
func (p *Panel) stopSaving() {
	if p.saving != nil {
		p.saving.stop()
	}
}

// sayWhatWasSaved says how it ended.
func (p *Panel) sayWhatWasSaved(s *saving, path string, err error) {
	p.saving = nil
	switch {
	case p.ctx.Err() != nil: // so is the window
	case errors.Is(err, context.Canceled):
		p.saved.stopped()
	case errors.Is(err, errNothing):
		p.saved.failed(words.Trouble{Title: words.T("logview.save.nothing")})
	case err != nil:
		p.saved.failed(words.Error(err))
	default:
		p.saved.done(s.written, s.lost, path)
	}
}

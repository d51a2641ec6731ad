package ui

import (
	"context"

	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/check"
	"stationcompanion/ui/cli"
	"stationcompanion/ui/words"
)

// bundleCheck is the check of the connection that a bundle is made with: it begins with the
// preview where none is fresh, can be stopped, and its findings join the files. Meanwhile
// everything on the page works, Save too.
//
//	preview opens ─► worker: Check ─► UI: "Checking… 3 of 10" ─► UI: inputs, files made anew
//	Stop, page left ─► the check's context ends; what was found is dropped
type bundleCheck struct {
	cancel context.CancelFunc // nil: none is under way
	turn   int                // of the newest; what another found is dropped
	done   int                // layers
}

// checkable tells whether there is a connection to check: not of demo data.
func (p *bundlePage) checkable() bool {
	return p.w.o.Using != nil && p.w.o.Check != nil && !p.w.snap.Demo
}

// pressCheck begins a check, or stops the one that runs.
func (p *bundlePage) pressCheck() {
	if p.checking.cancel != nil {
		p.stopCheck()
		p.progress.SetText(words.T("bundle.check_stopped"))
		return
	}
	p.beginCheck()
}

// checkUnlessFresh begins a check where the last one is old, or of another server.
func (p *bundlePage) checkUnlessFresh() {
	if p.checkable() && !cli.FreshCheck(p.w.Checked(), p.w.snap.Server, p.w.o.Now()) {
		p.beginCheck()
	}
	p.paintCheck()
}

func (p *bundlePage) beginCheck() {
	w, cfg := p.w, p.w.o.Using()
	ctx, cancel := context.WithCancel(w.ctx)
	p.checking.turn++
	p.checking.cancel, p.checking.done = cancel, 0
	turn := p.checking.turn
	here := func(fn func()) {
		w.o.Do(func() {
			if p.open && turn == p.checking.turn {
				fn()
			}
		})
	}
	w.wg.Go(func() {
		defer cancel()
		w.checking(w.o.Check)(ctx, cfg, func(check.Result) { here(p.checkedOne) })
		here(p.checkDone)
	})
	p.paintCheck()
}

func (p *bundlePage) checkedOne() {
	p.checking.done++
	p.paintCheck()
}

// checkDone takes the findings into the bundle.
func (p *bundlePage) checkDone() {
	p.stopCheck()
	p.progress.SetText(words.T("bundle.check_done"))
	if p.ready {
		p.inputs.Check = p.w.Checked()
		p.make()
	}
}

// stopCheck ends the check; it is also called when the page is left.
func (p *bundlePage) stopCheck() {
	if p.checking.cancel != nil {
		p.checking.cancel()
		p.checking.cancel = nil
	}
	p.checking.turn++
	p.paintCheck()
}

// paintCheck says how far it is, and what the button does.
func (p *bundlePage) paintCheck() {
	if p.checking.cancel != nil {
		n := len(check.Steps())
		p.progress.SetText(words.T("bundle.checking", min(p.checking.done+1, n), n))
		p.check.SetText(words.T("check.stop"))
		p.check.SetIcon(theme.CancelIcon())
		return
	}
	p.check.SetText(words.T("support.check"))
	p.check.SetIcon(nil)
	if !p.checkable() {
		p.check.Disable()
	}
}

package settings

import (
	"context"
	"errors"

	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// plan is one save, taken off the widgets before the work begins.
type plan struct {
	scope  station.Scope
	base   station.Stamp
	change station.Change
	token  tokenPlan
}

// tokenPlan is what becomes of the token of an origin.
type tokenPlan struct {
	origin string
	set    secret.Token // saved when not empty
	forget bool
	was    secret.Token // for undo; empty when there was none
	known  bool         // was is what was there, not merely not heard of
}

func (t tokenPlan) any() bool { return t.forget || !t.set.Empty() }

// back is the plan that puts the token back as it was.
func (t tokenPlan) back() tokenPlan {
	if !t.any() || !t.known {
		return tokenPlan{}
	}
	return tokenPlan{origin: t.origin, set: t.was, forget: t.was.Empty(), was: t.set, known: true}
}

// outcome is what became of a plan.
type outcome struct {
	saved    station.Saved
	err      error // of the settings; the token was not tried then
	token    bool  // the token was changed
	place    secret.Place
	tokenErr error
}

// empty reports whether nothing would be written to the file.
func (p plan) empty() bool { return len(p.change.Set) == 0 && len(p.change.Unset) == 0 }

// do saves the settings, then the token: so a conflict in the file leaves the token alone.
// It blocks, and may wait for a keyring.
func (p plan) do(ctx context.Context, cfg Config, tokens Tokens) outcome {
	var out outcome
	if !p.empty() {
		if out.saved, out.err = cfg.Save(p.scope, p.base, p.change); out.err != nil {
			return out
		}
	}
	ctx, cancel := context.WithTimeout(ctx, keyringTime)
	defer cancel()
	switch {
	case p.token.forget:
		out.tokenErr = tokens.Delete(ctx, p.token.origin)
	case !p.token.set.Empty():
		out.place, out.tokenErr = tokens.Save(ctx, p.token.origin, p.token.set)
	}
	out.token = p.token.any() && out.tokenErr == nil
	return out
}

// plan takes the values being edited.
func (d *Dialog) plan() plan {
	return plan{
		scope: d.draft.scope, base: d.draft.file().Stamp, change: d.draft.change(),
		token: tokenPlan{origin: d.token.origin, set: d.token.typed(), forget: d.token.forget,
			was: d.token.held, known: !d.token.asking && d.token.err == nil},
	}
}

// save writes what changed.
func (d *Dialog) save() {
	if d.saving || d.saveBtn.Disabled() {
		return
	}
	d.carryOut(d.plan(), false)
}

// carryOut does a plan off the UI goroutine and shows what became of it.
func (d *Dialog) carryOut(p plan, undone bool) {
	d.saving = true
	d.paintStatus()
	d.run(func() {
		out := p.do(d.ctx, d.d.Config, d.d.Tokens)
		d.post(func() { d.carriedOut(p, out, undone) })
	})
}

func (d *Dialog) carriedOut(p plan, out outcome, undone bool) {
	d.saving = false
	if changed, ok := errors.AsType[*station.ChangedError](out.err); ok {
		d.paintStatus()
		d.showConflict(p, changed, undone)
		return
	}
	if out.err == nil {
		d.draft.restart(d.d.Config.State())
		if out.tokenErr == nil {
			d.token.entry.put("")
		}
		d.load()
		d.token.look(d.server.origin(), 0)
		if !p.empty() || out.token {
			d.d.saved(out.saved)
		}
	}
	d.paintStatus()
	d.showOutcome(p, out, undone)
}

// takeTheirs drops the edits and shows what the file holds now.
func (d *Dialog) takeTheirs(theirs station.File) {
	st := d.d.Config.State()
	if d.draft.scope == station.ScopeEveryone {
		st.Everyone = theirs
	} else {
		st.User = theirs
	}
	d.draft.restart(st)
	d.load()
	d.showEditor()
}

// keepMine saves the same change on top of what the file holds now.
func (d *Dialog) keepMine(p plan, theirs station.File, undone bool) {
	p.base = theirs.Stamp
	d.showEditor()
	d.carryOut(p, undone)
}

// showEditor goes back to the fields.
func (d *Dialog) showEditor() {
	d.leave = d.Close
	d.frame.show(d.editor)
	d.paintStatus()
}

package ui

import (
	"context"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/client/support"
	"stationcompanion/ui/words"
)

// runCheck is a check of the connection, see check.Run.
type runCheck = func(ctx context.Context, cfg client.Config, each func(check.Result)) []check.Result

// checkConnection leads to the check of the connection.
func (w *Window) checkConnection() {
	w.sheet.close()
	if d := w.openSettings(); d != nil {
		d.FocusServer()
	}
}

// checking remembers what each check found, for a bundle.
func (w *Window) checking(run runCheck) runCheck {
	return func(ctx context.Context, cfg client.Config, each func(check.Result)) []check.Result {
		found := run(ctx, cfg, each)
		if len(found) > 0 && ctx.Err() == nil {
			w.checked.Store(supportCheck(found, w.o.Now()))
		}
		return found
	}
}

// Checked is what the last check of the connection found; nil when none ran. It may be
// called from any goroutine.
func (w *Window) Checked() *support.Check { return w.checked.Load() }

func supportCheck(found []check.Result, at time.Time) *support.Check {
	c := &support.Check{At: at}
	for _, r := range found {
		s := support.Step{ID: string(r.ID), Result: "failed", TookMS: float64(r.Took.Microseconds()) / 1000, Evidence: r.Evidence}
		switch {
		case r.OK:
			s.Result = "ok"
		case r.Skipped:
			s.Result = "skipped"
		}
		if t := words.CheckResult(r); r.Err != nil {
			s.Words, s.Cause = t.Joined(), r.Err.Error()
		}
		c.Steps = append(c.Steps, s)
	}
	return c
}

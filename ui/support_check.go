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
		s := support.Step{ID: string(r.ID), TookMS: float64(r.Took.Microseconds()) / 1000, Evidence: r.Evidence}
		s.Result = string(r.State)
		if t := words.CheckResult(r); r.State == check.Failed || r.State == check.Notice {
			s.Words = t.Joined()
		}
		if r.Err != nil {
			s.Cause = r.Err.Error()
		}
		c.Steps = append(c.Steps, s)
	}
	return c
}

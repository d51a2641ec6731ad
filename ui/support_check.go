package ui

import (
	"context"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/client/support"
	"stationcompanion/ui/cli"
)

// runCheck is a check of the connection, see check.Run.
type runCheck = func(ctx context.Context, cfg client.Config, each func(check.Result)) []check.Result

// checking remembers what each check found, for a bundle.
func (w *Window) checking(run runCheck) runCheck {
	return func(ctx context.Context, cfg client.Config, each func(check.Result)) []check.Result {
		found := run(ctx, cfg, each)
		if len(found) > 0 && ctx.Err() == nil {
			w.checked.Store(cli.SupportCheck(found, w.o.Now()))
		}
		return found
	}
}

// Checked is what the last check of the connection found; nil when none ran. It may be
// called from any goroutine.
func (w *Window) Checked() *support.Check { return w.checked.Load() }

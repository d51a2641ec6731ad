package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"stationcompanion/ui/cli"
	"stationcompanion/ui/instance"
	"stationcompanion/ui/words"
)

// gone is how long the program may take to end; what has not ended then is left.
const gone = 900 * time.Millisecond

// raiseTimeout is how long a second start waits for the first window to answer.
const raiseTimeout = 3 * time.Second

// openWindow opens the window and gives the exit code after it was closed. Where no
// window can be, it says so and prints the status instead.
func openWindow(ctx context.Context, c cli.Command, env cli.Env) int {
	if !instance.HasDisplay() {
		return asText(ctx, c, env, "cli.no_display")
	}
	host, ok, err := instance.Claim(instance.Dir(), instance.SessionKey())
	if err == nil && !ok {
		return raise(ctx, env)
	}
	p, startErr := start(ctx, c, host)
	if startErr != nil {
		return cannotStart(env, startErr)
	}
	if err != nil {
		p.logger.Warn().Err(err).Msg("No single window: claim not possible")
	}
	why, startErr := p.show()
	p.close()
	if startErr != nil {
		return cannotStart(env, startErr)
	}
	if why != "" {
		return asText(ctx, c, env, why)
	}
	return cli.ExitOK
}

// cannotStart says that the program could not be put together, and why.
func cannotStart(env cli.Env, err error) int {
	fmt.Fprintln(env.Err, words.T("cli.cannot_start"), words.T("cli.cannot_start_next"))
	fmt.Fprintln(env.Err, words.T("cli.cause", words.Error(err).Technical))
	return cli.ExitBad
}

// asText says why there is no window and prints the status; its code is the exit code.
func asText(ctx context.Context, c cli.Command, env cli.Env, key string) int {
	fmt.Fprintln(env.Err, words.T(key))
	c.Name = "status"
	return cli.Run(ctx, c, env)
}

// raise brings the window that is there to the front. One that has just started may
// not listen yet.
func raise(ctx context.Context, env cli.Env) int {
	ctx, cancel := context.WithTimeout(ctx, raiseTimeout)
	defer cancel()
	for {
		_, err := instance.Ask(ctx, instance.Dir(), instance.SessionKey(), "show", nil)
		if err == nil {
			return cli.ExitOK
		}
		select {
		case <-ctx.Done():
			fmt.Fprintln(env.Err, words.T("cli.already_running"))
			return cli.ExitBad
		case <-time.After(50 * time.Millisecond):
			if !errors.Is(err, instance.ErrNone) {
				cancel()
			}
		}
	}
}

// endBy ends the program hard when it has not ended by itself soon after it began to.
func (p *program) endBy() *time.Timer {
	return time.AfterFunc(gone, func() {
		p.logger.Error().Dur("waited_ms", gone).Msg("Shutdown took too long")
		os.Exit(cli.ExitBad)
	})
}

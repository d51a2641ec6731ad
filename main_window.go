package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
	file, err := fileOf(c)
	if err != nil {
		return cannotStart(env, err)
	}
	host, ok, claimErr := instance.Claim(instance.Dir(), instance.SessionKey())
	if claimErr == nil && !ok {
		return raise(ctx, env, file)
	}
	p, startErr := start(ctx, c, host)
	if startErr != nil {
		return cannotStart(env, startErr)
	}
	if claimErr != nil {
		p.logger.Warn().Err(claimErr).Msg("No single window: claim not possible")
	}
	why, startErr := p.show(file)
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

// fileOf is the whole path of the file to open; empty where there is none. The window
// that opens it may have started in another folder.
func fileOf(c cli.Command) (string, error) {
	if c.Name != cli.CmdOpen {
		return "", nil
	}
	return filepath.Abs(c.Args[0])
}

// raise brings the window that is there to the front, with a file to open where one was
// given. A window that has just started may not listen yet.
func raise(ctx context.Context, env cli.Env, file string) int {
	verb := "show"
	if file != "" {
		verb = "open"
	}
	ctx, cancel := context.WithTimeout(ctx, raiseTimeout)
	defer cancel()
	for {
		_, err := instance.Ask(ctx, instance.Dir(), instance.SessionKey(), verb, []byte(file))
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

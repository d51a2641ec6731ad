// Station Companion shows who a test station is, whether its WATS server answers, what
// is happening, and what a report says: as one window, and as text for consoles.
//
// This file reads the command line; main_window.go puts the window's parts together and
// takes them apart again.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"fyne.io/fyne/v2/theme"

	"stationcompanion/client/proxy"
	"stationcompanion/client/report/export"
	"stationcompanion/ui/cli"
)

// version is set when the program is built: -ldflags "-X main.version=1.2.3".
var version = "dev"

// threads is "checked" in builds whose window toolkit shall report every widget touched
// from the wrong goroutine: -ldflags "-X main.threads=checked". The checks cost time, so
// only the end-to-end tests have them.
var threads string

// started is when the program began, for the time to the first frame.
var started = time.Now()

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	c, err := cli.Parse(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return cli.ExitUsage
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	env := cli.Env{Out: os.Stdout, Err: os.Stderr, Version: version, Fonts: fonts, Desktop: proxy.OfDesktop()}
	if (c.Name == "" || c.Name == cli.CmdOpen) && !c.Flags.Help && !c.Flags.Version {
		return openWindow(ctx, c, env)
	}
	return cli.Run(ctx, c, env)
}

// fonts gives the window's fonts to PDFs made on the command line.
func fonts() export.Fonts {
	return export.Fonts{
		Regular: theme.DefaultTextFont().Content(),
		Bold:    theme.DefaultTextBoldFont().Content(),
		Mono:    theme.DefaultTextMonospaceFont().Content(),
	}
}

// Package cli gives the same facts as the window as text and JSON, for consoles and
// scripts: status, check, lookup, show, logs, config, code, bundle, demo. One table of
// exit codes for all.
//
// Texts that came from a report, a server or a file never reach the terminal as they
// are: control and direction characters are replaced in text and escaped in JSON.
package cli

import (
	"bufio"
	"context"
	"io"

	"stationcompanion/client"
	"stationcompanion/client/proxy"
	"stationcompanion/client/report/export"
	"stationcompanion/ui/instance"
	"stationcompanion/ui/words"
)

// The exit codes of every subcommand.
const (
	ExitOK    = 0 // done, or well
	ExitBad   = 1 // failed, wrong or incomplete; said in words
	ExitUsage = 2 // wrong usage
	ExitNone  = 3 // nothing found
)

// The subcommands.
const (
	cmdWindow = ""
	cmdStatus = "status"
	cmdLookup = "lookup"
	cmdShow   = "show"
	cmdLogs   = "logs"
	cmdConfig = "config"
	cmdDemo   = "demo"
	cmdCode   = "code"
	cmdBundle = "bundle"
	cmdCheck  = "check"
	cmdHelp   = "help"
	// CmdOpen opens a report file in the window; the program itself runs it.
	CmdOpen = "open"
)

// Env is what a command runs with.
type Env struct {
	Out, Err io.Writer
	Version  string // of the program
	// AskWindow asks this user's running window; nil asks through package instance.
	AskWindow func(ctx context.Context, verb string) ([]byte, error)
	// Fonts gives the fonts of a PDF; nil where the program has none.
	Fonts func() export.Fonts
	// Desktop is the desktop's proxy settings; nil where it is not asked.
	Desktop proxy.System

	timing client.Timing // of the connection; tests do not wait for retries
}

// Run runs a subcommand (Name not empty), --help or --version and gives the exit code.
// It ends when ctx does.
func Run(ctx context.Context, c Command, env Env) int {
	if env.AskWindow == nil {
		env.AskWindow = func(ctx context.Context, verb string) ([]byte, error) {
			return instance.AskAny(ctx, instance.Dir(), verb, nil)
		}
	}
	p := newPrinter(env.Out)
	code := run(ctx, c, env, p)
	if err := p.flush(); err != nil && code == ExitOK {
		tell(env.Err, words.Error(err))
		return ExitBad
	}
	return code
}

func run(ctx context.Context, c Command, env Env, p *printer) int {
	switch {
	case c.Flags.Help || c.Name == cmdHelp:
		p.line(words.T("cli.help"))
		return ExitOK
	case c.Flags.Version:
		p.line(words.T("cli.version", env.Version))
		return ExitOK
	}
	switch c.Name {
	case cmdStatus:
		return runStatus(ctx, c, env, p)
	case cmdCheck:
		return runCheck(ctx, c, env, p)
	case cmdLookup:
		return runLookup(ctx, c, env, p)
	case cmdShow:
		return runShow(ctx, c, env, p)
	case cmdLogs:
		return runLogs(ctx, c, env, p)
	case cmdConfig:
		return runConfig(c, env, p)
	case cmdCode:
		return runCode(c, env, p)
	case cmdBundle:
		return runBundle(ctx, c, env, p)
	case cmdDemo:
		return runDemo(ctx, c, env, p)
	}
	tellLine(env.Err, words.T("cli.usage.command", words.Visible(c.Name)))
	return ExitUsage
}

// printer writes lines and remembers the first failure, so that a full disk or a
// closed pipe shows in the exit code.
type printer struct {
	w   *bufio.Writer
	err error
}

func newPrinter(w io.Writer) *printer { return &printer{w: bufio.NewWriter(w)} }

func (p *printer) line(text string) {
	if _, err := p.w.WriteString(text + "\n"); err != nil && p.err == nil {
		p.err = err
	}
}

func (p *printer) flush() error {
	if err := p.w.Flush(); err != nil && p.err == nil {
		p.err = err
	}
	return p.err
}

// drop forgets what could not be written, and why.
func (p *printer) drop() {
	p.w.Reset(io.Discard)
	p.err = nil
}

// tell writes what went wrong, what to do next and the cause.
func tell(w io.Writer, t words.Trouble) {
	tellLine(w, t.Joined())
	if t.Technical != "" {
		tellLine(w, words.T("cli.cause", t.Technical))
	}
}

func tellLine(w io.Writer, text string) {
	io.WriteString(w, text+"\n") // #nosec G104 -- there is nobody left to tell
}

package cli

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"syscall"

	"stationcompanion/logging"
	"stationcompanion/logging/tail"
	"stationcompanion/ui/words"
)

// How many lines `logs` prints without --lines, and with it at most.
const (
	defaultLines = 1000
	maxLines     = 100_000_000
)

// levelNamed reads a level in any letter case; Unknown where it is none.
func levelNamed(name string) tail.Level {
	for level := tail.Debug; level <= tail.Error; level++ {
		if strings.EqualFold(name, level.String()) {
			return level
		}
	}
	return tail.Unknown
}

// checkLogs finds flags of `logs` that do not fit each other.
func checkLogs(c Command) error {
	o := c.Options.Logs
	switch {
	case o.List && (len(c.Args) > 0 || o != LogOptions{List: true}):
		return &UsageError{words.T("cli.usage.list")}
	case len(c.Args) > 1:
		return &UsageError{words.T("cli.usage.logs")}
	case o.Grep != "" && o.Regex != "":
		return &UsageError{words.T("cli.usage.one_text")}
	case o.Case && o.Grep == "" && o.Regex == "":
		return &UsageError{words.T("cli.usage.case")}
	}
	return nil
}

// runLogs prints the end of a log, filtered, and follows it where that is asked for. It
// writes nothing anywhere, not even into the program's own log.
func runLogs(ctx context.Context, c Command, env Env, p *printer) int {
	o := c.Options.Logs
	if o.List {
		return listLogs(ctx, c, env, p)
	}
	filter := filterOf(o)
	query, err := filter.Compile()
	if err != nil {
		tellLine(env.Err, words.T("cli.usage.regex", strings.TrimSuffix(words.Visible(err.Error()), ".")))
		return ExitUsage
	}
	from, name := logToRead(c)
	t, err := tail.Open(from)
	if err != nil {
		return cannotRead(c, env, name, err)
	}
	defer t.Close()
	if t.Path() == "" && !o.Follow {
		return noLog(env)
	}
	r := &logReader{tail: t, name: name, p: p, out: env.Out, err: env.Err, write: lineWriter(p, c.Options.JSON, isTerminal(env.Out))}
	if filter != (tail.Filter{}) { // else all lines pass
		r.search = t.Search(query)
		defer r.search.Close()
	}
	return r.run(ctx, o)
}

// filterOf is the question to the log.
func filterOf(o LogOptions) tail.Filter {
	f := tail.Filter{Text: o.Grep, Case: o.Case, Correlation: o.Correlation}
	if o.Level != "" {
		f.Level = levelNamed(o.Level)
	}
	if o.Regex != "" {
		f.Text, f.Regexp = o.Regex, true
	}
	return f
}

// logToRead is what the command line names, and how to call it.
func logToRead(c Command) (o tail.Options, name string) {
	if len(c.Args) == 0 {
		dir := logging.DefaultDir()
		return tail.Options{Dir: dir}, dir
	}
	name = c.Args[0]
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return tail.Options{Dir: name}, name
	}
	return tail.Options{Path: name}, name
}

// cannotRead says why there is nothing to read.
func cannotRead(c Command, env Env, name string, err error) int {
	missing := errors.Is(err, fs.ErrNotExist)
	switch {
	case missing && len(c.Args) == 0:
		return noLog(env)
	case missing:
		tell(env.Err, words.Trouble{Title: words.T("cli.logs.missing", words.Visible(name)), Advice: words.T("cli.logs.missing_advice")})
	default:
		tell(env.Err, words.Trouble{
			Title: words.T("cli.logs.unreadable", words.Visible(name)), Advice: words.T("cli.logs.unreadable_advice"),
			Technical: words.Error(err).Technical,
		})
	}
	return ExitBad
}

func noLog(env Env) int {
	tell(env.Err, words.Trouble{Title: words.T("cli.logs.none"), Advice: words.T("cli.logs.none_advice")})
	return ExitNone
}

// isClosed reports whether nobody reads the output any more, as with "| head".
func isClosed(err error) bool {
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return true
	}
	const brokenPipe, noData = syscall.Errno(109), syscall.Errno(232) // as Windows numbers them
	return runtime.GOOS == "windows" && (errors.Is(err, brokenPipe) || errors.Is(err, noData))
}

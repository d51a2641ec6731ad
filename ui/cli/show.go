package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/client/report/export"
	"stationcompanion/ui/words"
)

// The forms of `show --format`.
const (
	formatText = "text" // also when the flag is left out
	formatJSON = "json"
	formatCSV  = "csv"
	formatPDF  = "pdf"
	formatWSJF = "wsjf"
)

var formats = []string{formatText, formatJSON, formatCSV, formatPDF, formatWSJF}

// Where a report or an answer comes from, in JSON.
const (
	sourceFile   = "file"
	sourceServer = "server"
	sourceSaved  = "saved"
)

// maxNamed is how many problems are named on standard error; the report has them all.
const maxNamed = 20

// shown is a report with where it comes from. With err, report is what could be read
// before it, or nil.
type shown struct {
	report *report.Report
	source string
	where  string    // file or server, for the PDF
	saved  time.Time // of a saved copy
	cause  error     // why it is one
	err    error
}

// runShow prints or saves one report in the form asked for. A report that could be read
// only in part is handed on all the same, said to be so, and gives ExitBad.
func runShow(ctx context.Context, c Command, env Env, p *printer) int {
	if why := cannotShow(c, env); why != "" {
		tellLine(env.Err, why)
		return ExitUsage
	}
	if c.Options.Format == formatPDF && env.Fonts == nil {
		tell(env.Err, words.Trouble{Title: words.T("cli.show.fonts"), Advice: words.T("cli.show.fonts_advice")})
		return ExitBad
	}
	s, end, code := findShown(ctx, c, env)
	defer end()
	switch {
	case code != ExitOK:
		return code
	case s.report == nil:
		return s.failed(c, env, p)
	}
	if err := s.put(ctx, c, env, p); err != nil {
		p.flush() //nolint:errcheck // an error is told already
		tell(env.Err, putTrouble(c, err))
		return ExitBad
	}
	p.flush() //nolint:errcheck // what was read comes before what was not; Run tells
	return s.judge(c, env)
}

// cannotShow says what makes no sense before anything is read; mostly nothing.
func cannotShow(c Command, env Env) string {
	raw := c.Options.Format == formatPDF || c.Options.Format == formatWSJF
	if raw && c.Options.Output == "" && isTerminal(env.Out) {
		return words.T("cli.usage.terminal", c.Options.Format)
	}
	in, inErr := os.Stat(c.Args[0])
	out, outErr := os.Stat(c.Options.Output)
	if inErr == nil && outErr == nil && in.Mode().IsRegular() && os.SameFile(in, out) {
		return words.T("cli.usage.over_itself", words.Visible(c.Options.Output))
	}
	return ""
}

// isTerminal reports whether w is a terminal, as far as can be told: a character device
// that is not the one that swallows all.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// findShown reads the file, else asks for the id. With a code other than ExitOK all is
// said. end is to be called at last.
func findShown(ctx context.Context, c Command, env Env) (s shown, end func(), code int) {
	what, end := c.Args[0], func() {}
	id, isID := client.ParseID(what)
	info, err := os.Stat(what)
	switch {
	case isID && (err != nil || info.IsDir()):
	case errors.Is(err, os.ErrNotExist):
		tellLine(env.Err, words.T("cli.usage.show_what", words.Visible(what)))
		return s, end, ExitUsage
	default: // of what is no readable file, ReadReport says why
		r, err := client.ReadReport(what, report.Limits{})
		return shown{report: r, source: sourceFile, where: what, err: err}, end, ExitOK
	}
	session, err := connect(ctx, c.Flags, env)
	if err != nil {
		tell(env.Err, words.Error(err))
		return s, end, ExitBad
	}
	o, err := session.client.Open(ctx, id)
	s = shown{report: o.Report, source: sourceOf(o.Saved), saved: o.Saved, cause: o.Cause, err: err}
	if s.where = session.client.Snapshot().Server; c.Flags.Demo {
		s.where = words.T("cli.status.demo")
	}
	return s, session.close, ExitOK
}

func sourceOf(saved time.Time) string {
	if saved.IsZero() {
		return sourceServer
	}
	return sourceSaved
}

// failed tells why there is no report at all.
func (s shown) failed(c Command, env Env, p *printer) int {
	asJSON := c
	asJSON.Options.JSON = c.Options.Format == formatJSON && c.Options.Output == ""
	return printFailure(asJSON, env, p, s.err)
}

// judge says what is missing and that it is a saved copy, and gives the exit code.
func (s shown) judge(c Command, env Env) int {
	if s.source == sourceSaved && c.Options.Format != formatJSON {
		tellLine(env.Err, words.T("cli.show.saved", words.SavedBecause(s.saved, s.cause, time.Now())))
	}
	switch {
	case s.err != nil:
		tell(env.Err, s.partTrouble())
		return ExitBad
	case !s.report.Incomplete:
		return ExitOK
	}
	tell(env.Err, s.partTrouble())
	for i, odd := range s.report.Problems {
		if i == maxNamed {
			tellLine(env.Err, "  "+words.T("cli.show.more", len(s.report.Problems)-i))
			break
		}
		tellLine(env.Err, "  "+words.Visible(odd.Where+": "+odd.What))
	}
	return ExitBad
}

// partTrouble says that only a part could be read.
func (s shown) partTrouble() words.Trouble {
	t := words.Error(s.err)
	if s.source != sourceFile && s.err != nil {
		return t
	}
	return words.Trouble{Title: words.T("cli.show.incomplete"), Advice: words.T("cli.show.incomplete_advice"), Technical: t.Technical}
}

// putTrouble says why a report that was read could not be handed on.
func putTrouble(c Command, err error) words.Trouble {
	t := words.Error(err)
	switch {
	case errors.Is(err, report.ErrNoBody), errors.Is(err, export.ErrCut):
		return words.Trouble{Title: words.T("cli.show.cut"), Advice: words.T("cli.show.cut_advice"), Technical: t.Technical}
	case errors.Is(err, context.Canceled) || c.Options.Output == "":
		return t
	}
	t.Title = words.T("cli.show.not_written", words.Visible(c.Options.Output))
	return t
}

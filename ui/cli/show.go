package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/report"
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

// shown is a report with where it comes from. With err, report is what could be read
// before it, or nil.
type shown struct {
	report *report.Report
	source string
	where  string    // file or server, for the PDF
	saved  time.Time // of a saved copy
	cause  error     // why it is one
	err    error
	short  *bool // set when the form handed on does not hold all of the report
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
	s.short = new(bool)
	if err := s.put(ctx, c, env, p); err != nil {
		p.flush() // #nosec G104 -- an error is told already
		tell(env.Err, putTrouble(c, err))
		return ExitBad
	}
	p.flush() // #nosec G104 -- what was read comes before what was not; Run tells
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

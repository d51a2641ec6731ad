package cli

import (
	"context"
	"errors"
	"time"

	"stationcompanion/client/report"
	"stationcompanion/client/report/export"
	"stationcompanion/ui/words"
)

// maxNamed is how many problems are named on standard error; the report has them all.
const maxNamed = 20

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
	case !s.report.Incomplete && s.short != nil && *s.short:
		tell(env.Err, words.Trouble{Title: words.T("cli.show.short"), Advice: words.T("cli.show.short_advice")})
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

package cli

import (
	"context"
	"errors"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/ui/words"
)

// listAnswer is `lookup --json` for everything but a report id.
type listAnswer struct {
	Query  string    `json:"query"`
	ReadAs client.By `json:"read_as"`
	AsOf   string    `json:"as_of"`
	origin
	Reports []report.Header `json:"reports"`
	// Tried is there when nothing was found: every way the text was asked, in order.
	Tried []client.By `json:"tried,omitempty"`
}

// reportAnswer is `lookup --json` for a report id.
type reportAnswer struct {
	Query  string    `json:"query"`
	ReadAs client.By `json:"read_as"`
	AsOf   string    `json:"as_of"`
	origin
	Report       reportSummary `json:"report"`
	FirstFailure *firstFailure `json:"first_failure"` // null where no step failed
}

// origin says in JSON where an answer comes from. SavedAt and Cause are there with saved
// copies only: when the newest of them was saved, and why the server gave no answer.
type origin struct {
	Source  string      `json:"source"` // file, server or saved
	SavedAt string      `json:"saved_at,omitempty"`
	Cause   client.Kind `json:"cause,omitempty"`
}

func originOf(saved time.Time, cause error) origin {
	if saved.IsZero() {
		return origin{Source: sourceServer}
	}
	return origin{sourceSaved, stamp(saved), client.KindOf(cause)}
}

// failedAnswer is `lookup --json` when there is no answer. AsOf and Reports are absent.
type failedAnswer struct {
	Query string      `json:"query"` // empty where it is an access token
	Error lookupError `json:"error"`
}

type lookupError struct {
	Kind   client.Kind `json:"kind"`
	Words  string      `json:"words"`
	Advice string      `json:"advice"`
	Cause  string      `json:"cause"`
}

// kindFile is the kind of error where a file could not be read.
const kindFile client.Kind = "file"

// runLookup asks one question and prints the answer. A report that could be read only
// in part is printed, said to be so, and gives ExitBad.
func runLookup(ctx context.Context, c Command, env Env, p *printer) int {
	session, err := connect(ctx, c.Flags, env)
	if err != nil {
		tell(env.Err, words.Error(err))
		return ExitBad
	}
	defer session.close()
	query := client.Query{Text: c.Args[0], By: c.Options.By, Limit: c.Options.Limit}
	a, err := session.client.Find(ctx, query)
	switch {
	case a.Report != nil:
		return printReport(c, env, p, a, err)
	case err != nil:
		return printFailure(c, env, p, err)
	case len(a.Headers) == 0:
		return printNothing(c, env, p, a)
	}
	printList(c, p, a)
	return ExitOK
}

func printReport(c Command, env Env, p *printer, a client.Answer, err error) int {
	if c.Options.JSON {
		writeJSON(p, reportAnswer{
			Query: c.Args[0], ReadAs: a.ReadAs.By, AsOf: stamp(a.AsOf), origin: originOf(a.Saved, a.Cause),
			Report: summarise(a.Report, jsonNumber), FirstFailure: firstFailureOf(a.Report, jsonNumber),
		})
	} else {
		writeReport(p, a)
	}
	switch {
	case err != nil:
		p.flush() // #nosec G104 -- what was read comes before what was not
		tell(env.Err, words.Error(err))
		return ExitBad
	case a.Report.Incomplete:
		return ExitBad // the report itself says so
	}
	return ExitOK
}

func printFailure(c Command, env Env, p *printer, err error) int {
	t, kind := words.Error(err), kindOf(err)
	if c.Options.JSON {
		asked := c.Args[0]
		if e, ok := errors.AsType[*client.Error](err); ok && e.Detail == client.QuestionToken {
			asked = ""
		}
		writeJSON(p, failedAnswer{asked, lookupError{kind, t.Title, t.Advice, t.Technical}})
	}
	tell(env.Err, t)
	if kind == client.KindNotFound {
		return ExitNone
	}
	return ExitBad
}

// kindOf is the kind of any error here.
func kindOf(err error) client.Kind {
	if _, ok := errors.AsType[*client.FileError](err); ok {
		return kindFile
	}
	return client.KindOf(err)
}

func printNothing(c Command, env Env, p *printer, a client.Answer) int {
	if c.Options.JSON {
		answer := listOf(c, a)
		for _, r := range a.Tried {
			answer.Tried = append(answer.Tried, r.By)
		}
		writeJSON(p, answer)
		return ExitNone
	}
	p.line(words.T("cli.lookup.nothing", words.Visible(a.Clean), words.Tried(a), words.AsOf(a.AsOf)))
	p.line(words.T("cli.lookup.nothing_advice"))
	return ExitNone
}

func printList(c Command, p *printer, a client.Answer) {
	if c.Options.JSON {
		writeJSON(p, listOf(c, a))
		return
	}
	now, asOf := a.AsOf, words.AsOf(a.AsOf)
	if !a.Saved.IsZero() {
		now = time.Now()
		asOf = words.T("cli.lookup.saved", words.SavedBecause(a.Saved, a.Cause, now))
	}
	p.line(words.T("cli.lookup.list", words.ReadAs(a), len(a.Headers), asOf))
	rows := make([][]string, 0, len(a.Headers))
	for _, h := range a.Headers {
		rows = append(rows, headerRow(h, now))
	}
	for _, line := range table(rows) {
		p.line(line)
	}
	if a.More {
		p.line(words.T("cli.lookup.more"))
	}
}

func listOf(c Command, a client.Answer) listAnswer {
	headers := a.Headers
	if headers == nil {
		headers = []report.Header{}
	}
	return listAnswer{Query: c.Args[0], ReadAs: a.ReadAs.By, AsOf: stamp(a.AsOf), origin: originOf(a.Saved, a.Cause), Reports: headers}
}

// headerRow is one report as cells: what operators compare first, the id last.
func headerRow(h report.Header, now time.Time) []string {
	operation := h.ProcessName
	if h.ReportType == "R" {
		operation = words.T("cli.lookup.repair", operation)
	}
	cells := []string{
		words.Verdict(h.Verdict()), words.When(h.Start, now), h.SerialNumber,
		h.PartNumber + revision(h.Revision), operation, h.StationName, h.UserName, h.UUID,
	}
	for i := range cells {
		cells[i] = words.Visible(cells[i])
	}
	return cells
}

func revision(rev string) string {
	if rev == "" {
		return ""
	}
	return " " + words.T("cli.report.rev", rev)
}

// stamp writes a moment for scripts: RFC 3339, UTC, milliseconds; empty for no moment.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z07:00")
}

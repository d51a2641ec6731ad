package cli

import (
	"math"
	"strings"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/ui/words"
)

// Bounds of the tree's layout.
const (
	maxIndent = 30 // levels; deeper ones stay there
	nameWidth = 44 // of name and indent together
)

// writeReport prints a report for reading: verdict and first failure first, then who,
// what and when, then every step with its measurements.
func writeReport(p *printer, a client.Answer) {
	r := a.Report
	unit := r.PartNumber + revision(r.Revision) + " · " + r.SerialNumber
	p.line(words.Verdict(r.Verdict()) + "  " + words.Visible(unit))
	asOf := words.AsOf(a.AsOf)
	if !a.Saved.IsZero() {
		asOf = ""
		p.line(words.T("cli.show.saved", words.SavedBecause(a.Saved, a.Cause, time.Now())))
	}
	if r.Incomplete {
		p.line(words.T("cli.lookup.incomplete"))
	}
	if f, ok := r.FirstFailure(); ok {
		writeFirstFailure(p, f)
	}
	for _, line := range reportFacts(r, asOf) {
		p.line(line)
	}
	writeNotes(p, r)
	writeSubUnits(p, r)
	if r.Len() > 0 {
		p.line("")
		p.line(words.T("cli.report.steps", r.Len()))
	}
	for i := range r.Len() {
		writeStep(p, r, r.Step(i))
	}
}

func writeFirstFailure(p *printer, f report.Failure) {
	path := strings.Join(f.Path, " › ")
	if path == "" { // the root itself
		path = f.Step.Name
	}
	p.line(words.T("cli.report.first_failure", words.Visible(path)))
	if f.Measurement >= 0 {
		p.line("  " + measurementText(f.M))
	}
	if f.Step.ErrorMessage != "" {
		p.line("  " + words.Visible(f.Step.ErrorMessage))
	}
}

// measurementText is name, value, limits and how far it is outside.
func measurementText(m report.Measurement) string {
	return joined(words.Visible(m.Name), words.Value(m), words.Limits(m), words.Outside(m))
}

func reportFacts(r *report.Report, asOf string) []string {
	user, took := "", report.Number{}
	kind := words.T("cli.report.test")
	if r.UUT != nil {
		user, took = r.UUT.User, r.UUT.ExecTime
	}
	if r.UUR != nil {
		kind, user, took = words.T("cli.report.repair"), r.UUR.User, r.UUR.ExecTime
	}
	facts := []string{
		joined(kind, operation(r), words.Visible(r.ProductName)),
		joined(words.Visible(r.Station), words.Visible(r.Location), words.Visible(r.Purpose), words.Visible(user)),
		joined(startText(r.Start), seconds(took)),
		joined(words.T("cli.report.id", words.Visible(r.ID)), asOf),
	}
	if r.UUR != nil && r.UUR.RefUUT != "" {
		facts = append(facts, words.T("cli.report.of_test", words.Visible(r.UUR.RefUUT)))
	}
	return keepFull(facts)
}

// operation is name and code of the operation, as far as the report has them.
func operation(r *report.Report) string {
	name, code := words.Visible(r.ProcessName), exact(r.ProcessCode)
	if name == "" || code == "" {
		return name + code
	}
	return name + " (" + code + ")"
}

// startText gives the start in this PC's zone, or as it was written.
func startText(t report.Time) string {
	if t.T.IsZero() || !t.HasZone {
		return words.Visible(t.Raw)
	}
	return words.FullTime(t.T)
}

func seconds(n report.Number) string {
	if !n.Set() || math.IsNaN(n.F) || math.Abs(n.F) > 1e9 {
		return words.Visible(n.Raw)
	}
	return words.Duration(time.Duration(n.F * float64(time.Second)))
}

// writeNotes prints comment, error and the additional information.
func writeNotes(p *printer, r *report.Report) {
	if u := r.UUT; u != nil {
		p.note("cli.report.comment", u.Comment)
		p.note("cli.report.error", joined(exact(u.ErrorCode), u.ErrorMessage))
	}
	if u := r.UUR; u != nil {
		p.note("cli.report.comment", u.Comment)
	}
	for _, m := range r.MiscInfos {
		p.line("  " + words.Visible(m.Description) + ": " + joined(words.Visible(m.Text), exact(m.Numeric)))
	}
	for _, problem := range r.Problems {
		p.note("cli.report.odd", problem.Where+": "+problem.What)
	}
}

// note prints a labelled text where there is one.
func (p *printer) note(key, text string) {
	if text != "" && text != "0" {
		p.line("  " + words.T(key) + " " + words.Visible(text))
	}
}

func writeSubUnits(p *printer, r *report.Report) {
	for _, u := range r.SubUnits {
		if u.Position == "0" { // what exporters write for none
			u.Position = ""
		}
		p.line("  " + words.T("cli.report.sub_unit",
			words.Visible(joined(u.PartType, u.PartNumber+revision(u.Revision), u.SerialNumber, u.Position))))
		for _, f := range u.Failures {
			p.line("    " + words.T("cli.report.failure",
				words.Visible(joined(f.Category, f.Code, f.ComRef, f.FuncBlock, f.RefStepName, f.Comment))))
		}
	}
}

// writeStep prints one step and its measurements. A single measurement stands on the
// step's own line.
func writeStep(p *printer, r *report.Report, s report.Step) {
	indent := strings.Repeat("  ", min(s.Depth, maxIndent))
	name := indent + words.Visible(s.Name)
	if s.Name == "" {
		name = indent + words.T("cli.report.unnamed")
	}
	all := r.Measurements(s.Row)
	facts := joined(loopText(s.Loop), stepTime(s))
	if len(all) == 1 && all[0].Kind != report.Boolean {
		facts = joined(measurementText(all[0]), loopText(s.Loop))
		all = nil
	} else if len(all) == 1 && all[0].Name == "" && all[0].Verdict == s.Verdict {
		all = nil
	}
	p.line(strings.TrimRight(pad(words.Verdict(s.Verdict), 11)+pad(name, nameWidth)+facts, " "))
	for _, m := range all {
		p.line(pad(words.Verdict(m.Verdict), 11) + indent + "  - " + measurementText(m))
	}
	for _, more := range []string{s.ErrorMessage, s.Text} {
		if more = strings.TrimSpace(more); more != "" {
			p.line(strings.Repeat(" ", 11) + indent + "    " + words.Visible(more))
		}
	}
}

func stepTime(s report.Step) string {
	if s.TotTime.F == 0 {
		return ""
	}
	return seconds(s.TotTime)
}

func loopText(l *report.Loop) string {
	switch {
	case l == nil:
		return ""
	case l.Index.Set():
		return words.T("cli.report.loop_turn", exact(l.Index))
	}
	return words.T("cli.report.loop", exact(l.Num), exact(l.Passed), exact(l.Failed))
}

// joined puts what is not empty on one line with middle dots.
func joined(parts ...string) string { return strings.Join(keepFull(parts), " · ") }

func keepFull(parts []string) []string {
	var full []string
	for _, p := range parts {
		if p != "" {
			full = append(full, p)
		}
	}
	return full
}

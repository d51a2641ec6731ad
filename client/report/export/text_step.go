package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"stationcompanion/client/report"
)

// textStep writes one step with all it holds. A single measurement stands on the
// step's own line.
func textStep(p *printer, r *report.Report, s report.Step) {
	indent := blanks(2 * min(s.Depth, maxIndent))
	all := r.Measurements(s.Row)
	middle := ""
	if len(all) == 1 && oneLine(all[0].Name) == "" {
		middle = facts(measurementFacts(all[0]), differs(s, all[0]))
		all = nil
	}
	p.status(s.Verdict, s.Status)
	p.stepLine(indent, or(s.Name, noName), facts(middle, stepFacts(s)))
	for _, m := range all {
		p.status(m.Verdict, m.Status)
		p.line(indent, "  - ", facts(oneLine(m.Name), strings.TrimSpace(measurementFacts(m)), differs(s, m)))
	}
	textStepMore(p, r, s, blanks(markWidth)+indent+"  ")
}

// status writes mark and word of a verdict, filled up to the next column.
func (p *printer) status(v report.Verdict, raw string) {
	word := statusWord(v, raw)
	p.w.WriteString(verdictMark(v))                                       // #nosec G104 -- the writer keeps its error until Flush
	p.w.WriteByte(' ')                                                    // #nosec G104 -- the writer keeps its error until Flush
	p.w.WriteString(word)                                                 // #nosec G104 -- the writer keeps its error until Flush
	p.w.WriteString(blanks(markWidth - 2 - utf8.RuneCountInString(word))) // #nosec G104 -- the writer keeps its error until Flush
}

// stepLine writes a step's name, filled up to the next column, and what follows.
func (p *printer) stepLine(indent, name, more string) {
	if more == "" {
		p.line(indent, name)
		return
	}
	p.line(indent, name, blanks(nameWidth-len(indent)-utf8.RuneCountInString(name)), " ", more)
}

// textStepMore writes the texts of a step, each on lines of its own.
func textStepMore(p *printer, r *report.Report, s report.Step, indent string) {
	if m := stepMessage(s.ErrorCode, s.ErrorMessage); m != "" {
		p.block(indent, m)
	}
	p.labelled(indent, "Report text", text(s.Text))
	p.labelled(indent, "Calls", sequence(s.SeqCall))
	if s.Popup != nil {
		p.labelled(indent, "Answer", facts(text(s.Popup.Response), labelled("button", visible(s.Popup.Button.Raw))))
	}
	textChart(p, r, s, indent)
	textFile(p, s, indent)
	for _, l := range additionalLines(s.Results) {
		p.line(indent, "+ ", l)
	}
}

// statusWord is the word of a verdict; a status that is none of the known is shown too.
func statusWord(v report.Verdict, raw string) string {
	if raw = oneLine(raw); v == report.VerdictUnknown && raw != "" && !strings.EqualFold(raw, "U") {
		return raw + "?"
	}
	return verdictWord(v)
}

// differs points out a measurement whose status is not the step's, or not what its
// own comparison gives.
func differs(s report.Step, m report.Measurement) string {
	var both, judged string
	if m.Verdict != report.VerdictUnknown && s.Measurements == 1 && s.Verdict != m.Verdict && s.Verdict != report.Done {
		both = "the step says " + verdictWord(s.Verdict) + ", the measurement " + verdictWord(m.Verdict)
	}
	if j := m.Judge(); (m.Verdict == report.Passed || m.Verdict == report.Failed) && j != report.VerdictUnknown && j != m.Verdict {
		judged = "by its limits it is " + verdictWord(j)
	}
	return facts(both, judged)
}

// stepFacts is the line of what kind of step it is.
func stepFacts(s report.Step) string {
	var id, exit, deep, caused, turn string
	if s.HasID {
		id = "step " + strconv.Itoa(s.ID)
	}
	if s.ExitCode.Set() {
		exit = "exit code " + visible(s.ExitCode.Raw)
	}
	if s.Depth > maxIndent {
		deep = "level " + strconv.Itoa(s.Depth)
	}
	if s.Caused {
		caused = "caused the unit's failure"
	}
	if s.CausedSeq {
		caused = facts(caused, "caused its sequence's failure")
	}
	if s.Interactive.F > 0 {
		turn = "interactive execution " + visible(s.Interactive.Raw)
	}
	return facts(loopFull(s.Loop), exit, caused, exactTook(s.TotTime), oneLine(s.Start.Raw), id, oneLine(s.Type),
		groupWord(s.Group), turn, oneLine(s.TSGuid), deep)
}

// exactTook is how long a step took; 0 is what most exports write for not measured.
func exactTook(n report.Number) string {
	if n.F == 0 {
		return ""
	}
	return exactSeconds(n)
}

// loopFull is loopText with what the summary has beyond it.
func loopFull(l *report.Loop) string {
	if l == nil || !l.EndingIndex.Set() {
		return loopText(l)
	}
	return loopText(l) + ", ended at " + visible(l.EndingIndex.Raw)
}

func groupWord(group string) string {
	switch group = oneLine(group); strings.ToUpper(group) {
	case "S":
		return "setup"
	case "C":
		return "cleanup"
	case "M":
		return ""
	}
	return group
}

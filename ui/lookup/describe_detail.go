package lookup

import (
	"strings"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// detail is a text in two forms: what is shown, and what is copied when that is more.
type detail struct {
	title, body    string
	history, chart bool // the chosen row has them
}

// text is the whole, for the clipboard.
func (d detail) text() string { return joinFull("\n", d.title, d.body) }

// hasHistory reports whether a row can be followed through earlier reports: a measurement,
// or a step that passes or fails by itself.
func hasHistory(r *report.Report, it item) bool {
	s := r.Step(int(it.row))
	return r.Type == "T" && s.Row > 0 && s.End == s.Row+1 && (it.meas >= 0 || s.Measurements < 2)
}

// stepDetail says everything about a row of the tree.
func stepDetail(d *document, it item) detail {
	row := int(it.row)
	s := d.rep.Step(row)
	path := d.rep.Path(row)
	if len(path) == 0 {
		path = []string{s.Name}
	}
	var lines []string
	all := d.rep.Measurements(row)
	switch {
	case it.meas >= 0 && int(it.meas) < len(all):
		m := all[it.meas]
		if strings.TrimSpace(m.Name) != "" {
			path = append(path[:len(path):len(path)], m.Name)
		}
		lines = append(lines, measurementText(m))
	case len(all) == 1:
		lines = append(lines, measurementText(all[0]), disagreement(s, all[0]))
	case len(all) > 1:
		lines = append(lines, words.T("lookup.measurements", len(all)))
	}
	verdict := words.Verdict(s.Verdict)
	if len(all) == 1 && all[0].Verdict == s.Verdict {
		verdict = "" // said beside the value
	}
	lines = append(lines, stepMessage(s), facts(verdict, stepFacts(s)), stepText(s))
	return detail{pathText(path), joinFull("\n", lines...), hasHistory(d.rep, it), s.HasChart}
}

// disagreement points out an old report's step whose status is not its measurement's.
func disagreement(s report.Step, m report.Measurement) string {
	if m.Verdict == report.VerdictUnknown || s.Verdict == m.Verdict || s.Verdict == report.Done {
		return ""
	}
	return words.T("lookup.detail.differs", words.Verdict(s.Verdict), words.Verdict(m.Verdict))
}

// stepFacts is the line of what kind of step it is.
func stepFacts(s report.Step) string {
	var id, seq, exit, popup, chart string
	if s.HasID {
		id = words.T("lookup.detail.step", s.ID)
	}
	if s.SeqCall != nil {
		seq = labelled("lookup.detail.sequence", joinFull(" ", joinFull("/", s.SeqCall.Path, s.SeqCall.Name), s.SeqCall.Version))
	}
	if s.ExitCode.Set() {
		exit = words.T("lookup.exit", words.Number(s.ExitCode))
	}
	if s.Popup != nil {
		popup = popupText(s)
	}
	if s.HasChart {
		chart = words.T("lookup.detail.chart")
	}
	return facts(id, look.Visible(s.Type), groupText(s.Group), loopText(s), tookText(s),
		words.FullTime(s.Start.T), seq, exit, popup, chart, labelled("lookup.detail.attached", s.Attachment))
}

// tookText is how long a step took; most exports leave it 0, which is no measured time.
func tookText(s report.Step) string {
	if s.TotTime.F == 0 {
		return ""
	}
	return seconds(s.TotTime)
}

func groupText(group string) string {
	switch strings.ToUpper(strings.TrimSpace(group)) {
	case "S":
		return words.T("lookup.detail.setup")
	case "C":
		return words.T("lookup.detail.cleanup")
	}
	return ""
}

func loopText(s report.Step) string {
	switch {
	case s.Loop == nil:
		return ""
	case s.Loop.Index.Set():
		return words.T("lookup.loop.turn", words.Number(s.Loop.Index))
	}
	return words.T("lookup.loop.sum", numberOr0(s.Loop.Passed), numberOr0(s.Loop.Failed))
}

func numberOr0(n report.Number) string {
	if !n.Set() {
		return "0"
	}
	return words.Number(n)
}

func popupText(s report.Step) string {
	if text := look.Visible(strings.TrimSpace(s.Popup.Response)); text != "" {
		return text
	}
	if s.Popup.Button.Set() {
		return words.T("lookup.button", words.Number(s.Popup.Button))
	}
	return ""
}

func stepText(s report.Step) string {
	text := visibleLines(s.Text)
	if text == "" {
		return ""
	}
	return words.T("lookup.detail.text", text)
}

// reportDetail says what the banner has no room for.
func reportDetail(d *document) detail {
	r := d.rep
	started := words.FullTime(r.Start.T)
	if started == "" {
		started = look.Visible(r.Start.Raw)
	}
	lines := []string{
		facts(labelled("lookup.detail.started", started), labelled("lookup.detail.location", r.Location),
			labelled("lookup.detail.purpose", r.Purpose), labelled("lookup.detail.product", r.ProductName)),
		uutLines(r.UUT), uurLines(r.UUR), labelled("lookup.detail.id", r.ID),
	}
	for _, m := range r.MiscInfos {
		lines = append(lines, joinFull(": ", look.Visible(m.Description), joinFull(" ", look.Visible(m.Text), words.Number(m.Numeric))))
	}
	for _, u := range r.SubUnits {
		lines = append(lines, labelled("lookup.detail.sub", facts(u.PartType, u.PartNumber, u.Revision, u.SerialNumber, u.Position)))
	}
	return detail{title: facts(words.Verdict(r.Verdict()), unitLine(r)), body: joinFull("\n", append(lines, problemLines(d)...)...)}
}

func uutLines(u *report.UUT) string {
	if u == nil {
		return ""
	}
	code := ""
	if u.ErrorCode.Set() && u.ErrorCode.F != 0 {
		code = words.T("lookup.detail.code", words.Number(u.ErrorCode))
	}
	return joinFull("\n", facts(code, labelled("lookup.detail.fixture", u.FixtureID)),
		filled("lookup.detail.message", visibleLines(u.ErrorMessage)), filled("lookup.detail.comment", visibleLines(u.Comment)))
}

func uurLines(u *report.UUR) string {
	if u == nil {
		return ""
	}
	return joinFull("\n", filled("lookup.detail.comment", visibleLines(u.Comment)),
		facts(labelled("lookup.detail.confirmed", words.FullTime(u.ConfirmDate.T)), labelled("lookup.detail.finalized", words.FullTime(u.FinalizeDate.T))))
}

// filled is labelled for a text that is visible already.
func filled(key, text string) string {
	if text == "" {
		return ""
	}
	return words.T(key, text)
}

// problemLines lists what was odd in the report, in the engineer's English.
func problemLines(d *document) []string {
	r := d.rep
	lines := make([]string, 0, len(r.Problems))
	for _, p := range r.Problems {
		lines = append(lines, "▲ "+joinFull(": ", look.Visible(p.Where), look.Visible(p.What)))
	}
	for _, x := range d.disagrees {
		lines = append(lines, "▲ "+disagreeText(r, x))
	}
	return lines
}

// disagreeText names a place where a report disagrees with itself: what stands there, and
// what its limits or its measurements say.
func disagreeText(r *report.Report, x report.Disagreement) string {
	path, key := r.Path(x.Row), "lookup.disagree.step"
	if x.Measurement >= 0 {
		key = "lookup.disagree.measurement"
		if all := r.Measurements(x.Row); x.Measurement < len(all) && all[x.Measurement].Name != "" {
			path = append(path[:len(path):len(path)], all[x.Measurement].Name)
		}
	}
	return words.T(key, pathText(path), words.Verdict(x.Stored), words.Verdict(x.Judged))
}

// problemText is the one sentence that marks an odd report; empty for a clean one.
func problemText(d *document) string {
	r := d.rep
	switch {
	case r.Incomplete:
		return words.T("lookup.incomplete")
	case d.disagreeCount == 1:
		return words.T("lookup.disagree.one")
	case d.disagreeCount > 1:
		return words.T("lookup.disagree", d.disagreeCount)
	case len(r.Problems) == 1:
		return words.T("lookup.problem")
	case len(r.Problems) > 1:
		return words.T("lookup.problems", len(r.Problems))
	}
	return ""
}

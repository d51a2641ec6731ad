package export

import (
	"strings"
	"unicode/utf8"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

// briefMax bounds one text of a brief, in characters: it is for a phone.
const briefMax = 400

// Brief gives a report as a few plain lines for chat or phone, without a line end
// after the last: verdict and unit, who and what, when, the first failure or what
// was repaired, and the id. rep is not nil.
func Brief(rep *report.Report) string {
	out := []string{headline(rep), whoLine(rep), when(rep.Start, nil), incomplete(rep)}
	if rep.Type == "R" {
		out = append(out, briefRepair(rep)...)
	} else {
		out = append(out, briefFailure(rep)...)
	}
	return lines(append(out, labelled("Report id", oneLine(rep.ID)))...)
}

// BriefStep gives one step the same way; measurement is its number within the step,
// -1 for the step as a whole. A row or measurement that is not there gives Brief.
func BriefStep(rep *report.Report, row, measurement int) string {
	if row < 0 || row >= rep.Len() {
		return Brief(rep)
	}
	f := report.Failure{Step: rep.Step(row), Path: rep.Path(row), Measurement: -1}
	all := rep.Measurements(row)
	switch {
	case measurement >= len(all):
		return Brief(rep)
	case measurement < 0 && len(all) == 1:
		measurement = 0
	}
	if measurement >= 0 {
		f.Measurement, f.M = measurement, all[measurement]
	}
	out := append([]string{headline(rep), whoLine(rep), when(rep.Start, nil)}, briefLines(f)...)
	if f.Measurement < 0 {
		if len(all) > 0 {
			out = append(out, plural(len(all), "measurement"))
		}
		out = append(out, verdictWord(f.Step.Verdict))
	}
	return lines(append(out, labelled("Report id", oneLine(rep.ID)))...)
}

// headline is the verdict and the unit.
func headline(r *report.Report) string {
	repair := ""
	if r.Type == "R" {
		repair = "REPAIR"
	}
	return joinFull("  ", []string{verdictMark(r.Verdict()) + " " + verdictWord(r.Verdict()), repair, unitLine(r)})
}

// incomplete is the sentence that marks a report of which something is missing.
func incomplete(r *report.Report) string {
	if !r.Incomplete {
		return ""
	}
	return "▲ This report is incomplete: what could be read is here."
}

func briefFailure(r *report.Report) []string {
	f, ok := r.FirstFailure()
	if !ok {
		if r.UUT == nil {
			return nil
		}
		return []string{short(stepMessage(r.UUT.ErrorCode, r.UUT.ErrorMessage))}
	}
	out := briefLines(f)
	out[0] = "First failure: " + out[0]
	if n := len(failing(r, f, true)) - 1; n > 0 {
		out = append(out, "and "+plural(n, "more failing step"))
	}
	return out
}

// briefLines is path, measurement and message of a step.
func briefLines(f report.Failure) []string {
	out := []string{failurePath(f)}
	if f.Measurement >= 0 {
		out = append(out, measurementText(f.M))
	}
	return append(out, short(stepMessage(f.Step.ErrorCode, f.Step.ErrorMessage)))
}

// measurementText is a measurement with its exact numbers, limits and distance, as
// the window copies it.
func measurementText(m report.Measurement) string {
	exactly := ""
	if m.Kind == report.Numeric && m.Value.Set() && plain.Number(m.Value) != visible(m.Value.Raw) {
		exactly = "exactly " + visible(m.Value.Raw)
	}
	return facts(short(shown.value(m)), exactly, short(plainSigns.Replace(shown.limitsPart(m))), visible(m.CompOp),
		shown.outside(m), verdictWord(m.Verdict))
}

func briefRepair(r *report.Report) []string {
	var out []string
	if u := r.UUR; u != nil {
		out = append(out, "Failed in "+operation(u.ProcessName, u.ProcessCode), labelled("Test report", oneLine(refUUT(u))))
	}
	const most = 5
	n := 0
	for _, u := range r.SubUnits {
		for _, f := range u.Failures {
			if n++; n <= most {
				out = append(out, short(repairText(r, u, f)))
			}
		}
	}
	if n > most {
		out = append(out, "and "+plural(n-most, "more failure"))
	}
	if u := r.UUR; u != nil {
		out = append(out, labelled("Comment:", short(strings.Join(visibleLines(u.Comment), "\n"))))
	}
	return out
}

// refUUT is the id of the test a repair answers; empty for none or the zero id.
func refUUT(u *report.UUR) string {
	if strings.Trim(u.RefUUT, "0- ") == "" {
		return ""
	}
	return u.RefUUT
}

// repairText is one failure a repair found: component and code, unit, step, comment.
func repairText(r *report.Report, u report.SubUnit, f report.RepairFailure) string {
	return facts(repairTitle(f), repairWhere(r, u, f), strings.Join(visibleLines(f.Comment), "\n"))
}

func repairTitle(f report.RepairFailure) string {
	return or(facts(oneLine(f.ComRef), oneLine(f.Code), oneLine(f.Category)), noName)
}

// repairWhere names the unit where it is not the report's own, the step and the place.
func repairWhere(r *report.Report, u report.SubUnit, f report.RepairFailure) string {
	unit := ""
	if u.SerialNumber != r.SerialNumber || u.PartNumber != r.PartNumber {
		unit = labelled("Part", facts(oneLine(u.PartNumber), oneLine(u.SerialNumber)))
	}
	step := labelled("at step", oneLine(f.RefStepName))
	if step == "" && f.RefStepID.F > 0 {
		step = "at step number " + visible(f.RefStepID.Raw)
	}
	return facts(unit, step, oneLine(f.FuncBlock), article(f))
}

// article names the component that failed.
func article(f report.RepairFailure) string {
	return spaced(oneLine(f.ArticleNumber), revision(f.ArticleRevision), oneLine(f.ArticleVendor), oneLine(f.ArticleDescription))
}

// short cuts a text for a brief.
func short(s string) string { return cut(s, briefMax) }

// cut keeps at most n characters and then says so with "…".
func cut(s string, n int) string {
	if len(s) <= n || utf8.RuneCountInString(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i] + "…"
		}
		n--
	}
	return s
}

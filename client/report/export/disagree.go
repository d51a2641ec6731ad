package export

import "stationcompanion/client/report"

// disagreementLines names the places where the report does not follow from itself,
// each with both sides. It takes a pass over all measurements.
func disagreementLines(r *report.Report) []string {
	list, n := r.Disagreements()
	out := make([]string, 0, len(list)+1)
	for _, d := range list {
		s := r.Step(d.Row)
		where, judged := pathOf(r.Path(d.Row), s.Name), "by its measurements it is "
		if d.Measurement >= 0 {
			judged = "by its limits it is "
			where = joinFull(pathSep, []string{where, oneLine(r.Measurements(d.Row)[d.Measurement].Name)})
		}
		out = append(out, where+": stored as "+verdictWord(d.Stored)+", "+judged+verdictWord(d.Judged))
	}
	if more := n - len(list); more > 0 {
		out = append(out, "and "+plural(more, "more place")+" where the report disagrees with itself")
	}
	return out
}

package lookup

import (
	"fyne.io/fyne/v2/container"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// factsPage holds everything about a report that is no step: when and where, comments,
// misc infos, sub-units, and what was odd.
func factsPage(r *report.Report) *page {
	rows := factRows(r)
	return &page{
		title:   words.T("lookup.menu.facts"),
		facts:   facts(words.Verdict(r.Verdict()), unitLine(r)),
		content: container.NewVScroll(look.Inset(pairs(rows), 3, 1)),
		text: func() string {
			lines := make([]string, 0, len(rows))
			for _, row := range rows {
				lines = append(lines, joinFull(": ", row[0], row[1]))
			}
			return joinFull("\n", lines...)
		},
	}
}

// factList is names and values in order.
type factList [][2]string

// add appends a value under the words of key, unless there is none.
func (l *factList) add(key, value string) {
	if value != "" {
		*l = append(*l, [2]string{words.T(key), value})
	}
}

// factRows lists names and values; a name without a value is a heading.
func factRows(r *report.Report) factList {
	var rows factList
	add := rows.add
	add("lookup.fact.verdict", facts(words.Verdict(r.Verdict()), map[bool]string{true: words.T("lookup.repair")}[isRepair(r.Type)]))
	add("lookup.fact.serial", look.Visible(r.SerialNumber))
	add("lookup.fact.part", look.Visible(r.PartNumber))
	add("lookup.fact.revision", look.Visible(r.Revision))
	add("lookup.fact.product", look.Visible(r.ProductName))
	add("lookup.fact.operation", operation(r.ProcessName, wholeNumber(r.ProcessCode)))
	started := words.FullTime(r.Start.T)
	if started == "" {
		started = look.Visible(r.Start.Raw)
	}
	add("lookup.fact.started", started)
	add("lookup.fact.station", look.Visible(r.Station))
	add("lookup.fact.location", look.Visible(r.Location))
	add("lookup.fact.purpose", look.Visible(r.Purpose))
	add("lookup.fact.id", look.Visible(r.ID))
	rows = append(rows, uutRows(r.UUT)...)
	rows = append(rows, uurRows(r.UUR)...)
	rows = append(rows, listRows(r)...)
	return rows
}

func uutRows(u *report.UUT) (rows factList) {
	if u == nil {
		return nil
	}
	add := rows.add
	add("lookup.fact.operator", look.Visible(u.User))
	add("lookup.fact.took", seconds(u.ExecTime))
	add("lookup.fact.socket", words.Number(u.TestSocketIndex))
	add("lookup.fact.batch", look.Visible(u.BatchSN))
	add("lookup.fact.fixture", look.Visible(u.FixtureID))
	add("lookup.fact.error_code", words.Number(u.ErrorCode))
	add("lookup.fact.message", visibleLines(u.ErrorMessage))
	add("lookup.fact.comment", visibleLines(u.Comment))
	return rows
}

func uurRows(u *report.UUR) (rows factList) {
	if u == nil {
		return nil
	}
	add := rows.add
	add("lookup.fact.operator", look.Visible(u.User))
	add("lookup.fact.failed_in", operation(u.ProcessName, wholeNumber(u.ProcessCode)))
	add("lookup.fact.test", look.Visible(u.RefUUT))
	add("lookup.fact.confirmed", words.FullTime(u.ConfirmDate.T))
	add("lookup.fact.finalized", words.FullTime(u.FinalizeDate.T))
	add("lookup.fact.comment", visibleLines(u.Comment))
	return rows
}

// listRows is what a report holds any number of, under headings.
func listRows(r *report.Report) (rows factList) {
	head := func(key string, n int) {
		if n > 0 {
			rows = append(rows, [2]string{words.T(key), ""})
		}
	}
	head("lookup.fact.misc", len(r.MiscInfos))
	for _, m := range r.MiscInfos {
		rows = append(rows, [2]string{or(m.Description, "lookup.unnamed"), valueOr(joinFull(" ", visibleLines(m.Text), words.Number(m.Numeric)))})
	}
	head("lookup.fact.subunits", len(r.SubUnits))
	for _, u := range r.SubUnits {
		rows = append(rows, [2]string{or(u.PartType, "lookup.unnamed"), valueOr(look.Visible(facts(u.PartNumber, u.Revision, u.SerialNumber, u.Position)))})
	}
	head("lookup.fact.problems", len(r.Problems))
	for _, p := range r.Problems {
		rows = append(rows, [2]string{or(p.Where, "lookup.fact.whole"), look.Visible(p.What)})
	}
	return rows
}

// valueOr stands a dash for nothing: an empty value would make the row a heading.
func valueOr(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

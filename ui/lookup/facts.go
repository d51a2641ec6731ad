package lookup

import (
	"fyne.io/fyne/v2/container"

	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// factsPage holds everything about a report that is no step: when and where, comments,
// misc infos, sub-units, and what was odd.
func factsPage(d *document) *page {
	r := d.rep
	rows := factRows(d)
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
func factRows(d *document) factList {
	r := d.rep
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
	rows = append(rows, listRows(d)...)
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
func listRows(d *document) (rows factList) {
	r := d.rep
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
	rows = append(rows, assetRows(r)...)
	for _, a := range r.Additional {
		head("lookup.fact.additional", len(a.Props))
		rows = appendProps(rows, look.Visible(a.Name), a.Props)
	}
	head("lookup.fact.disagree", d.disagreeCount)
	for _, x := range d.disagrees {
		rows = append(rows, [2]string{words.Verdict(x.Stored), disagreeText(r, x)})
	}
	head("lookup.fact.problems", len(r.Problems)+len(r.NotShown))
	for _, u := range r.NotShown {
		rows = append(rows, [2]string{look.Visible(u.Where), words.T("lookup.fact.unknown", look.Visible(u.Field), u.Count)})
	}
	for _, p := range r.Problems {
		rows = append(rows, [2]string{or(p.Where, "lookup.fact.whole"), look.Visible(p.What)})
	}
	return rows
}

// assetRows are the tools and fixtures that were used, with what is overdue on them.
func assetRows(r *report.Report) (rows factList) {
	if len(r.Assets)+len(r.AssetStats) > 0 {
		rows = append(rows, [2]string{words.T("lookup.fact.assets"), ""})
	}
	for _, a := range r.Assets {
		rows = append(rows, [2]string{or(a.SerialNumber, "lookup.unnamed"), valueOr(labelled("lookup.asset.used", words.Number(a.UsageCount)))})
	}
	for _, a := range r.AssetStats {
		text := facts(overdue("lookup.asset.calibration", a.CalibrationDaysOverdue), overdue("lookup.asset.maintenance", a.MaintenanceDaysOverdue),
			overdue("lookup.asset.running", a.RunningCountExceeded), overdue("lookup.asset.total", a.TotalCountExceeded),
			labelled("lookup.asset.since_calibration", words.Number(a.DaysSinceCalibration)),
			labelled("lookup.asset.since_maintenance", words.Number(a.DaysSinceMaintenance)),
			labelled("lookup.asset.count", words.Number(a.TotalCount)), look.Visible(a.Message))
		rows = append(rows, [2]string{or(a.SerialNumber, "lookup.unnamed"), valueOr(text)})
	}
	return rows
}

// overdue marks what is over its time or count; empty where nothing is.
func overdue(key string, by report.Number) string {
	if !by.Set() || !(by.F > 0) {
		return ""
	}
	return "▲ " + words.T(key, words.Number(by))
}

// appendProps lists free data, each under the names it stands in.
func appendProps(rows factList, under string, props []report.Property) factList {
	for _, p := range props {
		name := joinFull(pathSep, under, look.Visible(p.Name))
		if p.Value != "" || len(p.Props)+len(p.Array) == 0 {
			rows = append(rows, [2]string{name, valueOr(facts(visibleLines(p.Value), look.Visible(p.Comment)))})
		}
		for _, e := range p.Array {
			rows = append(rows, [2]string{joinFull(" ", name, look.Visible(e.Path)), valueOr(visibleLines(e.Value))})
		}
		rows = appendProps(rows, name, p.Props)
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

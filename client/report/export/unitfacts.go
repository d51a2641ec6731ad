package export

import (
	"strconv"
	"strings"

	"stationcompanion/client/report"
)

// section is a titled list of what belongs to a report as a whole. Lines may be
// indented with blanks.
type section struct {
	title string
	lines []string
}

// sections lists what belongs to the unit rather than to a step, without empty ones.
func sections(r *report.Report) []section {
	all := []section{
		{"Sub-units", each(r.SubUnits, subUnitText)},
		{"Misc infos", each(r.MiscInfos, miscText)},
		{"Assets", each(r.Assets, assetText)},
		{"State of the assets", each(r.AssetStats, assetStatText)},
		{"Attachments", each(r.Files, fileText)},
		{"Additional data", additionalLines(r.Additional)},
		{"Other reports", otherReports(r)},
	}
	kept := all[:0]
	for _, s := range all {
		if len(s.lines) > 0 {
			kept = append(kept, s)
		}
	}
	return kept
}

func each[T any](all []T, text func(T) string) []string {
	var out []string
	for _, v := range all {
		out = append(out, strings.Split(text(v), "\n")...)
	}
	return out
}

// subUnitText names a unit inside the unit.
func subUnitText(u report.SubUnit) string {
	position := u.Position
	if position == "0" { // what exporters write for none
		position = ""
	}
	return or(facts(oneLine(u.PartType), spaced(oneLine(u.PartNumber), revision(u.Revision)), oneLine(u.SerialNumber),
		labelled("position", oneLine(position)), labelled("number", visible(u.Index.Raw)),
		labelled("in number", visible(u.ParentIndex.Raw)), labelled("replaced number", visible(u.ReplacedIndex.Raw))), noName)
}

func miscText(m report.MiscInfo) string {
	return or(m.Description, noName) + ": " + strings.ReplaceAll(spaced(text(m.Text), visible(m.Numeric.Raw)), "\n", "\n  ")
}

func assetText(a report.Asset) string {
	return facts(or(a.SerialNumber, noName), labelled("used", timesText(a.UsageCount)))
}

func timesText(n report.Number) string {
	if !n.Set() {
		return ""
	}
	if n.F == 1 {
		return visible(n.Raw) + " time"
	}
	return visible(n.Raw) + " times"
}

// assetStatText is the state of an asset; what is over a limit comes first.
func assetStatText(a report.AssetStat) string {
	mark := ""
	if a.Overdue() {
		mark = "▲ "
	}
	return mark + facts(or(a.SerialNumber, noName),
		over("calibration overdue by", a.CalibrationDaysOverdue, " days"), over("maintenance overdue by", a.MaintenanceDaysOverdue, " days"),
		over("running count exceeded by", a.RunningCountExceeded, ""), over("total count exceeded by", a.TotalCountExceeded, ""),
		counted("running count", a.RunningCount), counted("total count", a.TotalCount),
		counted("days since calibration", a.DaysSinceCalibration), counted("days since maintenance", a.DaysSinceMaintenance),
		oneLine(a.Message))
}

func over(label string, n report.Number, unit string) string {
	switch {
	case !(n.F > 0):
		return ""
	case n.Raw == "true":
		return strings.TrimSuffix(label, " by")
	}
	return label + " " + visible(n.Raw) + unit
}

func counted(label string, n report.Number) string { return labelled(label, visible(n.Raw)) }

// additionalLines writes free data as an indented tree.
func additionalLines(all []report.Additional) []string {
	var out []string
	for _, a := range all {
		out = append(out, or(a.Name, noName))
		out = propertyLines(out, a.Props, 1)
	}
	return out
}

func propertyLines(out []string, props []report.Property, depth int) []string {
	indent := blanks(2 * min(depth, maxIndent))
	for _, p := range props {
		about := facts(oneLine(p.Type), labelled("flags", notZero(p.Flags)), labelled("format", oneLine(p.NumFormat)), oneLine(p.Comment))
		if about != "" {
			about = " (" + about + ")"
		}
		value := strings.ReplaceAll(text(p.Value), "\n", "\n"+indent+"  ")
		out = append(out, strings.Split(strings.TrimRight(indent+or(p.Name, noName)+about+": "+value, " "), "\n")...)
		for _, v := range p.Array {
			out = append(out, indent+"  "+strings.TrimSpace(oneLine(v.Path)+" "+oneLine(v.Value)))
		}
		out = propertyLines(out, p.Props, depth+1)
	}
	return out
}

// otherReports names the repairs a test knows of, and the family of a repair.
func otherReports(r *report.Report) []string {
	var out []string
	if u := r.UUT; u != nil {
		for _, ref := range u.RefUURs {
			out = append(out, facts("repair "+or(ref.ID, noName), when(ref.Start, nil)))
		}
	}
	if u := r.UUR; u != nil {
		if u.Parent != "" {
			out = append(out, "part of repair "+oneLine(u.Parent))
		}
		for _, id := range u.Children {
			out = append(out, "repair within "+oneLine(id))
		}
	}
	return out
}

// notShownLines names the fields that nobody knows and that stand nowhere here.
func notShownLines(r *report.Report) []string {
	var out []string
	for _, u := range r.NotShown {
		out = append(out, facts(oneLine(u.Field), strconv.Itoa(u.Count)+"×", labelled("first at", oneLine(u.Where))))
	}
	if n := r.MoreNotShown; n > 0 {
		out = append(out, "and "+plural(n, "more value")+" of other fields")
	}
	return out
}

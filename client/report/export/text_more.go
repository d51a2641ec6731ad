package export

import (
	"stationcompanion/client/report"
)

func textChart(p *printer, r *report.Report, s report.Step, indent string) {
	if s.HasChart {
		p.line(indent, "Has a chart")
	}
}

func textAttachment(p *printer, r *report.Report, s report.Step, indent string) {
	p.labelled(indent, "Attachment", oneLine(s.Attachment))
}

// textRepair writes what a repair found.
func textRepair(p *printer, r *report.Report) {
	n := 0
	for _, u := range r.SubUnits {
		for _, f := range u.Failures {
			if n++; n == 1 {
				p.titled("Repaired")
			}
			p.line("  ", repairTitle(f))
			if where := repairWhere(r, u, f); where != "" {
				p.line("    ", where)
			}
			if c := text(f.Comment); c != "" {
				p.block("    ", c)
			}
		}
	}
	if n == 0 && r.Type == "R" {
		p.line("\nNo failure is named in this repair.")
	}
}

// textUnit writes what belongs to the unit rather than to a step.
func textUnit(p *printer, r *report.Report) {
	if len(r.SubUnits) > 0 {
		p.titled("Sub-units")
	}
	for _, u := range r.SubUnits {
		p.line("  ", subUnitText(u))
	}
	if len(r.MiscInfos) > 0 {
		p.titled("Misc infos")
	}
	for _, m := range r.MiscInfos {
		p.hanging("  "+or(m.Description, noName)+": ", "    ", spaced(text(m.Text), visible(m.Numeric.Raw)))
	}
}

// subUnitText names a unit inside the unit.
func subUnitText(u report.SubUnit) string {
	position := u.Position
	if position == "0" { // what exporters write for none
		position = ""
	}
	return or(facts(oneLine(u.PartType), spaced(oneLine(u.PartNumber), revision(u.Revision)), oneLine(u.SerialNumber),
		labelled("position", oneLine(position)), labelled("number", visible(u.Index.Raw)),
		labelled("in", visible(u.ParentIndex.Raw))), noName)
}

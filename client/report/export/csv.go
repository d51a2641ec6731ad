package export

import (
	"encoding/csv"
	"io"
	"strconv"

	"stationcompanion/client/report"
)

// csvHead are the columns; the package comment says what they hold.
var csvHead = []string{
	"report_id", "part_number", "serial_number",
	"row", "step_id", "depth", "group", "step_type", "path", "step", "step_status", "step_start", "step_time_s", "loop_index", "loop",
	"kind", "measurement", "status", "value", "unit", "comp_op", "low_limit", "high_limit", "text_limit",
	"judged", "outside", "outside_percent",
	"error_code", "error_message", "exit_code", "response", "report_text", "attachment", "chart",
}

// Places of groups of columns.
const (
	colStep    = 3
	colMeasure = 15
	colMore    = 27
)

// CSV writes the steps and measurements of a report as a table; see the package
// comment for its columns and rules. It streams. The error is that of w.
func CSV(w io.Writer, rep *report.Report) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(csvHead); err != nil {
		return err
	}
	t := csvTable{rep: rep, row: make([]string, len(csvHead))}
	t.row[0], t.row[1], t.row[2] = textCell(rep.ID), textCell(rep.PartNumber), textCell(rep.SerialNumber)
	for i := range rep.Len() {
		s := rep.Step(i)
		t.step(s)
		for _, m := range rep.Measurements(i) {
			t.measurement(m)
			if err := out.Write(t.row); err != nil {
				return err
			}
		}
		if s.Measurements == 0 {
			clear(t.row[colMeasure:colMore])
			if err := out.Write(t.row); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// csvTable fills one row again and again.
type csvTable struct {
	rep     *report.Report
	row     []string
	parents []string // path of each level's step above, ready for a cell
}

func (t *csvTable) step(s report.Step) {
	id := ""
	if s.HasID {
		id = strconv.Itoa(s.ID)
	}
	loopIndex, loop := "", ""
	if l := s.Loop; l != nil && l.Index.Set() {
		loopIndex = numberCell(l.Index)
	} else if l != nil {
		loop = textCell(visible(l.Passed.Raw) + "/" + visible(l.Failed.Raw) + " of " + visible(l.Num.Raw))
	}
	copy(t.row[colStep:], []string{
		strconv.Itoa(s.Row + 1), id, strconv.Itoa(s.Depth), textCell(s.Group), textCell(s.Type),
		textCell(t.path(s)), textCell(s.Name), s.Verdict.String(), textCell(s.Start.Raw), numberCell(s.TotTime), loopIndex, loop,
	})
	copy(t.row[colMore:], t.more(s))
}

func (t *csvTable) more(s report.Step) []string {
	response, chart := "", ""
	if s.Popup != nil {
		response = textCell(s.Popup.Response)
	}
	if s.HasChart {
		chart = "yes"
	}
	return []string{
		numberCell(s.ErrorCode), textCell(s.ErrorMessage), numberCell(s.ExitCode), response,
		textCell(s.Text), textCell(s.Attachment), chart,
	}
}

// path joins the names below the root down to s, remembering those above.
func (t *csvTable) path(s report.Step) string {
	if s.Depth == 0 {
		t.parents = t.parents[:0]
		return ""
	}
	name := or(s.Name, noName)
	if s.Depth > 1 && s.Depth-2 < len(t.parents) {
		name = t.parents[s.Depth-2] + pathSep + name
	}
	if s.End > s.Row+1 {
		t.parents = append(t.parents[:min(s.Depth-1, len(t.parents))], name)
	}
	return name
}

var kindWords = [...]string{report.Numeric: "numeric", report.String: "string", report.Boolean: "boolean"}

func (t *csvTable) measurement(m report.Measurement) {
	value, judged, outside, percent := numberCell(m.Value), "", "", ""
	if m.Kind == report.String {
		value = textCell(m.Text)
	}
	if j := m.Judge(); j != report.VerdictUnknown {
		judged = j.String()
	}
	if d, p, ok := m.Outside(); ok {
		outside, percent = floatCell(d), floatCell(p)
	}
	copy(t.row[colMeasure:], []string{
		kindWords[m.Kind], textCell(m.Name), m.Verdict.String(), value, textCell(m.Unit), textCell(m.CompOp),
		numberCell(m.Low), numberCell(m.High), textCell(m.Limit), judged, outside, percent,
	})
}

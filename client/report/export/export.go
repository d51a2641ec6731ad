// Package export turns a report into what can be handed on: a few lines for chat,
// plain text, CSV, PDF and the original bytes, and the file names for them. It is
// pure: it writes to what it is given and opens no files.
//
// All of it is English, since what is handed on is read by others than the one who
// sits here; the wording of values, limits and distances is that of the window.
// Text and CSV hold every number as the report wrote it; Brief and PDF shorten long
// ones, as the window does.
//
// # CSV
//
// One row for each measurement, one for each step without any, in the order of the
// report. RFC 4180 with CRLF, UTF-8 with a byte order mark (Excel asks for one),
// commas, dot decimals. The columns:
//
//	report_id, part_number, serial_number   the report, the same in each row
//	row             number of the step, from 1, in document order
//	step_id         as in the report; empty when absent
//	depth           0 for the root
//	group           S setup, M main, C cleanup
//	step_type       as in the report
//	path            names below the root, joined with " › "
//	step            the step's own name
//	step_status     Passed, Failed, Done, Skipped, Error, Terminated, Unknown
//	step_start      as in the report
//	step_time_s     seconds
//	loop_index      number of the turn; empty outside loops and for their summary
//	loop            "passed/failed of count" for a loop's summary
//	kind            numeric, string or boolean; empty for a step without measurement
//	measurement     its name; empty when single
//	status          of the measurement, as step_status
//	value, unit     value of a numeric or string measurement
//	comp_op         comparison as in the report
//	low_limit, high_limit   numbers; LT and LE take their bound from low_limit
//	text_limit      limit of a string measurement
//	judged          Passed or Failed by the comparison; empty where it cannot be judged
//	outside         signed distance from the limit in the measurement's unit
//	outside_percent that distance in per cent of the limits' span
//	error_code, error_message, exit_code, response, report_text, attachment, chart
//
// A text cell that a spreadsheet could take for a formula (it begins, blanks apart,
// with = + - @, their full-width twins, or with TAB, CR or LF) gets a leading
// apostrophe; a number stays a number. Control and hidden characters become visible
// marks, line ends LF, and a text beyond 32,000 characters is cut, since Excel holds
// 32,767 in a cell: the original has all of it.
package export

import "strings"

// dot separates facts on one line, pathSep the steps of a path.
const (
	dot     = " · "
	pathSep = " › "
)

// facts joins what is not blank with dots, lines with line ends.
func facts(parts ...string) string { return joinFull(dot, parts) }
func lines(parts ...string) string { return joinFull("\n", parts) }

// spaced joins what is not empty with blanks.
func spaced(parts ...string) string {
	all := ""
	for _, p := range parts {
		switch {
		case p == "":
		case all == "":
			all = p
		default:
			all += " " + p
		}
	}
	return all
}

func joinFull(sep string, parts []string) string {
	var b strings.Builder
	room, full, last := 0, 0, ""
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			full++
			last = p
			room += len(sep) + len(p)
		}
	}
	if full < 2 {
		return last
	}
	b.Grow(room)
	for _, p := range parts {
		if strings.TrimSpace(p) == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(sep)
		}
		b.WriteString(p)
	}
	return b.String()
}

// labelled puts words before a text where there is one.
func labelled(label, text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return ""
	}
	return label + " " + text
}

package export

import (
	"math"
	"strconv"
	"strings"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

// or gives a text on one line, or other where there is none.
func or(text, other string) string {
	if text = oneLine(text); text == "" {
		return other
	}
	return text
}

// unitLine names the unit of a report: part number, revision, serial number.
func unitLine(r *report.Report) string {
	return facts(spaced(or(r.PartNumber, "no part number"), revision(r.Revision)), or(r.SerialNumber, "no serial number"))
}

// revision says "rev" before a revision unless it says so itself.
func revision(rev string) string {
	rev = oneLine(rev)
	if strings.HasPrefix(strings.ToLower(rev), "rev") {
		return rev
	}
	return labelled("rev", rev)
}

// operation names what was done to the unit.
func operation(name string, code report.Number) string {
	if name = oneLine(name); name != "" {
		return name
	}
	if code.Set() {
		return "operation " + plain.Number(code)
	}
	return "no operation named"
}

// whoLine says what was done, where, by whom and how long it took.
func whoLine(r *report.Report) string {
	var user, lasted, socket, batch string
	if u := r.UUT; u != nil {
		user, lasted, batch = u.User, seconds(u.ExecTime), labelled("batch", oneLine(u.BatchSN))
		if u.TestSocketIndex.Set() && u.TestSocketIndex.F >= 0 {
			socket = "socket " + plain.Number(u.TestSocketIndex)
		}
	}
	if u := r.UUR; u != nil {
		user, lasted = u.User, took(u.ExecTime)
	}
	return facts(operation(r.ProcessName, r.ProcessCode), oneLine(r.Station), oneLine(user), lasted, socket, batch)
}

// pathOf joins the names of a step's path; the root's is its name.
func pathOf(path []string, name string) string {
	if len(path) == 0 {
		path = []string{name}
	}
	var b strings.Builder
	for i, n := range path {
		if i > 0 {
			b.WriteString(pathSep)
		}
		b.WriteString(or(n, noName))
	}
	return b.String()
}

const noName = "(no name)"

// failurePath is the path of a failure with the measurement's name.
func failurePath(f report.Failure) string {
	return pathOf(f.Path, f.Step.Name) + measurementPart(f)
}

func measurementPart(f report.Failure) string {
	if name := oneLine(f.M.Name); f.Measurement >= 0 && name != "" {
		return pathSep + name
	}
	return ""
}

// plainSigns writes comparisons with signs that every font and phone has.
var plainSigns = strings.NewReplacer("≤", "<=", "≥", ">=", "≠", "!=")

// limitsPart is the limits of a measurement with the word before them.
func (s style) limitsPart(m report.Measurement) string {
	return labelled("limits", s.limits(m))
}

// stepMessage is a step's error code and message; empty when it has none.
func stepMessage(code report.Number, message string) string {
	c := plain.Number(code)
	if c == "0" {
		c = ""
	}
	message = strings.Join(visibleLines(message), "\n")
	switch {
	case c != "" && message != "":
		return "Error " + c + ": " + message
	case message != "":
		return "Message: " + message
	case c != "":
		return "Error code " + c
	}
	return ""
}

// loopText says where in a loop a step is; empty outside.
func loopText(l *report.Loop) string {
	switch {
	case l == nil:
		return ""
	case l.Index.Set():
		return "turn " + plain.Number(l.Index)
	}
	of := labelled(" of", plain.Number(l.Num))
	return "loop" + of + ": " + orZero(l.Passed) + " passed, " + orZero(l.Failed) + " failed"
}

func orZero(n report.Number) string {
	if !n.Set() {
		return "0"
	}
	return plain.Number(n)
}

// sequence names the sequence a step called.
func sequence(c *report.SeqCall) string {
	if c == nil {
		return ""
	}
	return spaced(joinFull("/", []string{visible(c.Path), visible(c.Name)}), visible(c.Version))
}

// plural writes a count with its noun, which takes an s for all but one.
func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

// notZero gives a number as written, but nothing for 0, which exports write for none.
func notZero(n report.Number) string {
	if n.F == 0 && !math.IsNaN(n.F) {
		return ""
	}
	return visible(n.Raw)
}

package lookup

import (
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// dot separates facts on one line, pathSep the steps of a path.
const (
	dot     = " · "
	pathSep = " › "
)

// facts joins what is not empty.
func facts(parts ...string) string { return joinFull(dot, parts...) }

func joinFull(sep string, parts ...string) string {
	full := parts[:0:0]
	for _, p := range parts {
		if strings.TrimSpace(p) != "" {
			full = append(full, p)
		}
	}
	return strings.Join(full, sep)
}

// or gives text, made visible, or the words of key where there is none.
func or(text, key string) string {
	if text = strings.TrimSpace(text); text == "" {
		return words.T(key)
	}
	return look.Visible(text)
}

// labelled fills a text from outside into the words of key; empty stays empty.
func labelled(key, text string) string {
	if text = strings.TrimSpace(text); text == "" {
		return ""
	}
	return words.T(key, look.Visible(text))
}

// counted gives the words of key+".one" or key+".many".
func counted(key string, n int, more ...any) string {
	if n == 1 {
		return words.T(key+".one", append([]any{n}, more...)...)
	}
	return words.T(key+".many", append([]any{n}, more...)...)
}

// operation names what was done to the unit.
func operation(name string, code *int) string {
	switch {
	case strings.TrimSpace(name) != "":
		return look.Visible(strings.TrimSpace(name))
	case code != nil:
		return words.T("lookup.process", *code)
	}
	return words.T("lookup.no_operation")
}

// isRepair tells a UUR from a UUT.
func isRepair(kind string) bool { return strings.EqualFold(strings.TrimSpace(kind), "R") }

// seconds gives a duration in seconds as people read it; empty when there is none.
func seconds(n report.Number) string {
	if !n.Set() || math.IsNaN(n.F) || n.F < 0 || n.F > 1e9 {
		return ""
	}
	return words.Duration(time.Duration(n.F * float64(time.Second)))
}

// readAs is the short form of how a text was read, for the line above the rows.
func readAs(a client.Answer) string {
	switch a.ReadAs.By {
	case client.ByID:
		return words.T("lookup.read.id")
	case client.ByPart:
		return words.T("lookup.read.part")
	case client.ByBarcode:
		return words.T("lookup.read.barcode")
	case client.BySerial:
		if a.ReadAs.Part != "" {
			return words.T("lookup.read.unit")
		}
		return words.T("lookup.read.serial")
	}
	return ""
}

// headTitle and headFacts are the two lines above the rows of an answer.
func headTitle(a *answer) string {
	name := look.Visible(a.Clean)
	switch n := len(a.headers); {
	case a.more:
		return words.T("lookup.head.more", name, n)
	case n == 1:
		return words.T("lookup.head.one", name)
	default:
		return words.T("lookup.head.many", name, n)
	}
}

func headFacts(a *answer, now time.Time) string {
	how := readAs(a.Answer)
	if a.file != "" {
		how = words.T("lookup.read.file")
	}
	return facts(a.asOf(now), how)
}

// rowTitle and rowFacts are the two lines of one report in the list.
func rowTitle(h report.Header, now time.Time) string {
	return joinFull("  ", words.When(h.Start, now), operation(h.ProcessName, h.ProcessCode))
}

// rowFacts names the unit too where the rows are of several, and leaves out the
// station where all rows are known to be of that one.
func rowFacts(h report.Header, units bool, of string) string {
	sn, st := "", h.StationName
	if units {
		sn = h.SerialNumber
	}
	if strings.EqualFold(st, of) {
		st = ""
	}
	all := []string{sn, st, h.UserName, h.PartNumber}
	for i, text := range all {
		all[i] = look.Visible(strings.TrimSpace(text))
	}
	return facts(all...)
}

// unitLine names the unit of a report: part number, revision, serial number.
func unitLine(r *report.Report) string {
	rev := strings.TrimSpace(r.Revision)
	if strings.HasPrefix(strings.ToLower(rev), "rev") {
		rev = look.Visible(rev) // "Rev1" needs no "rev" before it
	} else {
		rev = labelled("lookup.rev", rev)
	}
	part := joinFull(" ", or(r.PartNumber, "lookup.no_part"), rev)
	return facts(part, or(r.SerialNumber, "lookup.no_serial"))
}

// whoLine says what was done, where, by whom and how long it took.
func whoLine(r *report.Report) string {
	var user, took, socket, batch string
	if r.UUT != nil {
		user, took = r.UUT.User, seconds(r.UUT.ExecTime)
		batch = labelled("lookup.batch", r.UUT.BatchSN)
		if r.UUT.TestSocketIndex.Set() && r.UUT.TestSocketIndex.F >= 0 {
			socket = words.T("lookup.socket", words.Number(r.UUT.TestSocketIndex))
		}
	}
	if r.UUR != nil {
		user, took = r.UUR.User, seconds(r.UUR.ExecTime)
		if r.UUR.ExecTime.F == 0 {
			took = ""
		}
	}
	return facts(operation(r.ProcessName, wholeNumber(r.ProcessCode)), look.Visible(r.Station), look.Visible(user), took, socket, batch)
}

func wholeNumber(n report.Number) *int {
	if !n.Set() || math.IsNaN(n.F) {
		return nil
	}
	code := int(n.F)
	return &code
}

// pathText joins the names of a path.
func pathText(path []string) string {
	names := make([]string, len(path))
	for i, n := range path {
		names[i] = or(n, "lookup.unnamed")
	}
	return strings.Join(names, pathSep)
}

// failurePath is the path of a failure with the measurement's name.
func failurePath(f report.Failure) string {
	path := f.Path
	if len(path) == 0 {
		path = []string{f.Step.Name}
	}
	if f.Measurement >= 0 && strings.TrimSpace(f.M.Name) != "" {
		path = append(path[:len(path):len(path)], f.M.Name)
	}
	return pathText(path)
}

// failureText is what "Copy" on a failure gives: all of it with exact values.
func failureText(r *report.Report, f report.Failure) string {
	lines := []string{unitLine(r), facts(words.Verdict(r.Verdict()), whoLine(r), words.FullTime(r.Start.T)), failurePath(f)}
	if f.Measurement >= 0 {
		lines = append(lines, measurementText(f.M))
	}
	lines = append(lines, stepMessage(f.Step), labelled("lookup.detail.id", r.ID))
	return joinFull("\n", lines...)
}

// sentence makes a line of facts one that stands by itself.
func sentence(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[n:]
}

// plainSigns writes comparisons with signs that every font has: the sans of the toolkit has
// no ≤, and a PC without another font would show a box where the limit is.
var plainSigns = strings.NewReplacer("≤", "<=", "≥", ">=", "≠", "!=")

// measurementText is a measurement with its exact numbers, limits and distance.
func measurementText(m report.Measurement) string {
	exact := ""
	if m.Kind == report.Numeric && m.Value.Set() && words.Number(m.Value) != look.Visible(m.Value.Raw) {
		exact = words.T("lookup.detail.exact", look.Visible(m.Value.Raw))
	}
	limits := words.Limits(m)
	if limits != "" {
		limits = words.T("lookup.detail.limits", plainSigns.Replace(limits))
	}
	return facts(words.Value(m), exact, limits, look.Visible(m.CompOp), words.Outside(m), words.Verdict(m.Verdict))
}

// stepMessage is a step's error code and message; empty when it has none.
func stepMessage(s report.Step) string {
	code := words.Number(s.ErrorCode)
	if code == "0" {
		code = ""
	}
	message := visibleLines(s.ErrorMessage)
	switch {
	case code != "" && message != "":
		return words.T("lookup.detail.error", code, message)
	case message != "":
		return words.T("lookup.detail.message", message)
	case code != "":
		return words.T("lookup.detail.code", code)
	}
	return ""
}

// visibleLines is look.Visible for a text that may have lines.
func visibleLines(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
	if !strings.ContainsAny(s, "\r\n") {
		return look.Visible(s)
	}
	all := strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' })
	for i, line := range all {
		all[i] = look.Visible(line)
	}
	return strings.Join(all, "\n")
}

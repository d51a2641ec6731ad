package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"stationcompanion/client/report"
	"stationcompanion/ui/words"
)

// writeJSON prints a value as indented JSON. Characters that a terminal would obey
// or that change how others show are written as escapes, so that the value is exact
// and the terminal safe.
func writeJSON(p *printer, v any) {
	text, err := jsonText(v, "", "  ")
	if err != nil {
		p.err = err
		return
	}
	p.line(text)
}

// jsonText is the JSON of a value, safe as writeJSON says; on one line without indent.
func jsonText(v any, prefix, indent string) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent(prefix, indent)
	if err := enc.Encode(v); err != nil {
		return "", err
	}
	return escapeHidden(string(bytes.TrimRight(b.Bytes(), "\n"))), nil
}

// escapeHidden writes every character that does not show as \uXXXX. They stand only
// inside strings; the layout itself is plain.
func escapeHidden(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return r != '\n' && !words.Shows(r) }) < 0 {
		return text
	}
	var b bytes.Buffer
	for _, r := range text {
		switch {
		case r == '\n' || words.Shows(r):
			b.WriteRune(r)
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

// jsonNumber gives a report's number as JSON: the number as it was written when it is
// one, its value where it was written differently ("+5"), the text where it is not
// finite or no number, null when absent.
func jsonNumber(n report.Number) any {
	switch {
	case !n.Set():
		return nil
	case math.IsNaN(n.F) || math.IsInf(n.F, 0):
		return n.Raw
	case isJSONNumber(n.Raw):
		return json.Number(n.Raw)
	}
	return json.Number(strconv.FormatFloat(n.F, 'g', -1, 64))
}

// exactNumber gives a report's number as it was written: as a JSON number where it is a
// finite one, else as text; null when absent.
func exactNumber(n report.Number) any {
	switch {
	case !n.Set():
		return nil
	case math.IsNaN(n.F) || math.IsInf(n.F, 0) || !isJSONNumber(n.Raw):
		return n.Raw
	}
	return json.Number(n.Raw)
}

func isJSONNumber(raw string) bool {
	first := raw[0]
	return (first == '-' || first >= '0' && first <= '9') && json.Valid([]byte(raw))
}

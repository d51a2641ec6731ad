package client

import (
	"encoding/json"
	"strings"
	"time"

	"stationcompanion/client/report"
)

// loose is a JSON value of an optional call, read for what it can mean: servers of
// other versions write numbers as texts and leave fields out.
type loose struct{ raw json.RawMessage }

// UnmarshalJSON keeps the value as it is written.
func (l *loose) UnmarshalJSON(data []byte) error {
	l.raw = append(l.raw[:0], data...)
	return nil
}

// there reports whether the field stood there and was not null.
func (l loose) there() bool { return len(l.raw) > 0 && string(l.raw) != "null" }

// text is a text, a number or a boolean as it is written; "" for anything else.
func (l loose) text() string {
	if !l.there() {
		return ""
	}
	switch l.raw[0] {
	case '"':
		var s string
		if json.Unmarshal(l.raw, &s) != nil {
			return ""
		}
		return strings.TrimSpace(s)
	case '{', '[':
		return ""
	}
	return string(l.raw)
}

// number is a number, also one written as a text.
func (l loose) number() report.Number { return report.MakeNumber(l.text()) }

// whole is a whole number; nil where there is none.
func (l loose) whole() *int { return wholeOf(l.number()) }

// truth is true or false; nil where neither stands.
func (l loose) truth() *bool {
	yes := strings.EqualFold(l.text(), "true")
	if yes || strings.EqualFold(l.text(), "false") {
		return &yes
	}
	return nil
}

// time is a moment in UTC; zero where there is none. One without a zone is UTC.
func (l loose) time() time.Time {
	text := strings.Replace(l.text(), ".Z", "Z", 1)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

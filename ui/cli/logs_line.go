package cli

import (
	"time"

	"stationcompanion/client/report/plain"
	"stationcompanion/logging/tail"
)

// logLine is a line of `logs --json`; its form is a contract. Null is what a line does
// not tell.
type logLine struct {
	No            int64   `json:"no"`   // grows from line to line; of this run only
	Time          *string `json:"time"` // RFC 3339
	Level         *string `json:"level"`
	Logger        *string `json:"logger"`
	Message       string  `json:"message"`
	CorrelationID *string `json:"correlation_id"`
	Fields        *string `json:"fields"` // key=value key=value
	Raw           string  `json:"raw"`
}

// lineWriter gives what prints a line: as JSON, for a terminal, which must not obey what
// stands in it, or as it is.
func lineWriter(p *printer, asJSON, terminal bool) func(no int64, raw string) {
	switch {
	case asJSON:
		return func(no int64, raw string) {
			text, err := logJSON(no, raw)
			if err != nil {
				p.err = err
				return
			}
			p.line(text)
		}
	case terminal:
		return func(_ int64, raw string) { p.line(plain.Visible(raw)) }
	}
	return func(_ int64, raw string) { p.line(raw) }
}

// logJSON is a line as one line of JSON.
func logJSON(no int64, raw string) (string, error) {
	l := tail.ParseLine(raw)
	j := logLine{
		No: no, Message: l.Message, Raw: raw,
		Level: told(l.Level.String()), Logger: told(l.Logger), CorrelationID: told(l.CorrelationID), Fields: told(l.Fields),
	}
	if !l.Time.IsZero() {
		j.Time = told(l.Time.Format(time.RFC3339Nano))
	}
	return jsonText(j, "", "")
}

// told is a text as a JSON value: null when it is empty.
func told(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

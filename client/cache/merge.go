package cache

import (
	"math"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"

	"stationcompanion/client/report"
)

// fill gives h what only older knows.
func fill(h, older *report.Header) {
	to, from := reflect.ValueOf(h).Elem(), reflect.ValueOf(older).Elem()
	for i := range to.NumField() {
		if f := to.Field(i); f.IsZero() {
			f.Set(from.Field(i))
		}
	}
}

// writable gives the header in the form JSON keeps unchanged: times in UTC, texts in
// valid UTF-8, numbers finite. The original stands in the report's body.
func writable(h report.Header, id guid) report.Header {
	h.UUID = id.String()
	v := reflect.ValueOf(&h).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.String && !utf8.ValidString(f.String()) {
			f.SetString(strings.ToValidUTF8(f.String(), "\uFFFD"))
		}
	}
	if s := h.ExecutionTime; s != nil && (math.IsNaN(*s) || math.IsInf(*s, 0)) {
		h.ExecutionTime = nil
	}
	if y := h.Start.UTC().Year(); h.Start.IsZero() || y < 1 || y > 9999 {
		h.Start = time.Time{}
	}
	h.Start = h.Start.UTC()
	return h
}

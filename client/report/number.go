package report

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// MakeNumber makes a Number of what was written. F is NaN when that is no number;
// "NaN", "Infinity" and "-Infinity" are numbers here, since real reports hold
// them as texts. A number too large for a float64 is infinite.
func MakeNumber(raw string) Number {
	f, ok := parseFloat(raw)
	if !ok {
		f = math.NaN()
	}
	return Number{F: f, Raw: raw}
}

func isNumber(s string) bool {
	_, ok := parseFloat(s)
	return ok
}

func parseFloat(s string) (float64, bool) {
	if s == "" || strings.ContainsAny(s, "xX_") { // Go's own notations are none of a report's
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

// parseInt reads a whole number, also one written as 5.0.
func parseInt(s string) (int64, bool) {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, true
	}
	f, ok := parseFloat(s)
	if !ok || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
		return 0, false
	}
	return int64(f), true
}

var zonedLayouts = []string{
	time.RFC3339, // takes any number of fractional digits
	"2006-01-02T15:04:05Z0700",
	"2006-01-02T15:04Z07:00",
}

var localLayouts = []string{
	"2006-01-02T15:04:05",
	"2006-01-02T15:04",
	"2006-01-02",
}

// parseTime understands the date forms met in reports. A date without a zone is
// taken in loc (nil: time.Local).
func parseTime(raw string, loc *time.Location) Time {
	t := Time{Raw: raw}
	if len(raw) < len("2006-01-02") || len(raw) > 64 {
		return t
	}
	s := raw
	if s[10:] != "" && (s[10] == ' ' || s[10] == 't') {
		s = s[:10] + "T" + s[11:]
	}
	// "08:00:00.Z": some writers leave the dot when there are no digits.
	if i := strings.LastIndexByte(s, '.'); i > 0 && (i+1 == len(s) || s[i+1] < '0' || s[i+1] > '9') {
		s = s[:i] + s[i+1:]
	}
	if strings.HasSuffix(s, "z") {
		s = s[:len(s)-1] + "Z"
	}
	for _, l := range zonedLayouts {
		if at, err := time.Parse(l, s); err == nil {
			t.T, t.HasZone = at, true
			return t
		}
	}
	if loc == nil {
		loc = time.Local
	}
	for _, l := range localLayouts {
		if at, err := time.ParseInLocation(l, s, loc); err == nil {
			t.T = at
			return t
		}
	}
	return t
}

package station

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for raw, want := range map[string]string{
		"Test Station 001":     "TEST-STATION-001",
		"work_station_42":      "WORK-STATION-42",
		"station@#$%123":       "STATION123",
		"test-machine.local":   "TEST-MACHINE-LOCAL",
		" padded\r\n":          "PADDED",
		"":                     "",
		"   ":                  "",
		"@#$%":                 "",
		"prüfplatz ß 7":        "PRÜFPLATZ-ß-7",
		"测试 7":                 "测试-7",
		"a\tb":                 "AB",
		"a\u202eb\u200bc":      "ABC",
		"bad \xff byte":        "BAD--BYTE",
		"già_fatto":            "GIÀ-FATTO",
		"\u0661\u0662 station": "\u0661\u0662-STATION",
		"---":                  "---",
	} {
		if got := Clean(raw); got != want {
			t.Errorf("Clean(%q) = %q, want %q", raw, got, want)
		}
	}
}

func TestNameRules(t *testing.T) {
	long := strings.Repeat("ü", 101)
	for _, tc := range []struct {
		rule nameRule
		raw  string
		want string
		why  Reason
	}{
		{verbatim, "  Line 3 / left  ", "Line 3 / left", ""},
		{verbatim, long[:200], long[:200], ""},
		{verbatim, long, "", ReasonTooLong},
		{verbatim, " \t ", "", ReasonEmpty},
		{verbatim, "a\x07b", "", ReasonControl},
		{verbatim, "a\u0085b", "", ReasonControl},
		{verbatim, "a\xffb", "", ReasonBadValue},
		{cleaned, "@@@", "", ReasonEmpty},
		{cleaned, long, "", ReasonTooLong},
		{cleaned, long[:200] + "@@@", strings.Repeat("Ü", 100), ""},
		{hostRule, "ola-laptop", "OLA-LAPTOP", ""},
		{hostRule, "LocalHost", "", ReasonNoName},
		{hostRule, "localhost.localdomain", "", ReasonNoName},
		{hostRule, "localhost6", "", ReasonNoName},
		{hostRule, " (None) ", "", ReasonNoName},
		{hostRule, "", "", ReasonNoName},
		{hostRule, "my-localhost", "MY-LOCALHOST", ""},
		{hostRule, "@@@", "", ReasonEmpty},
	} {
		if got, why := tc.rule(tc.raw); got != tc.want || why != tc.why {
			t.Errorf("%q: %q %q, want %q %q", tc.raw, got, why, tc.want, tc.why)
		}
	}
}

func TestSpellings(t *testing.T) {
	for _, tc := range []struct {
		name, raw string
		want      []string
	}{
		{"", "", nil},
		{"OLALAPTOP", "OlaLaptop", []string{"OLALAPTOP", "OlaLaptop"}},
		{"OLA-LAPTOP", "ola_laptop", []string{"OLA-LAPTOP", "ola_laptop"}},
		{"Line 3", " Line 3 ", []string{"Line 3", "LINE-3"}},
		{"TEST-07", "TEST-07", []string{"TEST-07"}},
		{"@@@", "@@@", []string{"@@@"}},
	} {
		id := Identity{Name: tc.name, Candidates: []Candidate{
			{Raw: "OTHER"}, {Raw: tc.raw, Used: tc.name != ""},
		}}
		if got := id.Spellings(); !slices.Equal(got, tc.want) {
			t.Errorf("%q from %q: %q, want %q", tc.name, tc.raw, got, tc.want)
		}
	}
}

var cleanAlphabet = regexp.MustCompile(`^[-\p{L}\p{Nd}]*$`)

func FuzzClean(f *testing.F) {
	for _, s := range []string{"Test Station 001", "ŉǅ\u0345", "a\xff_b.c", "İi", "\u2028"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		got := Clean(raw)
		if !utf8.ValidString(got) || !cleanAlphabet.MatchString(got) {
			t.Errorf("Clean(%q) = %q", raw, got)
		}
		if again := Clean(got); again != got {
			t.Errorf("Clean(%q) = %q, cleaned again %q", raw, got, again)
		}
		if name, why := cleaned(raw); why == "" && (name == "" || utf8.RuneCountInString(name) > maxName) {
			t.Errorf("%q was let pass as %q", raw, name)
		}
	})
}

package plain

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"stationcompanion/client/report"
)

// TestVisible: nothing that hides or misleads is left, and doing it twice changes nothing.
func TestVisible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text")
		got := Visible(s)
		if !utf8.ValidString(got) || Visible(got) != got || (got == s) != IsPlain(s) {
			t.Fatalf("%q of %q", got, s)
		}
		for _, r := range got {
			if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || IsBlank(r) {
				t.Fatalf("%U left in %q", r, got)
			}
		}
	})
}

// TestValue: seven digits, but never the text of a limit the value differs from.
func TestValue(t *testing.T) {
	number := func(raw string) report.Number { return report.MakeNumber(raw) }
	for _, c := range []struct{ value, low, high, want string }{
		{"3.71", "3.15", "3.45", "3.71"},
		{"5.0234567891", "4.75", "5.25", "5.023457"},
		{"5.25000000001", "4.75", "5.25", "5.25000000001"},
		{"1e400", "0", "1", "1e400"},
		{"NaN", "0", "1", "NaN"},
		{"0.10000000000", "0", "1", "0.1"},
		{"", "0", "1", ""},
	} {
		m := report.Measurement{Kind: report.Numeric, Value: number(c.value), Low: number(c.low), High: number(c.high)}
		if got := Value(m); got != c.want {
			t.Errorf("%s in %s…%s: %q, want %q", c.value, c.low, c.high, got, c.want)
		}
	}
	if got := Rounded(1234567.891, 4); got != "1.235e+06" {
		t.Errorf("%q", got)
	}
}

package export

import (
	"math"
	"testing"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
	"stationcompanion/ui/words"
)

// agree checks that this package words a measurement as the window does.
func agree(t *testing.T, m report.Measurement) {
	t.Helper()
	for _, c := range []struct{ what, got, want string }{
		{"value", shown.value(m), words.Value(m)},
		{"limits", shown.limits(m), words.Limits(m)},
		{"outside", shown.outside(m), words.Outside(m)},
		{"number", plain.Number(m.Value), words.Number(m.Value)},
		{"verdict", verdictWord(m.Verdict), words.Verdict(m.Verdict)},
	} {
		if c.got != c.want {
			t.Errorf("%s of %+v: %q, the window says %q", c.what, m, c.got, c.want)
		}
	}
}

func TestAgreesWithTheWindow(t *testing.T) {
	numbers := []string{"", "0", "3.15", "3.45", "3.4500000001", "-12.5", "1e300", "123456789.123456", "NaN", "Infinity", "abc"}
	ops := []string{"", "LOG", "EQ", "NE", "GT", "GE", "LT", "LE", "GTLT", "GELE", "GELT", "GTLE", "LTGT", "LEGE", "LEGT", "LTGE", "gele ", "Odd"}
	for _, op := range ops {
		for _, v := range numbers {
			for _, low := range numbers {
				for _, high := range numbers {
					agree(t, report.Measurement{CompOp: op, Unit: " V ", Value: report.MakeNumber(v), Low: report.MakeNumber(low), High: report.MakeNumber(high)})
				}
			}
		}
	}
	for _, op := range []string{"", "LOG", "EQ", "NE", "IgnoreCase", "CaseSensit", "Odd"} {
		agree(t, report.Measurement{Kind: report.String, CompOp: op, Text: "a\x1bb\u202e", Limit: "c", Verdict: report.Failed})
	}
	for v := report.VerdictUnknown; v <= report.Skipped+1; v++ {
		agree(t, report.Measurement{Kind: report.Boolean, Verdict: v})
	}
}

func FuzzAgreesWithTheWindow(f *testing.F) {
	f.Add("GELE", "3.71", "3.15", "3.45", "V")
	f.Add("LTGT", "3.3000000000001", "3.3", "1e9", "%1")
	f.Fuzz(func(t *testing.T, op, value, low, high, unit string) {
		if len(op)+len(value)+len(low)+len(high)+len(unit) > 4000 {
			return // the window cuts there
		}
		m := report.Measurement{CompOp: op, Unit: unit, Value: report.MakeNumber(value), Low: report.MakeNumber(low), High: report.MakeNumber(high)}
		agree(t, m)
		m.Kind, m.Text, m.Limit = report.String, value, low
		agree(t, m)
	})
}

func TestVisibleIsTheWindowsRule(t *testing.T) {
	for r := rune(0); r < 0x30000; r++ {
		if got, want := visible("a"+string(r)+"b"), words.Visible("a"+string(r)+"b"); got != want {
			t.Fatalf("%U: %q, want %q", r, got, want)
		}
	}
	if got, want := visible("bad \xff utf"), words.Visible("bad \xff utf"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestDurationsAreTheWindows(t *testing.T) {
	for _, s := range []string{"0", "0.0001", "0.0123", "0.1206", "0.9499", "0.95", "1", "42.7", "59.94", "59.96", "60", "3599.6", "7500", "86399.7", "300000"} {
		n := report.MakeNumber(s)
		if got, want := seconds(n), words.Duration(asDuration(n.F)); got != want {
			t.Errorf("%s: %q, the window says %q", s, got, want)
		}
	}
	for _, s := range []string{"", "NaN", "-1", "1e300"} {
		if got := seconds(report.MakeNumber(s)); got != "" {
			t.Errorf("%q: %q", s, got)
		}
	}
	if math.IsNaN(report.MakeNumber("").F) != true {
		t.Error("an absent number is no NaN")
	}
}

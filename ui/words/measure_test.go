package words

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

// num makes a number as the decoder does.
func num(raw string) report.Number {
	f, err := strconv.ParseFloat(raw, 64)
	if err != nil {
		f = math.NaN()
	}
	return report.Number{F: f, Raw: raw}
}

func numeric(op, value, low, high, unit string) report.Measurement {
	return report.Measurement{Kind: report.Numeric, CompOp: op, Unit: unit, Value: num(value), Low: num(low), High: num(high)}
}

// One row for each comparison of the contract's table: limits, and how a value outside reads.
func TestLimitsAndOutside(t *testing.T) {
	for _, c := range []struct {
		m               report.Measurement
		limits, outside string
	}{
		{numeric("GELE", "3.71", "3.15", "3.45", "V"), "3.15 ≤ x ≤ 3.45 V", "above 3.45 V by 0.26 V (+87 %)"},
		{numeric("GELE", "3.10", "3.15", "3.45", "V"), "3.15 ≤ x ≤ 3.45 V", "below 3.15 V by 0.05 V (-17 %)"},
		{numeric("GELE", "3.3", "3.15", "3.45", "V"), "3.15 ≤ x ≤ 3.45 V", ""},
		{numeric("GTLT", "2", "1", "2", ""), "1 < x < 2", "exactly 2, which is outside"},
		{numeric("gelt", "1e3", "1", "2", "A"), "1 ≤ x < 2 A", "above 2 A by 998 A (+99800 %)"},
		{numeric("GTLE", "1", "1", "2", ""), "1 < x ≤ 2", "exactly 1, which is outside"},
		{numeric("EQ", "5.1", "5", "", "V"), "x = 5 V", "above 5 V by 0.1 V"},
		{numeric("EQ", "4.9", "5", "", "V"), "x = 5 V", "below 5 V by 0.1 V"},
		{numeric("NE", "0", "0", "", ""), "x ≠ 0", "equals 0, which it must not"},
		{numeric("GT", "5", "5", "", ""), "x > 5", "exactly 5, which is outside"},
		{numeric("GE", "4", "5", "", ""), "x ≥ 5", "below 5 by 1"},
		{numeric("LT", "6", "5", "", ""), "x < 5", "above 5 by 1"},
		{numeric("LE", "6", "5", "", "%"), "x ≤ 5 %", "above 5 % by 1 %"},
		{numeric("LTGT", "3", "1", "5", ""), "x < 1 or x > 5", "between 1 and 5, where it must not be"},
		{numeric("LEGE", "3", "1", "5", ""), "x ≤ 1 or x ≥ 5", "between 1 and 5, where it must not be"},
		{numeric("LEGT", "3", "1", "5", ""), "x ≤ 1 or x > 5", "between 1 and 5, where it must not be"},
		{numeric("LTGE", "3", "1", "5", "dB"), "x < 1 or x ≥ 5 dB", "between 1 and 5 dB, where it must not be"},
		{numeric("LOG", "3", "", "", "V"), "no limits", ""},
		{numeric("", "3", "", "", "V"), "no limits", ""},
		{numeric("GELE", "3", "1", "", "V"), "1 ≤ x ≤ ? V", ""},
		{numeric("ABOUT\x1b", "3", "1", "2", "V"), "ABOUT␛ 1 2 V", ""},
		{numeric("GELE", "NaN", "1", "2", "V"), "1 ≤ x ≤ 2 V", ""},
	} {
		if got := Limits(c.m); got != c.limits {
			t.Errorf("%s: limits %q, want %q", c.m.CompOp, got, c.limits)
		}
		if got := Outside(c.m); got != c.outside {
			t.Errorf("%s %s: outside %q, want %q", c.m.CompOp, c.m.Value.Raw, got, c.outside)
		}
	}
}

func TestLimitsOfTextsAndBooleans(t *testing.T) {
	for op, want := range map[string]string{
		"EQ": "must be “1.2”", "NE": "must not be “1.2”", "IgnoreCase": "must be “1.2” in any case",
		"CASESENSIT": "must be exactly “1.2”", "LOG": "no limits", "LIKE": "LIKE 1.2",
	} {
		m := report.Measurement{Kind: report.String, CompOp: op, Text: "1.3\x1b", Limit: "1.2"}
		if got := Limits(m); got != want {
			t.Errorf("%s: %q, want %q", op, got, want)
		}
		if got := Value(m); got != "1.3␛" {
			t.Errorf("value %q", got)
		}
	}
	b := report.Measurement{Kind: report.Boolean, Verdict: report.Failed}
	if Limits(b) != "" || Value(b) != "FAILED" || Outside(b) != "" {
		t.Errorf("%q %q %q", Limits(b), Value(b), Outside(b))
	}
}

func TestValue(t *testing.T) {
	for _, c := range []struct{ raw, low, high, want string }{
		{"3.71", "", "", "3.71 V"},
		{"3.7100000381469727", "", "", "3.71 V"},
		{"1234567.891234", "", "", "1234568 V"},
		{"0.000000012345678901", "", "", "1.234568e-08 V"},
		{"+5.0", "", "", "+5.0 V"},
		{"Infinity", "", "", "Infinity V"},
		{"NaN", "", "", "NaN V"},
		{"n/a\x07", "", "", "n/a␇ V"},
		{"", "", "", "no value"},
		// Never so short that a value outside reads like its limit.
		{"3.4500000001", "3.15", "3.45", "3.4500000001 V"},
		{"3.4499999999", "3.15", "3.45", "3.4499999999 V"},
		{"3.45000000000000017", "3.15", "3.45", "3.45 V"}, // the same number
		{"3.1499999999", "3.15", "3.45", "3.1499999999 V"},
	} {
		m := numeric("GELE", c.raw, c.low, c.high, "V")
		if got := Value(m); got != c.want {
			t.Errorf("Value(%s) = %q, want %q", c.raw, got, c.want)
		}
	}
}

func FuzzMeasurement(f *testing.F) {
	f.Add("GELE", "3.71", "3.15", "3.45", "V")
	f.Add("LT", "NaN", "-Infinity", "", "\x1b")
	f.Add("EQ", "1e308", "-1e308", "1e-320", "%")
	f.Fuzz(func(t *testing.T, op, value, low, high, unit string) {
		m := numeric(op, value, low, high, unit)
		for _, text := range []string{Value(m), Limits(m), Outside(m)} {
			if text != Visible(text) {
				t.Fatalf("hidden characters in %q", text)
			}
			if strings.Contains(text, "%!") && !strings.Contains(op+value+low+high+unit, "%!") {
				t.Fatalf("bad format: %q", text)
			}
		}
	})
}

func TestVerdicts(t *testing.T) {
	for v, want := range map[report.Verdict]string{
		report.Passed: "PASSED", report.Failed: "FAILED", report.Errored: "ERROR", report.Terminated: "TERMINATED",
		report.Done: "DONE", report.Skipped: "SKIPPED", report.VerdictUnknown: "UNKNOWN", 99: "UNKNOWN",
	} {
		if got := Verdict(v); got != want {
			t.Errorf("%d: %q, want %q", v, got, want)
		}
	}
}

func TestReadings(t *testing.T) {
	for _, c := range []struct {
		r    client.Reading
		want string
	}{
		{client.Reading{By: client.ByID, ID: "0f8b"}, "read as report id 0f8b"},
		{client.Reading{By: client.BySerial, Serial: "SN-1001"}, "read as serial number SN-1001"},
		{client.Reading{By: client.BySerial, Serial: "A", Part: "B"}, "read as serial number A, part number B"},
		{client.Reading{By: client.ByPart, Part: "P"}, "read as part number P"},
		{client.Reading{By: client.ByBarcode, Serial: "A", Part: "B", Rev: "C", Batch: "D"}, "read as serial number A, part number B, revision C, batch D"},
		{client.Reading{By: client.ByBarcode, Serial: "A\x1b", Part: "B"}, "read as serial number A␛, part number B"},
		{client.Reading{}, ""},
	} {
		if got := ReadAs(client.Answer{ReadAs: c.r}); got != c.want {
			t.Errorf("%+v: %q, want %q", c.r, got, c.want)
		}
	}
	tried := client.Answer{Tried: []client.Reading{{By: client.BySerial, Serial: "A/B"}, {By: client.ByPart, Part: "A/B"}}}
	if got, want := Tried(tried), "tried as serial number A/B, then as part number A/B"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := Tried(client.Answer{ReadAs: client.Reading{By: client.ByPart, Part: "P"}}), "tried as part number P"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

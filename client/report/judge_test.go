package report

import (
	"math"
	"testing"
)

// The contract's table, at and around both limits (low 1, high 3).
func TestJudgeTable(t *testing.T) {
	const low, high = "1", "3"
	values := []string{"0", "1", "2", "3", "4"}
	for op, want := range map[string]string{ // P or F for each value
		"EQ": "FPFFF", "NE": "PFPPP", "GT": "FFPPP", "GE": "FPPPP", "LT": "PFFFF", "LE": "PPFFF",
		"GTLT": "FFPFF", "GELE": "FPPPF", "GELT": "FPPFF", "GTLE": "FFPPF",
		"LTGT": "PFFFP", "LEGE": "PPFPP", "LEGT": "PPFFP", "LTGE": "PFFPP", "LOG": "PPPPP",
		"gele": "FPPPF", " GtLt ": "FFPFF", "lE": "PPFFF", "log": "PPPPP",
	} {
		for i, v := range values {
			m := Measurement{Kind: Numeric, CompOp: op, Value: MakeNumber(v), Low: MakeNumber(low), High: MakeNumber(high)}
			if got := m.Judge(); got != ParseVerdict(want[i:i+1]) {
				t.Errorf("%s %s: %v", v, op, got)
			}
			if _, _, outside := m.Outside(); outside != (want[i] == 'F') {
				t.Errorf("%s %s: outside %v", v, op, outside)
			}
		}
	}
}

func TestJudgeCannot(t *testing.T) {
	for _, m := range []Measurement{
		{CompOp: "", Value: MakeNumber("1"), Low: MakeNumber("1")},
		{CompOp: "XX", Value: MakeNumber("1"), Low: MakeNumber("1")},
		{CompOp: "EQ", Low: MakeNumber("1")},
		{CompOp: "EQ", Value: MakeNumber("1")},
		{CompOp: "LT", Value: MakeNumber("1"), High: MakeNumber("2")}, // the bound of LT is the low one
		{CompOp: "GELE", Value: MakeNumber("1"), Low: MakeNumber("1")},
		{CompOp: "GELE", Value: MakeNumber("NaN"), Low: MakeNumber("1"), High: MakeNumber("2")},
		{CompOp: "GE", Value: MakeNumber("much"), Low: MakeNumber("1")},
		{Kind: Boolean, Status: "F"},
		{Kind: Boolean, CompOp: "LOG", Status: "F"},
		{Kind: String, CompOp: "GELE", Text: "a", Limit: "a"},
	} {
		if got := m.Judge(); got != VerdictUnknown {
			t.Errorf("%+v: %v", m, got)
		}
		if _, _, ok := m.Outside(); ok {
			t.Errorf("%+v: outside", m)
		}
	}
	if (Measurement{CompOp: "LOG"}).Judge() != Passed {
		t.Error("LOG passes always, without a value too")
	}
}

func TestJudgeText(t *testing.T) {
	for _, c := range []struct {
		op, text, limit string
		want            Verdict
	}{
		{"EQ", "a", "a", Passed}, {"EQ", "a", "A", Failed}, {"NE", "a", "b", Passed}, {"NE", "a", "a", Failed},
		{"IgnoreCase", "Straße", "STRAßE", Passed}, {"IGNORECASE", "a", "b", Failed},
		{"CaseSensit", "a", "A", Failed}, {"CASESENSIT", "a", "a", Passed}, {"Log", "a", "", Passed},
	} {
		if got := (Measurement{Kind: String, CompOp: c.op, Text: c.text, Limit: c.limit}).Judge(); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

func TestOutside(t *testing.T) {
	for _, c := range []struct {
		op, value, low, high string
		distance, percent    float64
	}{
		{"GELE", "3.71", "3.15", "3.45", 0.26, 86.6667},
		{"GELE", "3.00", "3.15", "3.45", -0.15, -50},
		{"GELT", "3.45", "3.15", "3.45", 0, 0},
		{"GTLE", "3.15", "3.15", "3.45", 0, 0},
		{"GELE", "5", "4", "4", 1, math.NaN()},
		{"GELE", "3", "4", "4", -1, math.NaN()},
		{"EQ", "500.0", "501.0", "", -1, math.NaN()},
		{"EQ", "502", "501", "600", 1, math.NaN()},
		{"NE", "7", "7", "", 0, math.NaN()},
		{"LT", "12", "10", "", 2, math.NaN()},
		{"LE", "12", "10", "20", 2, math.NaN()},
		{"GT", "8", "10", "", -2, math.NaN()},
		{"GE", "-Infinity", "10", "", math.Inf(-1), math.NaN()},
		{"LTGT", "2", "1", "11", 1, 10},
		{"LTGT", "10", "1", "11", -1, -10},
		{"GELE", "4", "3", "1", 3, 150}, // limits the wrong way round: nothing passes
	} {
		m := Measurement{CompOp: c.op, Value: MakeNumber(c.value), Low: MakeNumber(c.low), High: MakeNumber(c.high)}
		d, p, ok := m.Outside()
		if !ok || !near(d, c.distance) || !near(p, c.percent) {
			t.Errorf("%+v: %v %v %v", c, d, p, ok)
		}
	}
}

func near(a, b float64) bool {
	return a == b || math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-4
}

func TestParseVerdict(t *testing.T) {
	for in, want := range map[string]Verdict{
		"P": Passed, "p": Passed, "Passed": Passed, "PASSED": Passed, "F": Failed, "failed ": Failed, "E": Errored, "Error": Errored,
		"T": Terminated, "Terminated": Terminated, "D": Done, "done": Done, "S": Skipped, "Skipped": Skipped,
		"U": VerdictUnknown, "": VerdictUnknown, "Running": VerdictUnknown, "PF": VerdictUnknown,
	} {
		if got := ParseVerdict(in); got != want {
			t.Errorf("%q: %v", in, got)
		}
		if want != VerdictUnknown && ParseVerdict(want.String()) != want {
			t.Errorf("%v is not read back", want)
		}
	}
	if !Failed.Bad() || !Errored.Bad() || !Terminated.Bad() || Passed.Bad() || Done.Bad() || Skipped.Bad() || VerdictUnknown.Bad() {
		t.Error("Bad is not F, E and T")
	}
	if VerdictUnknown.String() != "Unknown" || (Header{Result: "Error"}).Verdict() != Errored {
		t.Error("words")
	}
}

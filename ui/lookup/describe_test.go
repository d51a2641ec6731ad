package lookup

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"stationcompanion/client/report"
	"stationcompanion/ui/words"
)

func num(raw string) report.Number {
	if raw == "" {
		return report.Number{}
	}
	f, _ := strconv.ParseFloat(raw, 64)
	return report.Number{F: f, Raw: raw}
}

func TestBarFollowsTheComparison(t *testing.T) {
	for _, c := range []struct {
		op, low, high string
		ok            bool
		want          string // low and high text
	}{
		{"GELE", "1", "2", true, "1 2"}, {"gtlt", "1", "2", true, "1 2"}, {"EQ", "5", "", true, "5 "},
		{"GE", "1", "", true, "1 "}, {"GT", "1", "9", true, "1 "}, {"LT", "3", "", true, " 3"}, {"LE", "3", "9", true, " 3"},
		{"LOG", "", "", false, " "}, {"NE", "1", "", false, " "}, {"LTGT", "1", "2", false, " "}, {"?", "1", "2", false, " "},
		{"GELE", "", "", false, " "},
	} {
		b, ok := barOf(report.Measurement{Kind: report.Numeric, CompOp: c.op, Value: num("7"), Low: num(c.low), High: num(c.high)})
		if got := b.lowText + " " + b.highText; ok != c.ok || got != c.want {
			t.Errorf("%s %s %s: %v %q, want %v %q", c.op, c.low, c.high, ok, got, c.ok, c.want)
		}
	}
	if _, ok := barOf(report.Measurement{Kind: report.Numeric, CompOp: "GELE", Value: num("NaN"), Low: num("1"), High: num("2")}); ok {
		t.Error("draws a bar for a value that is no number")
	}
}

func TestStepDetail(t *testing.T) {
	d := newDocument(decode(t, failingWSJF))
	for _, c := range []struct {
		it   item
		want []string
	}{
		{item{3, -1}, []string{"Power › VCC 5V", "5.023457 V", "exactly 5.0234567891", "4.75 <= x <= 5.25 V", "step 4"}},
		{item{4, -1}, []string{"3.71 V", "above 3.45 V by 0.26 V (+87 %)", "120 ms"}},
		{item{6, 1}, []string{"Ripple › VCC 3V3", "81 mV", "FAILED"}},
		{item{9, -1}, []string{"Error -17502: Verify failed at 0x0800_4000\nread back FF", "Report text: attempt 1 of 1", "ERROR"}},
	} {
		got := stepDetail(d, c.it).text()
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%+v: %q lacks %q", c.it, got, want)
			}
		}
	}
	if got := stepDetail(d, item{4, -1}).text(); strings.Count(got, "FAILED") != 1 {
		t.Errorf("says the verdict more than once: %q", got)
	}
}

func TestDisagreementIsShown(t *testing.T) {
	w := strings.Replace(failingWSJF, `"name":"VCC 5V","status":"P"`, `"name":"VCC 5V","status":"F"`, 1)
	if got := stepDetail(newDocument(decode(t, w)), item{3, -1}).text(); !strings.Contains(got, "the step says FAILED, the measurement PASSED") {
		t.Errorf("%q", got)
	}
}

func TestCopyOfAFailure(t *testing.T) {
	r := newRig(t)
	r.find("SN-1001", header("a", "Failed", 1))
	r.report(decode(t, failingWSJF))
	r.p.right.card.copy.OnTapped()
	if len(r.copied) != 1 {
		t.Fatalf("copied %q", r.copied)
	}
	for _, want := range []string{"PCBA-100 rev A · SN-1001", "FAILED", "Power › VCC 3V3", "3.71 V", "6f1a2c3d-1111"} {
		if !strings.Contains(r.copied[0], want) {
			t.Errorf("%q lacks %q", r.copied[0], want)
		}
	}
}

func TestUnitLineNeedsNoSecondRev(t *testing.T) {
	for rev, want := range map[string]string{"A": "P rev A · S", "Rev1": "P Rev1 · S", " ": "P · S", "rev B": "P rev B · S"} {
		if got := unitLine(&report.Report{PartNumber: "P", SerialNumber: "S", Revision: rev}); got != want {
			t.Errorf("%q: %q, want %q", rev, got, want)
		}
	}
}

func TestCalmWords(t *testing.T) {
	d := newDocument(decode(t, passedWSJF))
	if got := calmText(d); got != words.T("lookup.passed.many", 3, 2) {
		t.Errorf("%q", got)
	}
}

// TestEveryKeyHasWords reads this package's source: every key it names stands in the
// catalogue, alone or as a pair for one and for many.
func TestEveryKeyHasWords(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if key, err := strconv.Unquote(lit.Value); err == nil && strings.HasPrefix(key, "lookup.") {
					used[key] = true
				}
			}
			return true
		})
	}
	if len(used) < 50 {
		t.Fatalf("found only %d keys", len(used))
	}
	for key := range used {
		if !words.Has(key) && (!words.Has(key+".one") || !words.Has(key+".many")) {
			t.Errorf("no words for %q", key)
		}
	}
}

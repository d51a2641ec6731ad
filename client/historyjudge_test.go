package client

import (
	"fmt"
	"strings"
	"testing"

	"stationcompanion/client/report"
)

// pointsOf reads "hP1 eF2 …": here or elsewhere (with its station's digit before), verdict,
// unit; newest first.
func pointsOf(text string) (points []Point) {
	for word := range strings.FieldsSeq(text) {
		p := Point{Here: word[0] == 'h', Station: word[:1], Verdict: report.ParseVerdict(word[1:2]), Serial: word[2:]}
		points = append(points, p)
	}
	return points
}

// others are so many passes of other units, each its own.
func passes(where string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " %sP%s-%d", where, where, i)
	}
	return b.String()
}

func TestJudgeHistory(t *testing.T) {
	for name, tc := range map[string]struct {
		points          string
		here, elsewhere Count
		trend           Trend
		unit            string
	}{
		"nothing":                          {"", Count{}, Count{}, TrendTooFew, ""},
		"two":                              {"hF1 eP2", Count{1, 1}, Count{0, 1}, TrendTooFew, "1"},
		"three passed":                     {"hP1 eP2 eP3", Count{0, 1}, Count{0, 2}, TrendFine, ""},
		"the sentence of the plan":         {"hF1 hP2 hF3 hP4 hF5" + passes("e", 20), Count{3, 5}, Count{0, 20}, TrendStation, ""},
		"all here":                         {"hF1 hF2 hF3 hF4 hF5" + passes("e", 30), Count{5, 5}, Count{0, 20}, TrendStation, ""},
		"one in twenty elsewhere":          {"hF1 hF2 hF3 eF9" + passes("e", 19), Count{3, 3}, Count{1, 20}, TrendStation, ""},
		"one in five elsewhere":            {"hF1 hF2 hF3 eF9" + passes("e", 4), Count{3, 3}, Count{1, 5}, TrendNoClearCause, ""},
		"too few elsewhere":                {"hF1 hF2 hF3" + passes("e", 4), Count{3, 3}, Count{0, 4}, TrendTooFew, ""},
		"only the last five here count":    {passes("h", 5) + " hF1 hF2 hF3" + passes("e", 9), Count{0, 5}, Count{0, 9}, TrendFine, ""},
		"one unit, others pass here":       {"hF1 hF1 hF1 hP2 hP3" + passes("e", 20), Count{3, 5}, Count{0, 20}, TrendUnit, "1"},
		"one unit, here only it":           {"hF1 hF1 hF1" + passes("e", 20), Count{3, 3}, Count{0, 20}, TrendUnitOrPlace, "1"},
		"one unit, here and elsewhere":     {"hF1 eF1" + passes("e", 10), Count{1, 1}, Count{1, 11}, TrendUnit, "1"},
		"one unit, elsewhere":              {passes("h", 3) + " eF1" + passes("e", 10), Count{0, 3}, Count{1, 11}, TrendUnit, "1"},
		"one unit, hardly any other":       {"hF1 hF1 hF1 hP2" + passes("e", 3), Count{3, 4}, Count{0, 3}, TrendTooFew, "1"},
		"one unit that passed elsewhere":   {"hF1 hF1 eP1 eP1 eP1 eP1 eP1", Count{2, 2}, Count{0, 5}, TrendTooFew, "1"},
		"everywhere":                       {"hF1 hF2 hF3 eF4 eF5 eF6 eP7 eP8", Count{3, 3}, Count{3, 5}, TrendEverywhere, ""},
		"not tested here, often elsewhere": {"aF4 bF5 aF6 bP7 bP8", Count{}, Count{3, 5}, TrendEverywhere, ""},
		"the same on one station":          {"aF4 aF5 aF6 bP7 bP8", Count{}, Count{3, 5}, TrendTooFew, ""},
		"the others' trouble":              {passes("h", 5) + " eF1 eF2 eF3 eP4 eP5", Count{0, 5}, Count{3, 5}, TrendElsewhere, ""},
		"now and then":                     {"hF1 hP2 hP3 hP4 hP5 eF6" + passes("e", 19), Count{1, 5}, Count{1, 20}, TrendNoClearCause, ""},
		"what says nothing":                {"hU1 hS2 hT3 hF4 hD5 eT1 eP2 eP3 eP6 eP5", Count{1, 2}, Count{0, 4}, TrendUnit, "4"},
		"errors are failures":              {"hE1 hE2 hE3" + passes("e", 20), Count{3, 3}, Count{0, 20}, TrendStation, ""},
		"units that cannot be told apart":  {"hF hF hF" + passes("e", 20), Count{3, 3}, Count{0, 20}, TrendNoClearCause, ""},
	} {
		t.Run(name, func(t *testing.T) {
			j := Judge(pointsOf(tc.points))
			if j != (Judgement{tc.here, tc.elsewhere, tc.trend, tc.unit}) {
				t.Errorf("got %+v", j)
			}
		})
	}
}

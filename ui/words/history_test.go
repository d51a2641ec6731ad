package words

import (
	"math"
	"strings"
	"testing"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

func TestHistorySentences(t *testing.T) {
	count := func(failed, of int) client.Count { return client.Count{Failed: failed, Of: of} }
	for _, tc := range []struct {
		here, away client.Count
		trend      client.Trend
		unit       string
		want       string
	}{
		{count(0, 0), count(0, 0), client.TrendTooFew, "", "No earlier result of this step was found."},
		{count(3, 5), count(0, 20), client.TrendStation, "", "Failed 3 of the last 5 here, 0 of 20 elsewhere: look at this station."},
		{count(0, 5), count(9, 12), client.TrendElsewhere, "", "Failed 0 of the last 5 here, 9 of 12 elsewhere: look at the other stations and what they tested."},
		{count(4, 5), count(12, 20), client.TrendEverywhere, "", "Failed 4 of the last 5 here, 12 of 20 elsewhere: look at the product or its limits."},
		{count(0, 0), count(12, 20), client.TrendEverywhere, "", "Failed 12 of 20 elsewhere, not tested here: look at the product or its limits."},
		{count(1, 5), count(0, 20), client.TrendUnit, "SN-1", "Failed 1 of the last 5 here, 0 of 20 elsewhere, only SN-1: look at that unit."},
		{count(0, 5), count(1, 20), client.TrendUnit, "SN-9", "Failed 0 of the last 5 here, 1 of 20 elsewhere, only SN-9: look at that unit."},
		{count(2, 5), count(1, 20), client.TrendUnit, "SN-1", "Failed 2 of the last 5 here, 1 of 20 elsewhere, always SN-1: look at that unit."},
		{count(3, 3), count(0, 20), client.TrendUnitOrPlace, "SN\x001", "Failed 3 of the last 3 here, 0 of 20 elsewhere, always " + Visible("SN\x001") + ": test another unit here, or that one elsewhere."},
		{count(1, 5), count(2, 20), client.TrendNoClearCause, "", "Failed 1 of the last 5 here, 2 of 20 elsewhere: no clear pattern, so compare with the last pass."},
		{count(1, 1), count(0, 1), client.TrendTooFew, "SN-1", "Failed 1 of 1 here, 0 of 1 elsewhere, only SN-1: too few to say more."},
		{count(1, 2), count(0, 0), client.TrendTooFew, "", "Failed 1 of the last 2 here, not tested elsewhere: too few to say more."},
		{count(0, 5), count(0, 20), client.TrendFine, "", "Not failed in the last 5 here or 20 elsewhere."},
		{count(0, 5), count(0, 0), client.TrendFine, "", "Not failed in the last 5 here; not tested elsewhere."},
		{count(0, 0), count(0, 7), client.TrendFine, "", "Not failed in the last 7 elsewhere; not tested here."},
	} {
		j := client.Judgement{Here: tc.here, Elsewhere: tc.away, Trend: tc.trend, Unit: tc.unit}
		if got := History(j); got != tc.want {
			t.Errorf("%+v\n got %q\nwant %q", j, got, tc.want)
		}
	}
}

// Every trend that Judge can give has words.
func TestEveryTrendHasWords(t *testing.T) {
	for _, trend := range []client.Trend{
		client.TrendTooFew, client.TrendFine, client.TrendStation, client.TrendElsewhere, client.TrendEverywhere,
		client.TrendUnit, client.TrendUnitOrPlace, client.TrendNoClearCause,
	} {
		got := History(client.Judgement{Here: client.Count{Failed: 1, Of: 5}, Elsewhere: client.Count{Of: 9}, Trend: trend})
		if strings.Contains(got, "history.") || !strings.HasSuffix(got, ".") {
			t.Errorf("%s: %q", trend, got)
		}
	}
}

func TestHistoryNotes(t *testing.T) {
	for want, h := range map[string]client.History{
		"":                                      {},
		"from 25 reports":                       {Source: client.FromReports, Reports: 25},
		"from 1 report · 1 could not be loaded": {Source: client.FromReports, Reports: 1, Failed: 1},
		"from 25 reports · 2 without this step · 3 could not be loaded · 1 with deleted measurements": {Source: client.FromReports, Reports: 25, Missing: 2, Failed: 3, Deleted: 1},
		"from the server's list of measurements · 4 of unknown reports left out":                      {Source: client.FromMeasurements, Reports: 90, Unplaced: 4},
	} {
		if got := HistoryNotes(h); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestTimelineWords(t *testing.T) {
	for want, o := range map[string]client.OperationRuns{
		"1 run · PASSED": {Runs: []int{0}, First: report.Passed, Last: report.Passed},
		"2 runs · first FAILED, last PASSED · 1 repair": {Runs: []int{0, 2}, Repairs: []int{1}, First: report.Failed, Last: report.Passed},
		"3 runs · first FAILED, last ERROR · 2 repairs": {Runs: []int{0, 2, 4}, Repairs: []int{1, 3}, First: report.Failed, Last: report.Errored},
	} {
		if got := Runs(o); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	yes, no := true, false
	for want, tl := range map[string]client.Timeline{
		"": {},
		"Unit verification is not available on this server.":                                {Verified: client.VerifiedLacking},
		"This server has no verification of this unit.":                                     {Verified: client.VerifiedUnknown},
		"The unit verification did not arrive. Look up again.":                              {Verified: client.VerifiedNoAnswer},
		"Unit verification: Passed · every process passed at first":                         {Verified: client.VerifiedGiven, Unit: client.UnitVerification{Status: "Passed", PassedFirstRun: &yes}},
		"Unit verification: Passed · every process passed in the end":                       {Verified: client.VerifiedGiven, Unit: client.UnitVerification{Status: "Passed", PassedFirstRun: &no, PassedLastRun: &yes, InOrder: &yes}},
		"Unit verification: Failed · not every process has passed · not in the right order": {Verified: client.VerifiedGiven, Unit: client.UnitVerification{Status: "Failed", PassedLastRun: &no, InOrder: &no}},
		"Unit verification: Odd":                                                            {Verified: client.VerifiedGiven, Unit: client.UnitVerification{Status: "Odd"}},
	} {
		if got := Verification(tl); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	tl := client.Timeline{Cut: true, Parts: []string{"A", "B"}, Headers: make([]report.Header, 1000)}
	if got := TimelineNotes(tl); got != "This serial number is on 2 part numbers. Add the part number to see one unit. Only the newest 1000 reports of this unit are shown." {
		t.Errorf("got %q", got)
	}
	if got := TimelineNotes(client.Timeline{Parts: []string{"A"}}); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestComparisonWords(t *testing.T) {
	differs := func(kinds ...report.DifferenceKind) report.Comparison {
		c := report.Comparison{Aligned: 186}
		for _, k := range kinds {
			c.Differences = append(c.Differences, report.Difference{Kind: k})
			c.Kinds[k]++
		}
		return c
	}
	for want, c := range map[string]report.Comparison{
		"No difference in 186 steps": differs(),
		"1 other verdict · 1 other value · 1 other limit · 2 in one report only": differs(report.OnlyInA, report.VerdictDiffers, report.ValueDiffers, report.LimitsDiffer, report.OnlyInB),
		"2 other verdicts · 2 other values · 2 other limits":                     differs(0, 0, 1, 1, 2, 2),
		"1 in one report only": differs(report.OnlyInB),
	} {
		if got := Compared(c); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	nan := math.NaN()
	for want, d := range map[string]report.Difference{
		"":                                     {Delta: nan, Percent: nan},
		"+0.41 V (+137 % of the limits' span)": {Delta: 0.41, Percent: 136.67},
		"-2 V":                                 {Delta: -2, Percent: nan},
		"0 V (0.0 % of the limits' span)":      {},
	} {
		if got := Moved(d, " V"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	seen := map[string]bool{}
	for k := report.VerdictDiffers; k <= report.OnlyInB; k++ {
		seen[DifferenceKind(k)] = true
	}
	for _, f := range []report.HeaderFact{
		report.FactResult, report.FactSerial, report.FactPart, report.FactRevision, report.FactOperation, report.FactStation, report.FactOperator,
		report.FactSequence, report.FactSWVersion, report.FactFixture, report.FactSocket, report.FactBatch, report.FactLocation, report.FactPurpose,
	} {
		seen[HeaderFact(f)] = true
	}
	if len(seen) != 5+14 {
		t.Errorf("%d names", len(seen))
	}
	for name := range seen {
		if strings.HasPrefix(name, "compare.") {
			t.Errorf("no text for %s", name)
		}
	}
}

func TestDayWords(t *testing.T) {
	for want, d := range map[string]client.Day{
		"No test in this time.":                                                      {},
		"1 test · 1 passed · first-pass yield 100 % (1 of 1)":                        {Tally: client.Tally{Reports: 1, Passed: 1, First: 1, FirstPassed: 1}},
		"12 tests · 11 passed · 1 did not pass · first-pass yield 91.6 % (11 of 12)": {Tally: client.Tally{Reports: 12, Passed: 11, Failed: 1, First: 12, FirstPassed: 11}},
		"2 tests · 0 passed · 2 did not pass · no first run among them":              {Tally: client.Tally{Reports: 2, Errored: 1, Terminated: 1}},
		"5000 tests · 4999 passed · 1 did not pass · first-pass yield 99.9 % (4999 of 5000) · only the newest 5000 are counted": {
			Cut: true, Tally: client.Tally{Reports: 5000, Passed: 4999, Failed: 1, First: 5000, FirstPassed: 4999}},
	} {
		if got := Day(d); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

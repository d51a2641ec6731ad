package words

import (
	"math"
	"strings"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

// History says in one sentence what a step's history tells ("Failed 3 of the last 5
// here, 0 of 20 elsewhere: look at this station.").
func History(j client.Judgement) string {
	here, away := j.Here, j.Elsewhere
	if here.Of+away.Of == 0 {
		return T("history.none")
	}
	if j.Trend == client.TrendFine {
		return historyFine(here.Of, away.Of)
	}
	text := historyCounts(here, away)
	if unit := Visible(j.Unit); unit != "" {
		key := "history.always"
		if here.Failed+away.Failed == 1 {
			key = "history.once"
		}
		text = T(key, text, unit)
	}
	return T("history.so", text, T("history.trend."+string(j.Trend)))
}

func historyFine(here, away int) string {
	switch {
	case away == 0:
		return T("history.fine.only_here", here)
	case here == 0:
		return T("history.fine.only_away", away)
	}
	return T("history.fine", here, away)
}

func historyCounts(here, away client.Count) string {
	own, others := T("history.here", here.Failed, here.Of), T("history.elsewhere", away.Failed, away.Of)
	if here.Of == 1 {
		own = T("history.here.one", here.Failed)
	}
	switch {
	case away.Of == 0:
		return T("history.only_here", own)
	case here.Of == 0:
		return T("history.only_away", others)
	}
	return T("history.failed", own, others)
}

// HistoryNotes says where a history came from and what is missing in it.
func HistoryNotes(h client.History) string {
	from := T("history.from.reports", h.Reports)
	switch {
	case h.Source == client.FromMeasurements:
		from = T("history.from.measurements")
	case h.Reports == 1:
		from = T("history.from.reports.one")
	case h.Reports == 0:
		return ""
	}
	parts := []string{from}
	for _, n := range []struct {
		count int
		text  string
	}{
		{h.Missing, T("history.missing", h.Missing)},
		{h.Failed, T("history.not_loaded", h.Failed)},
		{h.Deleted, T("history.deleted", h.Deleted)},
		{h.Unplaced, T("history.unplaced", h.Unplaced)},
	} {
		if n.count > 0 {
			parts = append(parts, n.text)
		}
	}
	return facts(parts...)
}

// Runs says what an operation did to a unit ("2 runs · first FAILED, last PASSED · 1 repair").
func Runs(o client.OperationRuns) string {
	runs, verdicts := T("timeline.runs", len(o.Runs)), T("timeline.verdicts", Verdict(o.First), Verdict(o.Last))
	if len(o.Runs) == 1 {
		runs, verdicts = T("timeline.runs.one"), Verdict(o.Last)
	}
	repairs := ""
	switch n := len(o.Repairs); {
	case n == 1:
		repairs = T("timeline.repairs.one")
	case n > 1:
		repairs = T("timeline.repairs", n)
	}
	return facts(runs, verdicts, repairs)
}

// TimelineNotes says what to know about a timeline: that older reports were left out,
// that it is of several units. Empty when there is nothing.
func TimelineNotes(t client.Timeline) string {
	cut, several := "", ""
	if t.Cut {
		cut = T("timeline.cut", len(t.Headers))
	}
	if len(t.Parts) > 1 {
		several = T("timeline.ambiguous", len(t.Parts))
	}
	return sentences(several, cut)
}

// Verification says what the server makes of a unit, or why that is not known; empty
// when it was not asked.
func Verification(t client.Timeline) string {
	if t.Verified != client.VerifiedGiven {
		if t.Verified == client.VerifiedNot {
			return ""
		}
		return T("verified." + string(t.Verified))
	}
	u, how, order := t.Unit, "", ""
	switch {
	case is(u.PassedFirstRun, true):
		how = T("verified.first")
	case is(u.PassedLastRun, true):
		how = T("verified.last")
	case is(u.PassedLastRun, false):
		how = T("verified.not_last")
	}
	if is(u.InOrder, false) {
		order = T("verified.out_of_order")
	}
	return facts(T("verified.given", Visible(u.Status)), how, order)
}

func is(b *bool, want bool) bool { return b != nil && *b == want }

// Compared sums up a comparison ("1 other verdict · 14 other values").
func Compared(c report.Comparison) string {
	if len(c.Differences) == 0 {
		return T("compare.equal", c.Aligned)
	}
	number := func(n int, one, many string) string {
		switch n {
		case 0:
			return ""
		case 1:
			return one
		}
		return many
	}
	verdicts, values, limits := c.Kinds[report.VerdictDiffers], c.Kinds[report.ValueDiffers], c.Kinds[report.LimitsDiffer]
	single := c.Kinds[report.OnlyInA] + c.Kinds[report.OnlyInB]
	return facts(
		number(verdicts, T("compare.verdicts.one"), T("compare.verdicts", verdicts)),
		number(values, T("compare.values.one"), T("compare.values", values)),
		number(limits, T("compare.limits.one"), T("compare.limits", limits)),
		number(single, T("compare.single", single), T("compare.single", single)),
	)
}

// DifferenceKind names what differs most at one place.
func DifferenceKind(k report.DifferenceKind) string {
	switch k {
	case report.VerdictDiffers:
		return T("compare.kind.verdict")
	case report.ValueDiffers:
		return T("compare.kind.value")
	case report.LimitsDiffer:
		return T("compare.kind.limits")
	case report.OnlyInA:
		return T("compare.kind.only_a")
	}
	return T("compare.kind.only_b")
}

// HeaderFact names a fact about reports as a whole.
func HeaderFact(f report.HeaderFact) string { return T("compare.fact." + string(f)) }

// Moved says how far a value is from the other report's ("+0.41 V (+137 % of the
// limits' span)"); empty when that is no number.
func Moved(d report.Difference, unit string) string {
	if math.IsNaN(d.Delta) {
		return ""
	}
	text := plain.Rounded(d.Delta, plain.DeltaDigits)
	if d.Delta > 0 {
		text = "+" + text
	}
	text = sentences(text, Visible(strings.TrimSpace(unit)))
	if part := share(d.Percent); part != "" {
		return T("compare.moved", text, part)
	}
	return text
}

// Day sums up what a station tested ("12 tests · 11 passed · 1 did not pass ·
// first-pass yield 91.7 % (11 of 12)").
func Day(d client.Day) string {
	if d.Reports == 0 {
		return T("day.none")
	}
	tests, failed, cut := T("day.tests", d.Reports), "", ""
	if d.Reports == 1 {
		tests = T("day.tests.one")
	}
	if bad := d.Reports - d.Passed; bad > 0 {
		failed = T("day.failed", bad)
	}
	if d.Cut {
		cut = T("day.cut", d.Reports)
	}
	return facts(tests, T("day.passed", d.Passed), failed, Yield(d.Tally), cut)
}

// Yield gives the first-pass yield with what it is made of. It is never rounded up to
// 100: that means that every unit passed.
func Yield(t client.Tally) string {
	text, ok := yieldPercent(t)
	if !ok {
		return T("day.no_yield")
	}
	return T("day.yield", text, t.FirstPassed, t.First)
}

// yieldPercent is the yield to a tenth, rounded down; ok is false without any first run.
func yieldPercent(t client.Tally) (text string, ok bool) {
	percent, ok := t.Yield()
	if !ok {
		return "", false
	}
	return trimZero(math.Floor(percent*10) / 10), true
}

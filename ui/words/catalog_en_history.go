package words

// historyEnglish holds the English texts of what happened before: histories, unit
// timelines, comparisons and a station's day.
var historyEnglish = map[string]string{ // #nosec G101 -- texts about tokens, none in them
	// The counts, and what they let one say.
	"history.here":      "%[1]d of the last %[2]d here",
	"history.here.one":  "%[1]d of 1 here",
	"history.elsewhere": "%[1]d of %[2]d elsewhere",
	"history.failed":    "Failed %[1]s, %[2]s",
	"history.only_here": "Failed %[1]s, not tested elsewhere",
	"history.only_away": "Failed %[1]s, not tested here",
	"history.always":    "%[1]s, always %[2]s",
	"history.once":      "%[1]s, only %[2]s",
	"history.so":        "%[1]s: %[2]s.",
	"history.none":      "No earlier result of this step was found.",

	"history.fine":           "Not failed in the last %[1]d here or %[2]d elsewhere.",
	"history.fine.only_here": "Not failed in the last %[1]d here; not tested elsewhere.",
	"history.fine.only_away": "Not failed in the last %[1]d elsewhere; not tested here.",

	"history.trend.too_few":         "too few to say more",
	"history.trend.this_station":    "look at this station",
	"history.trend.other_stations":  "look at the other stations and what they tested",
	"history.trend.everywhere":      "look at the product or its limits",
	"history.trend.this_unit":       "look at that unit",
	"history.trend.unit_or_station": "test another unit here, or that one elsewhere",
	"history.trend.unclear":         "no clear pattern, so compare with the last pass",

	// Where the points came from and what is missing in them.
	"history.from.reports":      "from %[1]d reports",
	"history.from.reports.one":  "from 1 report",
	"history.from.measurements": "from the server's list of measurements",
	"history.missing":           "%[1]d without this step",
	"history.not_loaded":        "%[1]d could not be loaded",
	"history.deleted":           "%[1]d with deleted measurements",
	"history.unplaced":          "%[1]d of unknown reports left out",

	// The unit's timeline.
	"timeline.runs":        "%[1]d runs",
	"timeline.runs.one":    "1 run",
	"timeline.verdicts":    "first %[1]s, last %[2]s",
	"timeline.repairs":     "%[1]d repairs",
	"timeline.repairs.one": "1 repair",
	"timeline.cut":         "Only the newest %[1]d reports of this unit are shown.",
	"timeline.ambiguous":   "This serial number is on %[1]d part numbers. Add the part number to see one unit.",

	"verified.given":         "Unit verification: %[1]s",
	"verified.first":         "every process passed at first",
	"verified.last":          "every process passed in the end",
	"verified.not_last":      "not every process has passed",
	"verified.out_of_order":  "not in the right order",
	"verified.unknown_unit":  "This server has no verification of this unit.",
	"verified.not_available": "Unit verification is not available on this server.",
	"verified.no_answer":     "The unit verification did not arrive. Look up again.",

	// Two reports side by side.
	"compare.equal":        "No difference in %[1]d steps",
	"compare.verdicts":     "%[1]d other verdicts",
	"compare.verdicts.one": "1 other verdict",
	"compare.values":       "%[1]d other values",
	"compare.values.one":   "1 other value",
	"compare.limits":       "%[1]d other limits",
	"compare.limits.one":   "1 other limit",
	"compare.single":       "%[1]d in one report only",
	"compare.moved":        "%[1]s (%[2]s of the limits' span)",

	"compare.kind.verdict": "verdict differs",
	"compare.kind.value":   "value differs",
	"compare.kind.limits":  "limits differ",
	"compare.kind.only_a":  "only in this report",
	"compare.kind.only_b":  "only in the other report",

	"compare.fact.result":     "Result",
	"compare.fact.serial":     "Serial number",
	"compare.fact.part":       "Part number",
	"compare.fact.revision":   "Revision",
	"compare.fact.operation":  "Operation",
	"compare.fact.station":    "Station",
	"compare.fact.operator":   "Operator",
	"compare.fact.sequence":   "Sequence",
	"compare.fact.sw_version": "Sequence version",
	"compare.fact.fixture":    "Fixture",
	"compare.fact.socket":     "Socket",
	"compare.fact.batch":      "Batch",
	"compare.fact.location":   "Location",
	"compare.fact.purpose":    "Purpose",

	// The station's day.
	"day.none":      "No test in this time.",
	"day.tests":     "%[1]d tests",
	"day.tests.one": "1 test",
	"day.passed":    "%[1]d passed",
	"day.failed":    "%[1]d did not pass",
	"day.yield":     "first-pass yield %[1]s %% (%[2]d of %[3]d)",
	"day.no_yield":  "no first run among them",
	"day.cut":       "only the newest %[1]d are counted",
}

package words

// pagesEnglish holds the English texts of the pages about a unit, about two reports side
// by side, and about this station's day.
var pagesEnglish = map[string]string{
	// What every such page says.
	"pages.again": "Try again",

	// All tests and repairs of a unit.
	"unit.menu":        "This unit: all tests and repairs",
	"unit.title":       "Tests and repairs of %[1]s",
	"unit.wait":        "Waiting for all reports of %[1]s",
	"unit.none":        "WATS has no report of this unit",
	"unit.none.advice": "A report can take 3 minutes to appear. Then try again.",
	"unit.reports":     "%[1]d reports, newest first",
	"unit.reports.one": "1 report",
	"unit.this":        "this report",
	"unit.more":        "and %[1]d more operations; Copy gives all of them",
	"unit.saved":       "%[1]s These are the saved copies of %[2]s; WATS may know more.",
	"unit.hand":        "%[1]s These are the rows at hand of %[2]s; WATS may know more.",

	// The open report beside the last pass.
	"compare.menu":            "Compare with the last pass",
	"compare.title":           "Compared with the last pass",
	"compare.title.passed":    "Compared with the pass before it",
	"compare.wait":            "Looking for the last pass",
	"compare.none":            "No pass to compare with",
	"compare.none.detail":     "WATS has no other passed report of this part number in this operation that this station may see.",
	"compare.none.advice":     "Test a unit known to be good, then try again.",
	"compare.none.verdicts":   "No step has another verdict. Choose All differences to see values and limits.",
	"compare.saved":           "%[1]s The other report is the saved copy of %[2]s; there may be a newer pass.",
	"compare.open":            "Open the other",
	"compare.side.a":          "A · This report",
	"compare.side.b":          "B · The other",
	"compare.column.a":        "A · this report",
	"compare.column.b":        "B · the other",
	"compare.filter.all":      "All differences",
	"compare.filter.verdicts": "Verdicts only",
	"compare.fact":            "about the report",
	"compare.root":            "The whole sequence",
	"compare.limits.here":     "limits here: %[1]s, there: %[2]s",
	"compare.below":           "with %[1]d steps below it",
	"compare.copied":          "The first %[1]d lines; the page shows all.",

	// This station's day.
	"day.short":       "Today: %[1]d tests",
	"day.short.one":   "Today: 1 test",
	"day.short.part":  "Today: at least %[1]d tests",
	"day.short.yield": "%[1]s %% first pass",
	"day.saved":       "saved %[1]s",
	"day.open":        "Show this station's day",
	"day.all":         "All operations",
	"day.cut_off":     "Only the newest %[1]d tests are counted.",
	"day.title":       "Today at this station",
	"day.title.name":  "Today at %[1]s",
	"day.last":        "The last %[1]d tests, newest first",
	"day.last.one":    "The only test",
	"day.from_rows":   "Counted from the latest rows saved at %[1]s, since WATS does not answer. Tests before or after them are missing.",
	"day.from_list":   "WATS did not give the day's figures. These are counted from the latest rows of %[1]s; earlier tests may be missing.",
}

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
}

package words

// logviewEnglish holds the English texts of the log pane.
var logviewEnglish = map[string]string{
	"logview.title":  "Log",
	"logview.filter": "Filter",

	"logview.level.all":     "All",
	"logview.level.info":    "Info and worse",
	"logview.level.warning": "Warnings and errors",
	"logview.level.error":   "Errors",

	"logview.end":       "End",
	"logview.paused":    "Paused",
	"logview.fresh":     "%[1]d new lines",
	"logview.fresh.one": "1 new line",

	"logview.empty.title":  "Nothing logged yet",
	"logview.empty.advice": "What the program does appears here, newest line last.",
	"logview.none.title":   "No line passes the filter",
	"logview.none.advice":  "%[1]d lines are hidden.",
	"logview.empty.all":    "Show all lines",
	"logview.gone":         "This line is no longer kept.",

	"logview.detail.same": "Same operation",
	"logview.detail.copy": "Copy",
}

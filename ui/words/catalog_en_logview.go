package words

// logviewEnglish holds the English texts of the log pane.
var logviewEnglish = map[string]string{
	"logview.title":         "Log",
	"logview.filter":        "Filter",
	"logview.filter.regexp": "Regular expression",
	"logview.filter.mark":   "Find and mark",

	"logview.errors":      "%[1]s errors",
	"logview.errors.one":  "1 error",
	"logview.errors.none": "No further error in the lines shown",

	"logview.matches":      "%[1]s matches",
	"logview.matches.one":  "1 match",
	"logview.matches.none": "No further match in the lines shown",
	"logview.matches.what": "Type what to find into the filter",

	"logview.browse":     "Another file…",
	"logview.log":        "%[1]s · %[2]s · %[3]s",
	"logview.unreadable": "%[1]s cannot be read just now: %[2]s",
	"logview.cannot":     "%[1]s cannot be followed: %[2]s",

	"logview.level.all":     "All",
	"logview.level.info":    "Info and worse",
	"logview.level.warning": "Warnings and errors",
	"logview.level.error":   "Errors",

	"logview.level.counted":  "%[1]s · %[2]s",
	"logview.level.counting": "%[1]s · %[2]s so far",

	"logview.end":       "End",
	"logview.paused":    "Paused",
	"logview.fresh":     "%[1]s new lines",
	"logview.fresh.one": "1 new line",

	"logview.flow.newest": "%[1]s lines a second, only the newest shown",
	"logview.flow":        "%[1]s lines a second",
	"logview.reading":     "Reading older lines, %[1]s MB left",
	"logview.copy":        "Copy %[1]s lines",
	"logview.copied":      "%[1]s lines copied",
	"logview.copied.one":  "1 line copied",
	"logview.copied.some": "The first %[1]s of %[2]s lines copied",

	"logview.repeat":       "× %[1]s",
	"logview.repeat.since": "× %[1]s since %[2]s",

	"logview.times.clock":     "Clock",
	"logview.times.zone":      "Clock, %[1]s",
	"logview.times.before":    "Since the line before",
	"logview.times.chosen":    "From the chosen line",
	"logview.times.day_clock": "%[1]d d %[2]s",
	"logview.times.days":      "%[1]d d",

	"logview.lines":           "%[1]s lines",
	"logview.lines.one":       "1 line",
	"logview.operation":       "Operation %[1]s · %[2]s",
	"logview.operation.took":  "Operation %[1]s · %[2]s · %[3]s",
	"logview.operation.short": "%[1]s · %[2]s",

	"logview.save":            "Save these %[1]s lines",
	"logview.save.one":        "Save this line",
	"logview.save.these":      "Save these lines",
	"logview.fold":            "Fold repeats",
	"logview.mark":            "Only mark what the filter finds",
	"logview.save.stop":       "Stop saving",
	"logview.save.stop.short": "Stop",
	"logview.save.busy":       "Saving, %[1]d %%",
	"logview.save.stopped":    "Saving was stopped; no file was made.",
	"logview.save.failed":     "Not saved. %[1]s",
	"logview.save.why":        "%[1]s (%[2]s)",
	"logview.save.nothing":    "None of these lines can be read any more.",
	"logview.save.open":       "Open",
	"logview.save.folder":     "Show the folder",
	"logview.saved":           "%[1]s lines saved",
	"logview.saved.one":       "1 line saved",
	"logview.saved.lost":      "%[1]s lines saved, %[2]s could no longer be read",

	"logview.empty.title":  "Nothing logged yet",
	"logview.empty.advice": "What the program does appears here, newest line last.",
	"logview.none.title":   "No line passes the filter",
	"logview.none.advice":  "%[1]s lines are hidden.",
	"logview.wrong.title":  "This is no regular expression yet",
	"logview.empty.all":    "Show all lines",
	"logview.gone":         "This line is no longer kept.",

	"logview.density.label": "Lines over time",
	"logview.density.all":   "All",
	"logview.density.day":   "Last 24 h",
	"logview.density.hour":  "Last hour",

	"logview.unreadable.short": "Cannot be read just now",
	"logview.flow.short":       "%[1]s lines/s",
	"logview.reading.short":    "%[1]s MB left",
	"logview.silence.short":    "Silent for %[1]s",
	"logview.silence":          "Silent for %[1]s, usually at most %[2]s between lines",
	"logview.span.s":           "%[1]d s",
	"logview.span.min":         "%[1]d min",
	"logview.span.h":           "%[1]d h",
	"logview.span.d":           "%[1]d d",

	"logview.detail.same": "Same operation",
	"logview.detail.copy": "Copy",
}

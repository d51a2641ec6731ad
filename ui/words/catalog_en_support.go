package words

// supportEnglish holds the English texts of the support page, the support code and the
// bundle, in the window and on the command line.
var supportEnglish = map[string]string{

	"bundle.logs_advice": "Part of the log could not be read, so it is not in the bundle. The rest is.",

	"cli.usage.code":   "Give one support code: station-companion code XXXX-XXXX.",
	"cli.usage.bundle": "Give a file to write: station-companion bundle -o FILE. Or list what it would hold: bundle --list, which alone takes --json.",

	"cli.code.length":        "A support code has eight letters and digits.",
	"cli.code.length_advice": "Ask for it again, in groups of four. The letters I, L, O and U are never in it.",
	"cli.code.check":         "This code was not read out or typed right.",
	"cli.code.check_advice":  "Ask for it again, letter by letter: its last character does not fit the others.",
	"cli.code.format":        "This code is of a newer program.",
	"cli.code.format_advice": "Decode it with the newest Station Companion.",
	"cli.code.state":         "State",
	"cli.code.cause":         "Cause",
	"cli.code.program":       "Program",
	"cli.code.station":       "Station",
	"cli.code.no_cause":      "none",
	"cli.code.not_released":  "not a released version",
	"cli.code.fits":          "%[1]s fits",
	"cli.code.other":         "%[1]s is another name than this code's station has",
	"cli.code.not_asked":     "Name it with --station to see whether it fits.",

	"cli.status.code": "Code",
}

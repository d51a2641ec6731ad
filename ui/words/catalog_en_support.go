package words

// supportEnglish holds the English texts of the support page, the support code and the
// bundle, in the window and on the command line.
var supportEnglish = map[string]string{
	"window.help.f2": "support: a code and facts to read out",

	"support.title":   "Support",
	"support.open":    "Support",
	"support.code":    "Support code",
	"support.station": "Station",
	"support.state":   "State",
	"support.server":  "Server",
	"support.clock":   "Clock",
	"support.program": "Program",
	"support.uptime":  "Running for",
	"support.memory":  "Memory",
	"support.qr":      "The same text, for a phone's camera",
	"support.copy":    "Copy all",
	"support.check":   "Check connection",
	"support.bundle":  "Save bundle…",
	"support.fact":    "%[1]s: %[2]s",
	"support.as_of":   "As of",
	"support.cause":   "Cause",
	"support.version": "Station Companion %[1]s",
	"support.wats":    "%[1]s · WATS %[2]s",

	"support.demo": "%[1]s · demo data",

	"support.up.under": "under a minute",
	"support.up.min":   "%[1]d min",
	"support.up.h":     "%[1]d h %[2]d min",
	"support.up.d":     "%[1]d d %[2]d h",

	"bundle.title":       "Support bundle",
	"bundle.what":        "This is everything the file will hold. Nothing is sent anywhere, and nothing is written before you press Save.",
	"bundle.anonymise":   "Anonymise: no names of stations, servers, units",
	"bundle.size":        "%[1]s · %[2]s",
	"bundle.making":      "Reading settings and log…",
	"bundle.save":        "Save",
	"bundle.saving":      "Saving…",
	"bundle.saved":       "Saved as %[1]s",
	"bundle.folder":      "Show folder",
	"bundle.page_up":     "Page up",
	"bundle.page_down":   "Page down",
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
	"cli.code.not_released":  "not a released version, or too new for a code",
	"cli.code.fits":          "%[1]s fits",
	"cli.code.other":         "%[1]s is another name than this code's station has",
	"cli.code.not_asked":     "Name it with --station to see whether it fits.",

	"cli.status.code": "Code",
}

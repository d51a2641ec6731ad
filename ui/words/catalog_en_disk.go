package words

// diskEnglish words what goes wrong with files: full disks, places that cannot be
// written.
var diskEnglish = map[string]string{
	"error.disk_full.title":  "The disk is full.",
	"error.disk_full.file":   "The disk is full, so %[1]s was not written; what was there before is kept.",
	"error.disk_full.advice": "Make room on the disk, then try again.",

	"error.read_only.title":  "This disk can only be read.",
	"error.read_only.file":   "%[1]s lies on a disk that can only be read.",
	"error.read_only.advice": "Ask IT to allow writing there.",

	"error.permission.title":    "This account may not do that.",
	"error.permission.file":     "This account may not write %[1]s.",
	"error.permission.advice":   "Ask IT for the right to write there.",
	"error.permission.settings": "Ask IT for the right to write there, or save for this account only.",

	"error.in_the_way.title":  "Something else stands where a folder should be.",
	"error.in_the_way.file":   "%[1]s cannot be written: something else stands where its folder should be.",
	"error.in_the_way.advice": "Move away what is there, or ask IT.",

	"cause.disk_full":  "the disk is full",
	"cause.read_only":  "the disk can only be read",
	"cause.permission": "this account may not write there",
	"cause.in_the_way": "something else stands where the folder should be",
	"cause.other":      "the files cannot be written",

	"log.unwritable": "The program's log cannot be written: %[1]s.",
	"log.goes_on":    "The program works without it.",
	"log.dropped":    "%[1]d lines are missing so far.",
}

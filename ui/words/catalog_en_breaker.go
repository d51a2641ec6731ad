package words

// breakerEnglish holds the English texts of the breaker page and of the desktop
// notifications. A notification's text has no arguments and only letters, digits, points,
// commas and hyphens: on Windows it goes through a shell (ui/notify).
var breakerEnglish = map[string]string{
	"notify.opened.title":    "WATS does not answer",
	"notify.opened.body":     "Look-ups wait. The program tries again by itself. Its window says why and what to do.",
	"notify.recovered.title": "WATS answers again",
	"notify.recovered.body":  "Look-ups work as before. There is nothing to do.",
}

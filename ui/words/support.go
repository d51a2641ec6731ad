package words

import "time"

// Uptime gives how long the program runs, to the minute: "under a minute", "42 min",
// "3 h 5 min", "12 d 4 h".
func Uptime(d time.Duration) string {
	switch {
	case d < time.Minute:
		return T("support.up.under")
	case d < time.Hour:
		return T("support.up.min", int(d/time.Minute))
	case d < 24*time.Hour:
		return T("support.up.h", int(d/time.Hour), int(d%time.Hour/time.Minute))
	}
	return T("support.up.d", int(d/(24*time.Hour)), int(d%(24*time.Hour)/time.Hour))
}

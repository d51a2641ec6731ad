package words

import (
	"time"

	"stationcompanion/client/cache"
)

// SavedCopies says how many reports are kept on this PC, and what they take.
func SavedCopies(s cache.Stats, now time.Time) string {
	switch {
	case s.Off:
		return T("saved.off")
	case s.Reports == 0:
		return facts(T("saved.none"), damaged(s))
	case s.Reports == 1:
		return facts(T("saved.one", Bytes(s.Bytes), When(s.Oldest, now)), damaged(s))
	}
	return facts(T("saved.many", s.Reports, Bytes(s.Bytes), When(s.Oldest, now)), damaged(s))
}

// damaged counts the copies that could not be read any more and were dropped.
func damaged(s cache.Stats) string {
	if s.Damaged == 0 {
		return ""
	}
	return T("saved.damaged", s.Damaged)
}

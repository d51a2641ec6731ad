package words

import (
	"time"

	"stationcompanion/client/cache"
)

// SavedCopies says how many reports are kept on this PC, and what they take; and where
// no more can be kept, why.
func SavedCopies(s cache.Stats, now time.Time) string {
	switch {
	case s.Off && s.Problem != nil:
		return T("saved.unable", T("cause."+string(causeOf(s.Problem))))
	case s.Off:
		return T("saved.off")
	case s.Reports == 0:
		return facts(T("saved.none"), damaged(s), unkept(s))
	case s.Reports == 1:
		return facts(T("saved.one", Bytes(s.Bytes), When(s.Oldest, now)), damaged(s), unkept(s))
	}
	return facts(T("saved.many", s.Reports, Bytes(s.Bytes), When(s.Oldest, now)), damaged(s), unkept(s))
}

// unkept says why the last report that was seen was not kept.
func unkept(s cache.Stats) string {
	if s.Problem == nil {
		return ""
	}
	return T("saved.problem", T("cause."+string(causeOf(s.Problem))))
}

// damaged counts the copies that could not be read any more and were dropped.
func damaged(s cache.Stats) string {
	if s.Damaged == 0 {
		return ""
	}
	return T("saved.damaged", s.Damaged)
}

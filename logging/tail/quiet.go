package tail

import (
	"os"
	"time"
)

// mostLooks is how many looks a log that its writer opens for itself alone is left alone
// while it grows: at four a second its lines come a second late at most.
const mostLooks = 4

// quiet is what is known of the writer of such a log. While we have it open, its writer is
// refused; programs write in bursts, so it is opened only after it stood still between
// two looks.
type quiet struct {
	size  int64
	mod   time.Time
	looks int // in which it was not still
}

// busy takes what a look shows and reports whether its writer is better left alone.
func (q *quiet) busy(fi os.FileInfo) bool {
	still := q.looks < 0 || q.mod.IsZero() || fi.Size() == q.size && fi.ModTime().Equal(q.mod)
	q.size, q.mod = fi.Size(), fi.ModTime()
	if still {
		q.looks = min(q.looks, 0)
		return false
	}
	if q.looks++; q.looks < mostLooks {
		return true
	}
	q.looks = 0
	return false
}

// over says that there will be no other look: nobody is waited for.
func (q *quiet) over() { q.looks = -1 }

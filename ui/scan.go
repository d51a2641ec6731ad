package ui

import "time"

// What tells a scanner from a hand. Scanners send a character every 2 to 20 ms; fast
// typists stay above 60 ms on average.
const (
	scanGap   = 35 * time.Millisecond  // average time between characters, at most
	scanPause = 120 * time.Millisecond // a longer pause ends a burst, whatever the average
	scanMin   = 3                      // characters at least, where nobody types text
	scanField = 6                      // characters at least, where a hand may be typing
)

// scanner watches the times of typed characters and knows which of them came at
// machine speed in one go. The zero value is ready.
type scanner struct {
	runes       []rune
	first, last time.Time
	before      []rune // the burst before this one, while it may be the beginning of it
}

// A window that is busy takes waiting characters all at once when it gets to them, so the
// pause before them was its own.
const (
	scanQueued = time.Millisecond       // two characters closer than this were waiting
	scanStall  = 500 * time.Millisecond // a pause the window may have made itself, at most
)

// scanMax bounds what is remembered; longer texts are no question anyway.
const scanMax = 4096

// add notes a typed character; fresh is true when it begins a new burst.
func (s *scanner) add(r rune, now time.Time) (fresh bool) {
	if len(s.runes) == 0 || now.Sub(s.last) > scanPause || now.Before(s.last) {
		s.before = s.before[:0]
		if pause := now.Sub(s.last); pause > 0 && pause <= scanStall {
			s.before = append(s.before, s.runes...)
		}
		s.runes, s.first, fresh = s.runes[:0], now, true
	} else if len(s.runes) == 1 && len(s.before) > 0 && now.Sub(s.last) < scanQueued {
		s.first = s.first.Add(-time.Duration(len(s.before)) * scanGap / 2)
		s.runes = append(append([]rune(nil), s.before...), s.runes...)
	}
	if len(s.runes) < scanMax {
		s.runes = append(s.runes, r)
	}
	s.last = now
	return fresh
}

// running reports whether the characters so far came at machine speed and the last one
// just now.
func (s *scanner) running(now time.Time, least int) bool {
	n := len(s.runes)
	if n < least || now.Sub(s.last) > scanPause || now.Before(s.last) {
		return false
	}
	return s.last.Sub(s.first) <= time.Duration(n-1)*scanGap
}

// take gives the burst and forgets it.
func (s *scanner) take() string {
	text := string(s.runes)
	s.drop()
	return text
}

// drop forgets the burst.
func (s *scanner) drop() { s.runes, s.before = s.runes[:0], s.before[:0] }

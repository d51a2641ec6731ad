package crash

import (
	"fmt"
	"math/rand/v2"
	"sync"
)

// T is what Prove asks of a test; *testing.T is one.
type T interface {
	Helper()
	TempDir() string
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
}

// Judge says what is wrong with the directory that a power cut left, after the marks that
// were passed; nil when all is well. It may read and write there.
type Judge func(dir string, marks []any) error

// Everywhere lays out in dir all that a power cut can leave, at every moment of the tape, and
// gives how many there were and what was wrong, each with how it came to be. It stops after
// most of them.
func (t *Tape) Everywhere(dir string, most int, judge Judge) (cuts int, bad []error) {
	place, p := NewPlace(dir), t.Play()
	for ok := true; ok; ok = p.Next() {
		for l := range p.Every() {
			err := place.Put(l)
			if err == nil {
				err = judge(dir, p.Marks())
			}
			if cuts++; err == nil {
				continue
			}
			if bad = append(bad, fmt.Errorf("%s: %w", l, err)); len(bad) == most {
				return cuts, bad
			}
		}
	}
	return cuts, bad
}

// Prove fails a test where judge finds fault with anything a power cut can leave, and where it
// finds less than least faults with the same program that flushes nothing: such a judge finds
// fault with nothing.
func (t *Tape) Prove(tb T, least int, judge Judge) {
	tb.Helper()
	cuts, bad := t.Everywhere(tb.TempDir(), 5, judge)
	for _, err := range bad {
		tb.Errorf("%v", err)
	}
	tb.Logf("%d power cuts", cuts)
	if _, found := t.WithoutSync().Everywhere(tb.TempDir(), least, judge); len(found) < least {
		tb.Errorf("only %d faults found in a program that flushes nothing", len(found))
	}
}

// Drawn says what is wrong with what one power cut left in dir, as Judge does; it may draw
// from rng what to do with it.
type Drawn func(l Left, dir string, marks []any, rng *rand.Rand) error

// Somewhere draws n power cuts at any moments of a tape too long for Everywhere, and judges
// them on one goroutine for each of dirs. The same seed draws the same ones. It gives what was
// wrong, at most so many.
func (t *Tape) Somewhere(dirs []string, n, most int, seed uint64, judge Drawn) (bad []error) {
	counts := t.Crashes(rand.New(rand.NewPCG(seed, 4)), n) // #nosec G404 -- for tests, the same each time
	var mu sync.Mutex
	var work sync.WaitGroup
	tell := func(err error) (enough bool) {
		mu.Lock()
		defer mu.Unlock()
		if len(bad) < most {
			bad = append(bad, err)
		}
		return len(bad) == most
	}
	for w, dir := range dirs {
		work.Go(func() {
			rng := rand.New(rand.NewPCG(seed, uint64(w))) // #nosec G404 G115 -- as above; a handful
			place, p := NewPlace(dir), t.Play()
			for ok := true; ok; ok = p.Next() {
				for range (counts[p.Done()] + w) / len(dirs) {
					l := p.Some(rng)
					err := place.Put(l)
					if err == nil {
						err = judge(l, dir, p.Marks(), rng)
					}
					if err != nil && tell(fmt.Errorf("%s: %w", l, err)) {
						return
					}
				}
			}
		})
	}
	work.Wait()
	return bad
}

package crash

import "fmt"

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

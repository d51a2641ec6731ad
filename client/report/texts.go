package report

import (
	"hash/maphash"
	"strings"
)

// ref is a text of a texts table; 0 is the empty text.
type ref uint32

// texts keeps each text once, as far as a small cache sees that it came before:
// names, units, operators and limits of a report repeat, measured values rarely
// do. The texts share large pieces of memory instead of being one object each.
type texts struct {
	all   chunks[string]
	piece *strings.Builder
	cache [][textWays]ref // while decoding: by hash, the newest texts with it
	seed  maphash.Seed
}

const (
	textSets = 1 << 10
	// Two texts that come at every step and fall into one set must not drive each
	// other out.
	textWays     = 4
	textPiece    = 32 << 10
	textAlone    = 2 << 10 // longer texts get memory of their own
	firstPiece   = 1 << 10
	textsInFirst = 64
)

func newTexts() texts {
	t := texts{cache: make([][textWays]ref, textSets), seed: maphash.MakeSeed()}
	t.all.push("")
	return t
}

// add gives the ref of b, keeping a copy if it is new.
func (t *texts) add(b []byte) ref {
	if len(b) == 0 {
		return 0
	}
	if len(b) > textAlone {
		return t.push(string(b))
	}
	set := &t.cache[maphash.Bytes(t.seed, b)%textSets]
	for i, r := range set {
		if r == 0 {
			break
		}
		if *t.all.at(int(r)) == string(b) {
			copy(set[1:i+1], set[:i]) // newest in front
			set[0] = r
			return r
		}
	}
	copy(set[1:], set[:textWays-1])
	set[0] = t.push(t.copied(b))
	return set[0]
}

func (t *texts) push(s string) ref {
	t.all.push(s)
	return ref(t.all.len() - 1)
}

// copied puts b into the present piece. A builder's text so far stays valid while
// it is written on, so each text is a slice of it.
func (t *texts) copied(b []byte) string {
	if t.piece == nil || t.piece.Cap()-t.piece.Len() < len(b) {
		size := textPiece
		if t.all.len() < textsInFirst {
			size = max(firstPiece, len(b))
		}
		t.piece = new(strings.Builder)
		t.piece.Grow(size)
	}
	from := t.piece.Len()
	t.piece.Write(b)
	return t.piece.String()[from:]
}

func (t *texts) get(r ref) string { return *t.all.at(int(r)) }

// finish drops what only decoding needs.
func (t *texts) finish() { t.cache, t.piece = nil, nil }

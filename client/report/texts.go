package report

import (
	"encoding/binary"
	"hash/maphash"
	"strings"
)

// ref is a text of a texts table: the number of a page and the place in it, or of
// a long text; 0 is the empty text.
type ref uint32

// texts keeps each text once, as far as a small cache sees that it came before:
// names, units, operators and limits of a report repeat, measured values rarely
// do. Texts stand one after the other in pages, each after its length: one or two
// bytes more than the text itself.
type texts struct {
	pages []string // the last one is what page holds so far
	page  *strings.Builder
	long  []string
	cache *textCache // while decoding
	seed  maphash.Seed
}

// cached is a text and the rest of its hash.
type cached struct {
	ref ref
	tag uint32
}

// textCache knows texts that came before.
type textCache struct {
	sets  [textSets][textWays]cached // by hash, the newest first
	short [256]ref                   // texts of one byte
}

const (
	textSets = 1 << 10
	// Two texts that come at every step and fall into one set must not drive each
	// other out.
	textWays  = 4
	pageBits  = 16
	pageSize  = 1 << pageBits
	firstPage = 2 << 10 // a small report needs no more
	maxPages  = 1 << (31 - pageBits)
	longText  = ref(1) << 31
	textAlone = 2 << 10 // longer texts get memory of their own
)

func newTexts() texts {
	return texts{cache: new(textCache), seed: maphash.MakeSeed()}
}

// full reports whether there is no room for the texts of one more step.
func (t *texts) full() bool { return len(t.pages) >= maxPages-1 }

// add gives the ref of b, keeping a copy if it is new.
func (t *texts) add(b []byte) ref {
	switch {
	case len(b) == 1:
		r := &t.cache.short[b[0]]
		if *r == 0 {
			*r = t.keep(b)
		}
		return *r
	case len(b) == 0:
		return 0
	case len(b) > textAlone:
		t.long = append(t.long, string(b))
		return longText | ref(len(t.long)-1) // #nosec G115 -- fewer than the bytes of a report, which are bounded
	}
	h := t.hash(b)
	set, tag := &t.cache.sets[h%textSets], uint32(h/textSets) // #nosec G115 -- a tag: any 32 bits of the hash do
	for i, c := range set {
		if c.tag == tag && c.ref != 0 && t.get(c.ref) == string(b) {
			copy(set[1:i+1], set[:i]) // newest in front
			set[0] = c
			return c.ref
		}
	}
	copy(set[1:], set[:textWays-1])
	set[0] = cached{t.keep(b), tag}
	return set[0].ref
}

// hash mixes both ends of texts of 8 to 16 bytes and all of the others. That one
// can make texts that meet costs no more than keeping a text twice.
func (t *texts) hash(b []byte) uint64 {
	n := len(b)
	var h uint64
	switch {
	case n > 16:
		return maphash.Bytes(t.seed, b)
	case n >= 8:
		h = binary.LittleEndian.Uint64(b)*0x9E3779B97F4A7C15 ^ binary.LittleEndian.Uint64(b[n-8:])
	case n >= 4:
		h = uint64(binary.LittleEndian.Uint32(b))<<32 | uint64(binary.LittleEndian.Uint32(b[n-4:]))
	default:
		h = uint64(b[0])<<16 | uint64(b[n/2])<<8 | uint64(b[n-1])
	}
	return (h + uint64(n)) * 0xD6E8FEB86659FD93 >> 22
}

// keep puts b, of at most textAlone bytes, into the present page. A builder's text
// so far stays valid while it is written on.
func (t *texts) keep(b []byte) ref {
	if t.page == nil || min(t.page.Cap(), pageSize)-t.page.Len() < len(b)+2 {
		t.newPage()
	}
	at := t.page.Len()
	if len(b) < 0x80 {
		t.page.WriteByte(byte(len(b))) // #nosec G115 -- the length in two bytes of seven bits, at most textAlone
	} else {
		t.page.WriteByte(byte(len(b)) | 0x80) // #nosec G115 -- the length in two bytes of seven bits, at most textAlone
		t.page.WriteByte(byte(len(b) >> 7))   // #nosec G115 -- the length in two bytes of seven bits, at most textAlone
	}
	t.page.Write(b)
	t.pages[len(t.pages)-1] = t.page.String()
	return ref((len(t.pages)-1)<<pageBits | at) // #nosec G115 -- at most maxPages pages of pageSize bytes: see full
}

func (t *texts) newPage() {
	size := pageSize
	if len(t.pages) == 0 {
		size = firstPage + textAlone
	}
	t.page = new(strings.Builder)
	t.page.Grow(size)
	t.pages = append(t.pages, "")
	if len(t.pages) == 1 {
		t.page.WriteByte(0) // so that no text has ref 0
	}
}

func (t *texts) get(r ref) string {
	switch {
	case r == 0:
		return ""
	case r&longText != 0:
		return t.long[r&^longText]
	}
	s := t.pages[r>>pageBits][r&(pageSize-1):]
	n := int(s[0])
	if n < 0x80 {
		return s[1 : 1+n]
	}
	n = n&0x7f | int(s[1])<<7
	return s[2 : 2+n]
}

// finish drops what only decoding needs.
func (t *texts) finish() { t.cache, t.page = nil, nil }

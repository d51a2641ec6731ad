package crash

import (
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// Left is what one power cut leaves.
type Left struct {
	// Files by name, slash-separated, below the directory. Not to be changed.
	Files map[string][]byte
	times map[string]time.Time

	where string
	done  uint64 // the pending names that were made
	fates []string
}

// String tells how it came to be.
func (l Left) String() string {
	return fmt.Sprintf("%s, names done %b: %s", l.where, l.done, strings.Join(l.fates, ", "))
}

// fate is what becomes of the bytes of a file that were not flushed.
type fate struct {
	how  string
	data []byte
}

func (n node) cut(at int) fate { return fate{"cut", n.data[:at:at]} }

// zero makes [from, to) NUL; the length stays.
func (n node) zero(from, to int) fate {
	data := slices.Clone(n.data)
	clear(data[from:to])
	return fate{"zeroed", data}
}

// fates gives all of them: cut after each byte, zero from each byte on, zero up to
// each byte.
func (n node) fates() []fate {
	all := []fate{n.cut(n.flushed)}
	for at := n.flushed + 1; at <= len(n.data); at++ {
		all = append(all, n.cut(at), n.zero(at-1, len(n.data)))
		if at < len(n.data) {
			all = append(all, n.zero(n.flushed, at))
		}
	}
	return all
}

// fate draws one.
func (n node) fate(rng *rand.Rand) fate {
	open := len(n.data) - n.flushed
	if open == 0 {
		return n.cut(len(n.data))
	}
	at := n.flushed + rng.IntN(open)
	switch rng.IntN(8) {
	case 0:
		return n.cut(n.flushed)
	case 1, 2:
		return n.cut(len(n.data))
	case 3:
		return n.zero(n.flushed, len(n.data))
	case 4:
		return n.zero(at, len(n.data))
	case 5:
		return n.zero(at, at+1+rng.IntN(len(n.data)-at))
	}
	return n.cut(at)
}

// view gives the names when those of the pending changes are done that done has a bit for.
func (p *Player) view(done uint64) map[string]int {
	names := maps.Clone(p.names)
	for i, c := range p.pending {
		if done&(1<<i) != 0 {
			c.do(names)
		}
	}
	return names
}

// left puts a directory together; fates are of the files in names.
func (p *Player) left(done uint64, names map[string]int, fates map[int]fate) Left {
	l := Left{
		Files: make(map[string][]byte, len(names)), times: make(map[string]time.Time, len(names)),
		where: p.where(), done: done,
	}
	for name, n := range names {
		f, ok := fates[n]
		if !ok {
			f = p.nodes[n].cut(p.nodes[n].flushed)
		}
		l.Files[name], l.times[name] = f.data, p.nodes[n].mod
		if ok {
			l.fates = append(l.fates, fmt.Sprintf("%s %s, %d of %d bytes", name, f.how, len(f.data), len(p.nodes[n].data)))
		}
	}
	return l
}

// maxPending bounds what Every goes through: 2^n sets of names.
const maxPending = 12

// Every gives all that a power cut at this place can leave. Where several files with
// bytes to lose are in sight, one after the other has every fate while the others are
// whole, then while they are cut to what was flushed.
func (p *Player) Every() iter.Seq[Left] {
	if len(p.pending) > maxPending {
		panic(fmt.Sprintf("crash: %d names are not flushed: too many to go through", len(p.pending)))
	}
	return func(yield func(Left) bool) {
		for done := range uint64(1) << len(p.pending) {
			names := p.view(done)
			for fates := range p.everyFate(names) {
				if !yield(p.left(done, names, fates)) {
					return
				}
			}
		}
	}
}

func (p *Player) everyFate(names map[string]int) iter.Seq[map[int]fate] {
	open := p.open(names)
	return func(yield func(map[int]fate) bool) {
		if len(open) == 0 {
			yield(nil)
			return
		}
		for _, others := range []func(node) fate{
			func(n node) fate { return n.cut(len(n.data)) },
			func(n node) fate { return n.cut(n.flushed) },
		} {
			for _, one := range open {
				fates := map[int]fate{}
				for _, n := range open {
					fates[n] = others(p.nodes[n])
				}
				for _, f := range p.nodes[one].fates() {
					fates[one] = f
					if !yield(fates) {
						return
					}
				}
			}
			if len(open) == 1 {
				return // there are no others
			}
		}
	}
}

// open are the files in sight that have bytes to lose, in order.
func (p *Player) open(names map[string]int) []int {
	var all []int
	for _, n := range names {
		if p.nodes[n].flushed < len(p.nodes[n].data) {
			all = append(all, n)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Some draws one of the things a power cut at this place can leave.
func (p *Player) Some(rng *rand.Rand) Left {
	done := rng.Uint64()
	switch pending := min(len(p.pending), 63); rng.IntN(3) {
	case 0: // in order, as a journal keeps them
		done = 1<<rng.IntN(pending+1) - 1
	case 1:
		done = 1<<pending - 1
	}
	done &= 1<<min(len(p.pending), 63) - 1
	names, fates := p.view(done), map[int]fate{}
	for _, n := range p.open(names) {
		fates[n] = p.nodes[n].fate(rng)
	}
	return p.left(done, names, fates)
}

package match

import (
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// runner runs a machine. It keeps the states it has met, up to a limit, and is used
// by one goroutine at a time.
//
// A state is a number: where its row in next begins. A row says for every class which
// state follows.
type runner struct {
	*machine
	width  int // of a row
	next   []uint32
	sets   []set
	index  map[string]uint32
	starts [3]uint32 // by what stands before
	memory int       // about what the states take, in bytes
	seen   int       // bytes read since the states were last forgotten
	tired  bool

	stack []uint32
	marks []uint32 // by instruction: the turn in which it was reached
	turn  uint32
	now   []uint32
}

// set is the instructions a state stands at: those that wait for a character, and
// those that ask what is around; and what stands before.
type set struct {
	at     []uint32
	before before
}

type before byte

const (
	atBegin before = iota
	afterWord
	afterOther
)

// The states that are no rows.
const (
	unmet   = 0
	dead    = 1
	matched = 2
	rows    = 3 // the first row is not before this times the width
)

const (
	mostMemory = 1 << 20 // bytes for states
	worth      = 16      // bytes a state must serve, or the machine is no gain
)

func newRunner(m *machine) *runner {
	r := &runner{machine: m}
	if m == nil {
		r.tired = true
		return r
	}
	r.width = int(m.end) + 1
	r.marks = make([]uint32, len(m.prog.Inst))
	r.forget()
	return r
}

// match reports whether there is a match in line that begins at i or later; it is not
// ok where the states become too many.
func (r *runner) match(line []byte, i int) (found, ok bool) {
	if r.tired {
		return false, false
	}
	s := r.starts[atBegin]
	if i > 0 {
		s = r.starts[r.behind(line[i-1])]
	}
	for i < len(line) && s > matched {
		if s, i = r.run(s, line, i); i == len(line) {
			break
		}
		class, size := r.first(line[i:])
		if i += size; r.next[s+uint32(class)] == unmet {
			s = r.step(s, class)
		} else {
			s = r.next[s+uint32(class)]
		}
	}
	if s > matched {
		to := r.next[s+uint32(r.end)]
		if to == unmet {
			to = r.step(s, r.end)
		}
		s = to
	}
	r.seen += len(line)
	return s == matched, !r.tired
}

// run goes on from s and line[i] as long as the characters are ASCII and the states
// that follow are known, and returns where it ended.
func (r *runner) run(s uint32, line []byte, i int) (uint32, int) {
	next, ascii := r.next, &r.ascii
	for ; i < len(line); i++ {
		c := line[i]
		if c >= utf8.RuneSelf {
			break
		}
		to := next[s+uint32(ascii[c])]
		if to <= matched {
			break
		}
		s = to
	}
	return s, i
}

// step works out which state follows s.
func (r *runner) step(s uint32, class uint8) uint32 {
	from := r.sets[int(s)/r.width]
	r.begin()
	around := r.around(from.before, class)
	for _, pc := range from.at {
		if r.reach(pc, around, true) {
			return r.keep(s, class, matched)
		}
	}
	if class == r.end {
		return r.keep(s, class, dead)
	}
	waiting := slices.Clone(r.now)
	r.begin()
	for _, pc := range waiting {
		if r.accepts[pc][class] && r.reach(r.prog.Inst[pc].Out, 0, false) {
			return r.keep(s, class, matched)
		}
	}
	if !r.anchored {
		r.reach(uint32(r.prog.Start), 0, false) // #nosec G115 -- a place in the program
	}
	had := len(r.next)
	to := r.state(r.after(class))
	if len(r.next) < had {
		return to // s was forgotten
	}
	return r.keep(s, class, to)
}

// after is what stands before the character that follows one of class.
func (m *machine) after(class uint8) before {
	if m.isWord[class] {
		return afterWord
	}
	return afterOther
}

// behind is what stands before the character that follows the byte c.
func (m *machine) behind(c byte) before {
	if c < utf8.RuneSelf {
		return m.after(m.ascii[c])
	}
	return afterOther
}

func (r *runner) keep(s uint32, class uint8, to uint32) uint32 {
	r.next[s+uint32(class)] = to
	return to
}

// around is what the expression may ask of a place between two characters.
func (r *runner) around(b before, class uint8) syntax.EmptyOp {
	op := syntax.EmptyNoWordBoundary
	if (b == afterWord) != r.isWord[class] {
		op = syntax.EmptyWordBoundary
	}
	if b == atBegin {
		op |= syntax.EmptyBeginText | syntax.EmptyBeginLine
	}
	if class == r.end {
		op |= syntax.EmptyEndText | syntax.EmptyEndLine
	}
	return op
}

package match

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
)

// forget drops all states but those to start from.
func (r *runner) forget() {
	r.next = append(r.next[:0], make([]uint32, rows*r.width)...)
	r.sets = append(r.sets[:0], make([]set, rows)...)
	r.index = map[string]uint32{}
	r.memory, r.seen = 0, 0
	for b := range r.starts {
		r.begin()
		if r.starts[b] = matched; !r.reach(uint32(r.prog.Start), 0, false) { // #nosec G115 -- a place in the program
			r.starts[b] = r.state(before(b))
		}
	}
}

// begin makes now empty.
func (r *runner) begin() {
	r.now = r.now[:0]
	if r.turn++; r.turn == 0 {
		clear(r.marks)
		r.turn = 1
	}
}

// reach adds to now where one gets from pc without a character; it is true where that
// is a match. asked: around is known, else what asks for it is added itself.
func (r *runner) reach(pc uint32, around syntax.EmptyOp, asked bool) bool {
	r.stack = append(r.stack[:0], pc)
	for len(r.stack) > 0 {
		pc := r.stack[len(r.stack)-1]
		r.stack = r.stack[:len(r.stack)-1]
		if r.marks[pc] == r.turn {
			continue
		}
		r.marks[pc] = r.turn
		in := &r.prog.Inst[pc]
		switch in.Op {
		case syntax.InstMatch:
			return true
		case syntax.InstAlt, syntax.InstAltMatch:
			r.stack = append(r.stack, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			r.stack = append(r.stack, in.Out)
		case syntax.InstEmptyWidth:
			if !asked {
				r.now = append(r.now, pc)
			} else if syntax.EmptyOp(in.Arg)&^around == 0 { // #nosec G115 -- Arg of this instruction is an EmptyOp
				r.stack = append(r.stack, in.Out)
			}
		case syntax.InstFail:
		default:
			r.now = append(r.now, pc)
		}
	}
	return false
}

// state returns the state of now.
func (r *runner) state(b before) uint32 {
	if b != atBegin {
		r.now = slices.DeleteFunc(r.now, func(pc uint32) bool {
			in := &r.prog.Inst[pc]
			return in.Op == syntax.InstEmptyWidth && syntax.EmptyOp(in.Arg)&(syntax.EmptyBeginText|syntax.EmptyBeginLine) != 0 // #nosec G115 -- Arg of this instruction is an EmptyOp
		})
	}
	if len(r.now) == 0 {
		return dead
	}
	slices.Sort(r.now)
	key := []byte{byte(b)}
	for _, pc := range r.now {
		key = binary.LittleEndian.AppendUint32(key, pc)
	}
	if s, ok := r.index[string(key)]; ok {
		return s
	}
	if r.memory > mostMemory {
		r.tired = r.tired || r.seen < worth*len(r.sets)
		now := slices.Clone(r.now)
		r.forget()
		r.now = now
	}
	s := uint32(len(r.next)) // #nosec G115 -- bounded by mostMemory
	r.next = append(r.next, make([]uint32, r.width)...)
	r.sets = append(r.sets, set{slices.Clone(r.now), b})
	r.index[string(key)] = s
	r.memory += 4*r.width + 2*len(key) + 100
	return s
}

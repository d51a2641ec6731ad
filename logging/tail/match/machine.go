package match

import (
	"regexp/syntax"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"
)

// machine is a compiled regular expression as a state machine that only says whether
// there is a match. Its states are made by runners when they are met. All characters
// that no instruction tells apart are one class; the end of the line is a class too.
// It gives what package regexp gives, also for bytes that belong to no character:
// each is U+FFFD.
type machine struct {
	prog     *syntax.Prog
	anchored bool // a match begins where the line begins
	words    bool // \b or \B is in it
	bounds   []rune
	classes  []uint8 // of the characters from bounds[i] on, before bounds[i+1]
	ascii    [128]uint8
	isWord   []bool   // by class: a letter, digit or _ of ASCII
	accepts  [][]bool // by instruction, then by class
	end      uint8    // the class of the end of the line
}

const (
	mostInstructions = 4000
	mostClasses      = 200
	mostTests        = 1 << 20 // instructions times ranges of characters
)

// newMachine returns nil where the machine would be too large.
func newMachine(tree *syntax.Regexp) *machine {
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil || len(prog.Inst) > mostInstructions {
		return nil
	}
	m := &machine{prog: prog, anchored: prog.StartCond()&syntax.EmptyBeginText != 0}
	for _, in := range prog.Inst {
		if in.Op == syntax.InstEmptyWidth && syntax.EmptyOp(in.Arg)&(syntax.EmptyWordBoundary|syntax.EmptyNoWordBoundary) != 0 { // #nosec G115 -- Arg of this instruction is an EmptyOp
			m.words = true
		}
	}
	m.bounds = m.cuts()
	if len(m.bounds)*len(prog.Inst) > mostTests || !m.classify() {
		return nil
	}
	for r := range m.ascii {
		m.ascii[r] = m.class(rune(r))
	}
	return m
}

// cuts returns where ranges of characters begin that no instruction tells apart, in
// order; the first is 0.
func (m *machine) cuts() []rune {
	cuts := []rune{0}
	for _, in := range m.prog.Inst {
		switch in.Op {
		case syntax.InstRune1, syntax.InstRune:
			if len(in.Rune) == 1 {
				r := in.Rune[0]
				cuts = append(cuts, r, r+1)
				for x := unicode.SimpleFold(r); x != r; x = unicode.SimpleFold(x) {
					cuts = append(cuts, x, x+1)
				}
			}
			for i := 0; i+1 < len(in.Rune); i += 2 {
				cuts = append(cuts, in.Rune[i], in.Rune[i+1]+1)
			}
		case syntax.InstRuneAnyNotNL:
			cuts = append(cuts, '\n', '\n'+1)
		}
	}
	if m.words {
		cuts = append(cuts, '0', '9'+1, 'A', 'Z'+1, '_', '_'+1, 'a', 'z'+1)
	}
	slices.Sort(cuts)
	return slices.Compact(cuts)
}

// classify gives ranges that all instructions treat alike the same class. It is
// false where there are too many classes.
func (m *machine) classify() bool {
	seen := map[string]uint8{}
	m.accepts = make([][]bool, len(m.prog.Inst))
	key := make([]byte, len(m.prog.Inst)+1)
	for _, r := range m.bounds {
		word := m.words && syntax.IsWordChar(r)
		for i := range m.prog.Inst {
			key[i] = truth(takes(&m.prog.Inst[i], r))
		}
		key[len(key)-1] = truth(word)
		class, ok := seen[string(key)]
		if !ok {
			if len(seen) == mostClasses {
				return false
			}
			class = uint8(len(seen)) // #nosec G115 -- below mostClasses
			seen[string(key)] = class
			m.isWord = append(m.isWord, word)
			for i := range m.prog.Inst {
				m.accepts[i] = append(m.accepts[i], key[i] != 0)
			}
		}
		m.classes = append(m.classes, class)
	}
	m.end = uint8(len(seen)) // #nosec G115 -- at most mostClasses
	m.isWord = append(m.isWord, false)
	return true
}

func truth(b bool) byte {
	if b {
		return 1
	}
	return 0
}

func takes(in *syntax.Inst, r rune) bool {
	switch in.Op {
	case syntax.InstRune, syntax.InstRune1:
		return in.MatchRune(r)
	case syntax.InstRuneAny:
		return true
	case syntax.InstRuneAnyNotNL:
		return r != '\n'
	}
	return false
}

// class returns the class of any character.
func (m *machine) class(r rune) uint8 {
	return m.classes[sort.Search(len(m.bounds), func(i int) bool { return m.bounds[i] > r })-1]
}

// first returns the class of the first character of b, which is not empty, and its
// length.
func (m *machine) first(b []byte) (class uint8, size int) {
	if b[0] < utf8.RuneSelf {
		return m.ascii[b[0]], 1
	}
	r, size := utf8.DecodeRune(b)
	return m.class(r), size
}

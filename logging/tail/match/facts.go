package match

import (
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// facts is what is known of every text a (part of a) regular expression matches.
// A choice is texts of which it must be one; with "" in it a choice says nothing.
type facts struct {
	whole  choice   // what is matched is one of these; nil = not known
	sure   bool     // and each of these is matched, wherever it stands
	prefix choice   // it begins with one of these
	suffix choice   // it ends with one of these
	need   []choice // it holds one of each
}

// part is a text; fold: letter case does not matter. A part may allow more than
// the expression does, never less.
type part struct {
	text string
	fold bool
}

type choice []part

const (
	mostParts   = 16 // parts of a choice
	mostCopies  = 4  // of what is repeated, written out
	mostInClass = 4  // characters of a class that is taken as a choice, without their other case
)

var nothing = choice{{}}

var unknown = facts{prefix: nothing, suffix: nothing}

// just is the facts of what matches one of c.
func just(c choice, sure bool) facts {
	return facts{whole: c, sure: sure, prefix: c, suffix: c}
}

// study finds the facts of re.
func study(re *syntax.Regexp) facts {
	switch re.Op {
	case syntax.OpEmptyMatch:
		return just(nothing, true)
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return just(nothing, false)
	case syntax.OpLiteral:
		return studyLiteral(re)
	case syntax.OpCharClass:
		return studyClass(re.Rune)
	case syntax.OpCapture:
		return study(re.Sub[0])
	case syntax.OpConcat:
		return joined(studyAll(re.Sub))
	case syntax.OpAlternate:
		return either(studyAll(re.Sub))
	case syntax.OpQuest:
		return optional(study(re.Sub[0]))
	case syntax.OpPlus:
		return atLeastOnce(study(re.Sub[0]))
	case syntax.OpRepeat:
		return studyRepeat(re)
	}
	return unknown // any character, any number of times, no match
}

func studyAll(subs []*syntax.Regexp) []facts {
	row := make([]facts, len(subs))
	for i, re := range subs {
		row[i] = study(re)
	}
	return row
}

// tellable reports whether r in an expression stands for its own bytes only.
// U+FFFD also stands for each byte that belongs to no character.
func tellable(r rune) bool {
	return r != utf8.RuneError && utf8.ValidRune(r)
}

func studyLiteral(re *syntax.Regexp) facts {
	p := part{fold: re.Flags&syntax.FoldCase != 0 && slices.ContainsFunc(re.Rune, hasCase)}
	for _, r := range re.Rune {
		if !tellable(r) {
			return unknown
		}
		p.text += string(r)
	}
	return just(choice{p}, true)
}

func hasCase(r rune) bool { return unicode.SimpleFold(r) != r }

// studyClass takes a small class as a choice of its characters, those that differ by
// case only as one.
func studyClass(pairs []rune) facts {
	var c choice
	in := func(r rune) bool {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] <= r && r <= pairs[i+1] {
				return true
			}
		}
		return false
	}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1]-pairs[i] >= 3*mostInClass {
			return unknown
		}
		for r := pairs[i]; r <= pairs[i+1]; r++ {
			if !tellable(r) {
				return unknown
			}
			fold, least := hasCase(r), r
			for x := unicode.SimpleFold(r); x != r; x = unicode.SimpleFold(x) {
				fold = fold && in(x)
				least = min(least, x)
			}
			if !fold {
				least = r
			}
			if p := (part{string(least), fold}); !slices.Contains(c, p) {
				c = append(c, p)
			}
		}
	}
	if len(c) == 0 || len(c) > mostInClass {
		return unknown
	}
	return just(c, true)
}

func optional(f facts) facts {
	if f.whole == nil || len(f.whole) >= mostParts {
		return unknown
	}
	return just(merge(nothing, f.whole), f.sure)
}

func atLeastOnce(f facts) facts {
	if f.whole.says() {
		f.need = append(f.need, f.whole)
	}
	f.whole, f.sure = nil, false
	return f
}

func studyRepeat(re *syntax.Regexp) facts {
	f := study(re.Sub[0])
	switch {
	case re.Min == 0 && re.Max == 1:
		return optional(f)
	case re.Min == 0:
		return unknown
	}
	var row []facts
	for range min(re.Min, mostCopies) {
		row = append(row, f)
	}
	if re.Max == re.Min && re.Min <= mostCopies {
		return joined(row)
	}
	all := joined(append(row, unknown))
	all.suffix = f.suffix // of the last copy, which is one
	return all
}

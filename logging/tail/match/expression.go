package match

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
)

// Regexp makes a Matcher for lines that match expr, in the syntax of package regexp
// (RE2); fold: letter case does not matter. ^ and $ are the ends of the line. The
// error says in plain words what is wrong with expr and at which character, fit to be
// shown under an input field.
func Regexp(expr string, fold bool) (*Matcher, error) {
	flags, prefix := syntax.Perl, ""
	if fold {
		flags, prefix = flags|syntax.FoldCase, "(?i)"
	}
	tree, err := syntax.Parse(expr, flags)
	if err != nil {
		return nil, problem(expr, flags, err)
	}
	re, err := regexp.Compile(prefix + expr)
	if err != nil {
		return nil, problem(expr, flags, err)
	}
	x := &expression{re: re}
	f := study(tree)
	if x.sure = f.sure && f.whole != nil; x.sure {
		x.first = anyOf(f.whole)
		return &Matcher{x}, nil
	}
	first, also := f.plan()
	x.first = anyOf(first)
	if l, ok := x.first.(*literal); ok && slices.Equal(first, f.prefix) {
		x.lead = l
	}
	for _, c := range also {
		x.also = append(x.also, anyOf(c))
	}
	x.machine = newMachine(tree)
	return &Matcher{x}, nil
}

// expression is the question for a regular expression.
type expression struct {
	re      *regexp.Regexp
	first   question   // sought in the block
	lead    *literal   // first, where each match begins with it
	also    []question // then asked of the line
	sure    bool       // that settles it
	machine *machine   // else this does; nil: too large, re does
	idle    sync.Pool  // of *runner
}

func (x *expression) lines(block []byte, hit func(from, to int) bool) bool {
	if x.sure {
		return x.first.lines(block, hit)
	}
	r := x.runner()
	defer x.idle.Put(r)
	if x.lead != nil {
		return x.lead.each(block, func(from, at, to int) bool {
			return !x.holds(r, block[from:to], at-from) || hit(from, to)
		})
	}
	return x.first.lines(block, func(from, to int) bool {
		return !x.holds(r, block[from:to], 0) || hit(from, to)
	})
}

func (x *expression) match(line []byte) bool {
	if !x.first.match(line) {
		return false
	}
	if x.sure {
		return true
	}
	r := x.runner()
	defer x.idle.Put(r)
	return x.holds(r, line, 0)
}

func (x *expression) runner() *runner {
	if r, ok := x.idle.Get().(*runner); ok {
		return r
	}
	return newRunner(x.machine)
}

// holds reports whether a line that holds first matches; no match begins before at.
func (x *expression) holds(r *runner, line []byte, at int) bool {
	for _, q := range x.also {
		if !q.match(line) {
			return false
		}
	}
	matched, ok := r.match(line, at)
	if !ok {
		return x.re.Match(line)
	}
	return matched
}

func (x *expression) spans(line []byte, to [][2]int) [][2]int {
	most := MaxSpans
	found := x.re.FindAllIndex(line, most)
	if len(found) == most { // some may be empty
		most *= MaxSpans
		found = x.re.FindAllIndex(line, most)
	}
	room := len(to) + MaxSpans
	for _, s := range found {
		if s[0] < s[1] && len(to) < room {
			to = append(to, [2]int{s[0], s[1]})
		}
	}
	return to
}

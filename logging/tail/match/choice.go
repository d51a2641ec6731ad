package match

import (
	"cmp"
	"slices"
)

// joined is the facts of what matches all of row, one after the other.
func joined(row []facts) facts {
	all := facts{sure: true}
	open := nothing // what is known to stand at the end of what was joined so far
	broken := false // whether something unknown stands before open
	cut := func(c choice) {
		if !broken {
			all.prefix = c
		}
		if c.says() {
			all.need = append(all.need, c)
		}
		broken, open = true, nothing
	}
	for _, f := range row {
		all.sure = all.sure && f.sure
		all.need = append(all.need, f.need...)
		longer, exact := times(open, f.prefix)
		if longer == nil { // too many: what was open is used as it is
			cut(open)
			longer, exact = f.prefix, true
		}
		if f.whole != nil {
			open, all.sure = longer, all.sure && exact
			continue
		}
		cut(longer)
		open = f.suffix
	}
	if broken {
		cut(open)
		all.sure, all.suffix = false, open
		return all
	}
	return facts{whole: open, sure: all.sure, prefix: open, suffix: open, need: all.need}
}

// either is the facts of what matches one of row.
func either(row []facts) facts {
	all := row[0]
	for _, f := range row[1:] {
		if all.whole == nil || f.whole == nil || len(all.whole)+len(f.whole) > mostParts {
			all = eitherOf(all, f)
			continue
		}
		all = just(merge(all.whole, f.whole), all.sure && f.sure)
	}
	return all
}

// eitherOf is either where the whole is not known.
func eitherOf(a, b facts) facts {
	f := facts{prefix: merge(a.prefix, b.prefix), suffix: merge(a.suffix, b.suffix)}
	if need := merge(a.best(), b.best()); need.says() {
		f.need = []choice{need}
	}
	return f
}

// best is the cheapest choice of f.
func (f facts) best() choice {
	if n := f.needs(); len(n) > 0 {
		return n[0]
	}
	return nothing
}

// needs is all choices of f that say something, the cheapest first.
func (f facts) needs() []choice {
	all := slices.Clone(f.need)
	if f.whole.says() {
		all = append(all, f.whole)
	}
	slices.SortStableFunc(all, func(a, b choice) int { return cmp.Compare(a.cost(), b.cost()) })
	return all
}

// says reports whether a choice says anything.
func (c choice) says() bool {
	return len(c) > 0 && !slices.ContainsFunc(c, func(p part) bool { return p.text == "" })
}

// merge is both choices as one; what is too much to tell is nothing.
func merge(a, b choice) choice {
	all := slices.Clone(a)
	for _, p := range b {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	if len(all) > 4*mostParts {
		return nothing
	}
	return all
}

// times is every part of a followed by every part of b, or nil where that are too
// many. It is not exact where one half was to be taken in its own case only and now
// is not.
func times(a, b choice) (all choice, exact bool) {
	if len(a)*len(b) > mostParts {
		return nil, false
	}
	exact = true
	for _, x := range a {
		for _, y := range b {
			p := part{x.text + y.text, x.fold || y.fold}
			exact = exact && (x.fold == p.fold || !x.cased()) && (y.fold == p.fold || !y.cased())
			all = append(all, p)
		}
	}
	return all, exact
}

func (p part) cased() bool {
	return slices.ContainsFunc([]rune(p.text), hasCase)
}

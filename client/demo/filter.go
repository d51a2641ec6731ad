package demo

import (
	"cmp"
	"strings"

	"stationcompanion/client/report"
)

// truth is what a condition says of a header. A string function of a null is
// neither, as in the database, and stays so under not.
type truth uint8

const (
	no truth = iota
	yes
	neither
)

// condition is a compiled $filter.
type condition func(*report.Header) truth

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

func not(c condition) condition {
	return func(h *report.Header) truth {
		switch c(h) {
		case yes:
			return no
		case no:
			return yes
		}
		return neither
	}
}

func and(a, b condition) condition {
	return func(h *report.Header) truth {
		x := a(h)
		if x == no {
			return no
		}
		switch y := b(h); {
		case y == no:
			return no
		case x == yes && y == yes:
			return yes
		}
		return neither
	}
}

func or(a, b condition) condition { return not(and(not(a), not(b))) }

// compare makes "field op literal". Null equals null only; an order with a null
// is never true.
func compare(f *field, op string, lit value) condition {
	if lit.kind == textKind {
		lit.s = strings.ToLower(lit.s)
	}
	return func(h *report.Header) truth {
		v := f.get(h)
		if v.null || lit.null {
			same := v.null && lit.null
			return truthOf(op == "eq" && same || op == "ne" && !same)
		}
		c := order(v, lit)
		switch op {
		case "eq":
			return truthOf(c == 0)
		case "ne":
			return truthOf(c != 0)
		case "gt":
			return truthOf(c > 0)
		case "ge":
			return truthOf(c >= 0)
		case "lt":
			return truthOf(c < 0)
		}
		return truthOf(c <= 0)
	}
}

// order compares a header's value with a literal of a fitting kind; texts of the
// literal are in lower case already.
func order(v, lit value) int {
	switch v.kind {
	case wholeKind:
		if lit.kind == wholeKind {
			return cmp.Compare(v.i, lit.i)
		}
		return cmp.Compare(v.f, lit.f)
	case realKind:
		return cmp.Compare(v.f, lit.f)
	case dateKind:
		return v.t.Compare(lit.t)
	case boolKind:
		return cmp.Compare(boolNumber(v.b), boolNumber(lit.b))
	}
	return cmp.Compare(strings.ToLower(v.s), lit.s)
}

func boolNumber(b bool) int {
	if b {
		return 1
	}
	return 0
}

// in makes "field in (literal, …)".
func in(f *field, lits []value) condition {
	conditions := make([]condition, len(lits))
	for i, lit := range lits {
		conditions[i] = compare(f, "eq", lit)
	}
	return func(h *report.Header) truth {
		for _, c := range conditions {
			if c(h) == yes {
				return yes
			}
		}
		return no
	}
}

var textFunctions = map[string]func(s, part string) bool{
	"startswith": strings.HasPrefix,
	"endswith":   strings.HasSuffix,
	"contains":   strings.Contains,
}

// textFunction makes "startswith(field,'…')" and its like.
func textFunction(f *field, test func(s, part string) bool, part string) condition {
	part = strings.ToLower(part)
	return func(h *report.Header) truth {
		v := f.get(h)
		if v.null {
			return neither
		}
		return truthOf(test(strings.ToLower(v.s), part))
	}
}

package match

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// place returns where in expr the parser's complaint belongs, and what stands there.
func place(expr string, flags syntax.Flags, e *syntax.Error) (at int, what string) {
	switch e.Code {
	case syntax.ErrMissingParen, syntax.ErrUnexpectedParen:
		at = paren(expr, e.Code == syntax.ErrMissingParen)
		return at, expr[at : at+1]
	case syntax.ErrMissingBracket:
		at = max(0, len(expr)-len(e.Expr))
		return at, "["
	case syntax.ErrTrailingBackslash:
		return len(expr) - 1, `\`
	case syntax.ErrInvalidUTF8:
		for i, r := range expr {
			if _, n := utf8.DecodeRuneInString(expr[i:]); r == utf8.RuneError && n == 1 {
				return i, fmt.Sprintf("byte %#x", expr[i])
			}
		}
	}
	if l := look(e.Expr); l != "" {
		e.Expr = l
	}
	return first(expr, flags, e), e.Expr
}

// look returns with what s begins to look ahead or back, or "".
func look(s string) string {
	for _, l := range []string{"(?=", "(?!", "(?<=", "(?<!"} {
		if strings.HasPrefix(s, l) {
			return l
		}
	}
	return ""
}

// first returns where e.Expr stands in expr: of several places, the first up to which
// expr has the same problem.
func first(expr string, flags syntax.Flags, e *syntax.Error) int {
	for from := 0; ; {
		n := strings.Index(expr[from:], e.Expr)
		if n < 0 {
			return max(0, strings.Index(expr, e.Expr))
		}
		from += n + len(e.Expr)
		var here *syntax.Error
		if _, err := syntax.Parse(expr[:from], flags); errors.As(err, &here) && *here == *e {
			return from - len(e.Expr)
		}
		if e.Expr == "" {
			return 0
		}
		from -= len(e.Expr) - 1
	}
}

// paren returns where the last ( that is not closed stands, or the first ) that closes
// nothing.
func paren(expr string, open bool) int {
	var opened []int
	for i := 0; i < len(expr); i++ {
		switch expr[i] {
		case '\\':
			if strings.HasPrefix(expr[i:], `\Q`) {
				if end := strings.Index(expr[i:], `\E`); end >= 0 {
					i += end
				} else {
					i = len(expr)
				}
			}
			i++
		case '[':
			i += classEnd(expr[i:])
		case '(':
			opened = append(opened, i)
		case ')':
			if len(opened) == 0 {
				return i
			}
			opened = opened[:len(opened)-1]
		}
	}
	if open && len(opened) > 0 {
		return opened[len(opened)-1]
	}
	return 0
}

// classEnd returns where the ] of the class with which s begins stands.
func classEnd(s string) int {
	i := 1
	if strings.HasPrefix(s[i:], "^") {
		i++
	}
	for first := i; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '[' && strings.HasPrefix(s[i:], "[:"):
			if end := strings.Index(s[i:], ":]"); end >= 0 {
				i += end + 1
			}
		case s[i] == ']' && i > first:
			return i
		}
	}
	return len(s)
}

package match

import (
	"errors"
	"fmt"
	"regexp/syntax"
	"strings"
	"unicode/utf8"
)

// problem puts into words what the parser has against expr.
func problem(expr string, flags syntax.Flags, err error) error {
	var e *syntax.Error
	if !errors.As(err, &e) {
		return fmt.Errorf("the expression cannot be used: %w", err)
	}
	switch e.Code {
	case syntax.ErrLarge:
		return errors.New("the expression is too large: repeat less, or look for a shorter part of it")
	case syntax.ErrNestingDepth:
		return errors.New("the expression is nested too deeply: use fewer ( )")
	}
	at, what := place(expr, flags, e)
	return fmt.Errorf("%s at character %d %s", shown(what), utf8.RuneCountInString(expr[:at])+1, complaint(e))
}

// shown is what of an expression, short and as text.
func shown(what string) string {
	runes := []rune(strings.ToValidUTF8(what, "\ufffd"))
	if len(runes) > mostShown {
		return string(runes[:mostShown-1]) + "…"
	}
	return string(runes)
}

const mostShown = 24 // characters

// complaint says what is wrong with what stands there, and what to do.
func complaint(e *syntax.Error) string {
	switch e.Code {
	case syntax.ErrMissingParen:
		return `is not closed: add a ), or write \( for the sign itself`
	case syntax.ErrUnexpectedParen:
		return `closes nothing: take it away, or write \) for the sign itself`
	case syntax.ErrMissingBracket:
		return `is not closed: add a ], or write \[ for the sign itself`
	case syntax.ErrTrailingBackslash:
		return `has nothing after it: write \\ for the sign itself`
	case syntax.ErrMissingRepeatArgument:
		return `repeats nothing: put before it what is repeated, or a \ for the sign itself`
	case syntax.ErrInvalidRepeatOp:
		return `repeats what is repeated already: leave one of them`
	case syntax.ErrInvalidRepeatSize:
		return `is no number of times: at most 1000 in all, the smaller number first`
	case syntax.ErrInvalidEscape:
		return `means nothing here: leave the \ out, or write \\ for the sign itself`
	case syntax.ErrInvalidCharRange, syntax.ErrInvalidCharClass:
		if strings.HasPrefix(e.Expr, `\`) || strings.HasPrefix(e.Expr, "[:") {
			return `is no known kind of characters: list them in [ ]`
		}
		return `is no range of characters: the lower one comes first`
	case syntax.ErrInvalidNamedCapture, syntax.ErrInvalidPerlOp:
		if look(e.Expr) != "" {
			return `looks ahead or back, which is not possible: write what else the line must hold`
		}
		return `is not understood: write plain ( ), or \(\? for the signs themselves`
	case syntax.ErrInvalidUTF8:
		return `is no character: take it away`
	}
	return "is not understood: " + e.Code.String()
}

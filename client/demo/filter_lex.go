package demo

import (
	"fmt"
	"strings"
)

type tokenKind uint8

const (
	endToken   tokenKind = iota
	wordToken            // field, operator, function, null, true, false
	textToken            // 'in quotes', text is what stands between them
	bareToken            // number, date or GUID
	openToken            // (
	closeToken           // )
	commaToken           // ,
)

type token struct {
	kind tokenKind
	text string
	pos  int // bytes before it
}

// lex cuts a filter into tokens, the last of which is an endToken.
func lex(s string) ([]token, error) {
	var toks []token
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == ' ' || c == '\t':
			i++
		case c == '(' || c == ')' || c == ',':
			kinds := map[byte]tokenKind{'(': openToken, ')': closeToken, ',': commaToken}
			toks = append(toks, token{kinds[c], s[i : i+1], i})
			i++
		case c == '\'':
			text, n, ok := quoted(s[i:])
			if !ok {
				return nil, fmt.Errorf("the text at character %d has no closing quote", i+1)
			}
			toks = append(toks, token{textToken, text, i})
			i += n
		case isBare(c):
			n := 1
			for i+n < len(s) && isBare(s[i+n]) {
				n++
			}
			toks = append(toks, token{bareKind(s[i : i+n]), s[i : i+n], i})
			i += n
		default:
			return nil, fmt.Errorf("unexpected character %q at character %d", c, i+1)
		}
	}
	return append(toks, token{kind: endToken, pos: len(s)}), nil
}

func isBare(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == '_' || c == '-' || c == '+' || c == ':' || c == '.'
}

func bareKind(s string) tokenKind {
	if _, guid := parseGUID(s); guid {
		return bareToken
	}
	if c := s[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		return bareToken
	}
	return wordToken
}

// quoted reads a text in single quotes, an inner one doubled; n is its length in s.
func quoted(s string) (text string, n int, ok bool) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != '\'' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == '\'' {
			b.WriteByte('\'')
			i++
			continue
		}
		return b.String(), i + 1, true
	}
	return "", 0, false
}

// parseGUID reads 8-4-4-4-12 hex digits, to lower case.
func parseGUID(s string) (string, bool) {
	if len(s) != 36 {
		return "", false
	}
	for i := range len(s) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		hex := s[i] >= '0' && s[i] <= '9' || s[i] >= 'a' && s[i] <= 'f' || s[i] >= 'A' && s[i] <= 'F'
		if dash != (s[i] == '-') || !dash && !hex {
			return "", false
		}
	}
	return strings.ToLower(s), true
}

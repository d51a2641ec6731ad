package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

const (
	maxFilter      = 16 << 10 // bytes of one $filter
	maxFilterDepth = 100      // parentheses and nots in each other
)

// parseFilter compiles a $filter of the contract's subset of OData:
//
//	or   = and { "or" and }
//	and  = not { "and" not }
//	not  = "not" not | "(" or ")" | test
//	test = FIELD OP LITERAL | FIELD "in" "(" LITERAL { "," LITERAL } ")"
//	     | FUNCTION "(" FIELD "," TEXT ")"
//
// OP is eq ne gt ge lt le, FUNCTION startswith endswith contains. Everything is
// written in lower case, as OData 4.0 wants it.
func parseFilter(s string) (condition, error) {
	if len(s) > maxFilter {
		return nil, fmt.Errorf("the filter is longer than %d bytes", maxFilter)
	}
	toks, err := lex(s)
	if err != nil {
		return nil, err
	}
	p := &filterParser{toks: toks}
	c, err := p.or()
	if err == nil && p.peek().kind != endToken {
		err = p.unexpected("and, or, or the end")
	}
	return c, err
}

type filterParser struct {
	toks  []token // the last one is endToken
	at    int
	depth int
}

func (p *filterParser) peek() token { return p.toks[p.at] }

func (p *filterParser) next() token {
	t := p.toks[p.at]
	if t.kind != endToken {
		p.at++
	}
	return t
}

func (p *filterParser) word(w string) bool {
	if t := p.peek(); t.kind == wordToken && t.text == w {
		p.at++
		return true
	}
	return false
}

func (p *filterParser) expect(k tokenKind, what string) error {
	if p.peek().kind != k {
		return p.unexpected(what)
	}
	p.next()
	return nil
}

func (p *filterParser) unexpected(want string) error {
	t := p.peek()
	if t.kind == endToken {
		return fmt.Errorf("the filter ends where %s is expected", want)
	}
	switch t.text {
	case "add", "sub", "mul", "div", "divby", "mod":
		return fmt.Errorf("arithmetic (%s, at character %d) is not supported", t.text, t.pos+1)
	}
	return fmt.Errorf("%q at character %d where %s is expected", t.text, t.pos+1, want)
}

func (p *filterParser) or() (condition, error) {
	left, err := p.and()
	for err == nil && p.word("or") {
		var right condition
		if right, err = p.and(); err == nil {
			left = or(left, right)
		}
	}
	return left, err
}

func (p *filterParser) and() (condition, error) {
	left, err := p.not()
	for err == nil && p.word("and") {
		var right condition
		if right, err = p.not(); err == nil {
			left = and(left, right)
		}
	}
	return left, err
}

func (p *filterParser) not() (condition, error) {
	if p.depth++; p.depth > maxFilterDepth {
		return nil, fmt.Errorf("more than %d parentheses in each other", maxFilterDepth)
	}
	defer func() { p.depth-- }()
	switch {
	case p.word("not"):
		c, err := p.not()
		if err != nil {
			return nil, err
		}
		return not(c), nil
	case p.peek().kind == openToken:
		p.next()
		c, err := p.or()
		if err == nil {
			err = p.expect(closeToken, `")"`)
		}
		return c, err
	}
	return p.test()
}

func (p *filterParser) test() (condition, error) {
	t := p.peek()
	if t.kind != wordToken {
		return nil, p.unexpected("a field")
	}
	if p.toks[p.at+1].kind == openToken {
		return p.function()
	}
	f, err := p.field()
	if err != nil {
		return nil, err
	}
	switch op := p.peek(); op.text {
	case "eq", "ne", "gt", "ge", "lt", "le":
		p.next()
		lit, err := p.literal(f)
		if err == nil && lit.null && op.text != "eq" && op.text != "ne" {
			err = fmt.Errorf("null at character %d can be compared with eq and ne only", op.pos+4)
		}
		return compare(f, op.text, lit), err
	case "in":
		p.next()
		return p.in(f)
	}
	return nil, p.unexpected("eq ne gt ge lt le or in")
}

func (p *filterParser) field() (*field, error) {
	t := p.peek()
	if t.kind != wordToken {
		return nil, p.unexpected("a field")
	}
	f, ok := fieldByName[t.text]
	if !ok {
		return nil, fmt.Errorf("unknown field %q at character %d", t.text, t.pos+1)
	}
	p.next()
	return f, nil
}

func (p *filterParser) function() (condition, error) {
	name := p.next()
	test, ok := textFunctions[name.text]
	if !ok {
		return nil, fmt.Errorf("the function %q at character %d is not supported", name.text, name.pos+1)
	}
	p.next() // the parenthesis test saw
	f, err := p.field()
	if err != nil {
		return nil, err
	}
	if f.kind != textKind {
		return nil, fmt.Errorf("%s is %s; %s needs a text", f.name, kindNames[f.kind], name.text)
	}
	if err := p.expect(commaToken, `","`); err != nil {
		return nil, err
	}
	lit, err := p.literal(f)
	if err != nil {
		return nil, err
	}
	if lit.null {
		return nil, fmt.Errorf("%s needs a text, not null", name.text)
	}
	return textFunction(f, test, lit.s), p.expect(closeToken, `")"`)
}

func (p *filterParser) in(f *field) (condition, error) {
	if err := p.expect(openToken, `"("`); err != nil {
		return nil, err
	}
	var lits []value
	for {
		lit, err := p.literal(f)
		if err != nil {
			return nil, err
		}
		lits = append(lits, lit)
		if p.peek().kind != commaToken {
			break
		}
		p.next()
	}
	return in(f, lits), p.expect(closeToken, `"," or ")"`)
}

// literal reads a literal of a kind that fits the field.
func (p *filterParser) literal(f *field) (value, error) {
	t := p.peek()
	if t.kind == wordToken && t.text == "null" {
		p.next()
		return value{kind: f.kind, null: true}, nil
	}
	v, ok := value{kind: f.kind}, false
	switch {
	case f.kind == textKind:
		v.s, ok = t.text, t.kind == textToken
	case f.kind == boolKind:
		v.b, ok = t.text == "true", t.kind == wordToken && (t.text == "true" || t.text == "false")
	case t.kind == bareToken && f.kind == guidKind:
		v.s, ok = parseGUID(t.text)
	case t.kind == bareToken && f.kind == dateKind:
		v.t, ok = parseDate(t.text)
	case t.kind == bareToken:
		v, ok = parseNumber(t.text)
	}
	if !ok {
		return value{}, p.unexpected(kindNames[f.kind] + " to compare " + f.name + " with")
	}
	p.next()
	return v, nil
}

func parseNumber(s string) (value, bool) {
	if i, err := strconv.ParseInt(s, 10, 64); err == nil {
		return wholeValue(i), true
	}
	f, err := strconv.ParseFloat(s, 64)
	return value{kind: realKind, f: f}, err == nil && !strings.ContainsAny(s, "xX_nN")
}

func parseDate(s string) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, true
	}
	t, err := time.Parse("2006-01-02", s)
	return t, err == nil
}

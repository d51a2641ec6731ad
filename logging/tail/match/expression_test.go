package match

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// expressions are tried on lines of all kinds, by the table test and as seeds.
var expressions = []string{
	``, `a`, `abc`, `a|b`, `a*`, `a+`, `(|a)+`, `(a|b)+c`, `a?b`, `colou?r`, `foo|bar|b.z`, `ab{2}`, `a{2,}b`, `(ab){3}`, `x{0}y`, `x{0,3}y`, `(a{3}){3}`,
	`^`, `$`, `^$`, `^a`, `c$`, `^abc$`, `a^b`, `$a`, `\ba`, `a\b`, `\Bb`, `\b`, `\B`, `\bkelvin\b`, `(?m)^a$`, `\Aa`, `a\z`, `(^|x)a`, `a($|x)`, `(^a|b)c`,
	`.`, `..`, `a.c`, `a.*c`, `.*`, `[abc]`, `[^a]`, `[^a-z]`, `\d+`, `\d\d\d`, `\D`, `\w+`, `\W`, `\s`, `[[:alpha:]]+`, `\pL`, `\p{Greek}`, `\PL`,
	`error \d+ms`, `code=5\d\d`, `(?i)kelvin`, `(?i)ß`, `k`, `s`, `[k]`, `[^k]`, `[ks]+`, "\u212a", "\u017f", `[K\x{212a}k]`, `(?i:foo)bar`, `(?i:foo)BAR`, `(?-i)foo`, `foo(?i)bar`,
	"\ufffd", `\x{fffd}+`, `[\x{fff0}-\x{ffff}]`, `a\x{fffd}b`, `é`, `[é-ü]`, `日本|語`, `\x00`, `\n`, `a\nb|c`, `\r`, `c\r`, `\r$`, `[^\n]`, `\Q.*\E`, `a\.b`,
	`"level":"(error|warning)".*refused`, `(get|put|post) /[a-z]+/\d+`, `(a|ab)(c|bcd)(d*)`, `(?U)a+`, `a+?b`, `(a*)*b`, `((a|b)*c)*d`, `[ab].{6}c`, `(?s).`, `x*y*z*`,
}

func TestExpressions(t *testing.T) {
	block := []byte(strings.Join([]string{
		"", "a", "A", "abc", "ABC", "xabcx", "ab", "aab", "aaab", "b", "bc", "c", "c\r", "color", "COLOUR", "foobar", "FOObar", "foo BAR", "foobaz", "ababab", "aaaaaaaaa", "y", "xxxy", "z",
		"a b c", "a_b", "kelvin", "a kelvin b", "KELVIN", "\u212aelvin", "x\u212aelvin", "k", "\u212a", "s", "\u017f", "ks\u017f", "ß", "\u1e9e", "É", "é", "日本", "Ωμέγα", "\u2126",
		"\xff", "a\xffb", "a\xe2\x84b", "\xe2\x84\u212a", "\ufffd", "\xef\xbf", "\x00", "\r", "a\rb", "\t", "error 12ms", "ERROR 7ms", "code=503 x", "code=404", "post /abc/12", "POST /x/",
		`{"level":"WARNING","m":"Connection refused"}`, "abcd", "d", "aaaaab", "aXXXXXXc", ".*", "a.b", "0", "12", "\u0660",
	}, "\n") + "\r\n\r\r\nabc\r\n\nlast c")
	for _, e := range expressions {
		for _, fold := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/%v", e, fold), func(t *testing.T) {
				m, err := Regexp(e, fold)
				if err != nil {
					t.Fatal(err)
				}
				re := regexp.MustCompile(e)
				if fold {
					re = regexp.MustCompile("(?i)" + e)
				}
				check(t, m, block, re.Match)
			})
		}
	}
}

// TestNeeds: what is sought before an expression is tried.
func TestNeeds(t *testing.T) {
	for _, c := range []struct{ expr, want string }{
		{`abc`, `sure: abc`},
		{`(?i)abc`, `sure: ABC~`},
		{`(?i)12:30`, `sure: 12:30`},
		{`foo|bar`, `sure: foo|bar`},
		{`(foo|bar)baz`, `sure: foobaz|barbaz`},
		{`[ab]c`, `sure: ac|bc`},
		{`(?i)[ab]c`, `sure: AC~|BC~`},
		{`colou?r`, `sure: color|colour`},
		{`ab{3}`, `sure: abbb`},
		{`(?i:a)B`, `AB~`},
		{`^abc$`, `abc`},
		{`\babc`, `abc`},
		{`a|`, `sure: `},
		{`a*`, ``},
		{`.*`, ``},
		{`\d+`, ``},
		{`[ks]\b`, `k|s`},
		{`(?i)[ks]\b`, `K~|S~`},
		{`(|a)+`, ``},
		{`abc.*xyz`, `xyz & abc`},
		{`ab+c`, `bc & ab & b`},
		{`code=5\d\d`, `code=5`},
		{`x{2,}y`, `xx & xy`},
		{`x{9}`, `xxxx`},
		{`(foo\d|bar\d)x`, `foo|bar & x`},
		{`(foo\d|\d)x`, `x`},
		{`(foo|x*)`, ``},
		{`aa[0-9a-f]+zz`, `zz & aa`},
		{`\x{fffd}.abc`, `abc`},
		{"ab\ufffdc", ``},
		{`(a|b|c|d)(a|b|c|d)(a|b|c|d)`, `a|b|c|d & aa|ab|ac|ad|ba|bb|bc|bd|ca|cb|cc|cd|da|db|dc|dd`},
		{`refused.*(a|)b`, `refused & ab|b`},
	} {
		tree, err := syntax.Parse(c.expr, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		f := study(tree)
		var needs []string
		for _, n := range f.needs() {
			if s := n.String(); !slices.Contains(needs, s) {
				needs = append(needs, s)
			}
		}
		got := strings.Join(needs, " & ")
		if f.sure && f.whole != nil {
			got = "sure: " + got
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.expr, got, c.want)
		}
	}
}

// TestPlan: what is sought first and asked then, and that needless questions are not.
func TestPlan(t *testing.T) {
	for _, c := range []struct{ expr, first, also string }{
		{`code=5\d\d`, `code=5`, ``},
		{`ab+c`, `bc`, `ab`},
		{`zeb+ra \d`, `zeb`, `bra `},
		{`"level":"(error|warning)".*refused`, `refused`, `"level":"error"|"level":"warning"`},
		{`e.*"`, ``, ``},
		{`\d`, ``, ``},
	} {
		tree, err := syntax.Parse(c.expr, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		first, also := study(tree).plan()
		var all []string
		for _, a := range also {
			all = append(all, a.String())
		}
		if got := strings.Join(all, " & "); first.String() != c.first || got != c.also {
			t.Errorf("%s: %s, then %s; want %s, then %s", c.expr, first, got, c.first, c.also)
		}
	}
}

// String writes a choice as the tables do: a|b, with ~ after what is folded.
func (c choice) String() string {
	var parts []string
	for _, p := range c {
		parts = append(parts, p.text+strings.Repeat("~", int(truth(p.fold))))
	}
	return strings.Join(parts, "|")
}

func TestRegexpSpans(t *testing.T) {
	for _, c := range []struct {
		expr, line string
		want       [][2]int
	}{
		{`a+`, "aa-A", [][2]int{{0, 2}, {3, 4}}},
		{`a|ab`, "ab", [][2]int{{0, 1}}},
		{`x*`, "-xx-", [][2]int{{1, 3}}},
		{`x*`, strings.Repeat("-", 100) + "x", [][2]int{{100, 101}}},
		{`^a`, "aaa", [][2]int{{0, 1}}},
		{`b`, "a", nil},
	} {
		m, err := Regexp(c.expr, true)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Spans([]byte(c.line), nil); !slices.Equal(got, c.want) {
			t.Errorf("%s in %s: %v, want %v", c.expr, c.line, got, c.want)
		}
	}
	m, _ := Regexp(`[ab]\b|[^-]`, false)
	if got := m.Spans([]byte(strings.Repeat("a", 1000)), make([][2]int, 3)); len(got) != 3+MaxSpans {
		t.Errorf("%d spans", len(got))
	}
}

// TestManyStates: what needs more states than are kept is forgotten, or left to
// package regexp, and is right all the same.
func TestManyStates(t *testing.T) {
	var b strings.Builder
	for i := range 600 {
		fmt.Fprintf(&b, "%0*b%b\n", i%90, uint32(i*i)*2654435761, i*40503)
	}
	block := []byte(b.String())
	for _, e := range []string{`1.{11}1.{3}0`, `^.*1.{12}0$`, `(1|0.1){9}.{14}0$`, `1.{100}`, `(0|1.{0,9}){1,40}2?1{7}$`} {
		m, err := Regexp(e, false)
		if err != nil {
			t.Fatal(err)
		}
		re := regexp.MustCompile(e)
		n := 0
		for _, l := range twinLines(block, func([]byte) bool { return true }) {
			if line := block[l[0]:l[1]]; m.Match(line) != re.Match(line) {
				t.Fatalf("%s in %s", e, line)
			}
			n++
		}
		r := m.question.(*expression).runner()
		if r.memory > mostMemory+1<<16 {
			t.Errorf("%s: states take %d bytes", e, r.memory)
		}
		t.Logf("%s: %d lines, %d states, tired %v", e, n, len(r.sets), r.tired)
	}
}

func TestTooLargeForAMachine(t *testing.T) {
	m, err := Regexp(`(a\pL{500}|[^b]{999}){1}\d`, true)
	if err != nil {
		t.Fatal(err)
	}
	if x := m.question.(*expression); x.machine != nil && len(x.machine.prog.Inst) > mostInstructions {
		t.Errorf("a machine of %d instructions", len(x.machine.prog.Inst))
	}
	if line := strings.Repeat("x", 999) + "7"; !m.Match([]byte(line)) || m.Match([]byte(line[2:])) {
		t.Error("wrong")
	}
}

func TestProblems(t *testing.T) {
	for _, c := range []struct{ expr, want string }{
		{`a(b`, `( at character 2 is not closed: add a ), or write \( for the sign itself`},
		{`(a)(b[)]`, `( at character 4 is not closed: add a ), or write \( for the sign itself`},
		{`é\)()b)`, `) at character 7 closes nothing: take it away, or write \) for the sign itself`},
		{`\Q(((\E[[:alpha:](](`, `( at character 20 is not closed: add a ), or write \( for the sign itself`},
		{`x[a`, `[ at character 2 is not closed: add a ], or write \[ for the sign itself`},
		{`a\`, `\ at character 2 has nothing after it: write \\ for the sign itself`},
		{`\*a|*`, `* at character 5 repeats nothing: put before it what is repeated, or a \ for the sign itself`},
		{`a*?**`, `*?* at character 2 repeats what is repeated already: leave one of them`},
		{`a{1001}`, `{1001} at character 2 is no number of times: at most 1000 in all, the smaller number first`},
		{`\\q\q`, `\q at character 4 means nothing here: leave the \ out, or write \\ for the sign itself`},
		{`[z-a]`, `z-a at character 2 is no range of characters: the lower one comes first`},
		{`\p{Foo}`, `\p{Foo} at character 1 is no known kind of characters: list them in [ ]`},
		{`a(?!b)`, `(?! at character 2 looks ahead or back, which is not possible: write what else the line must hold`},
		{`(?<=a)b`, `(?<= at character 1 looks ahead or back, which is not possible: write what else the line must hold`},
		{`(?z)`, `(?z at character 1 is not understood: write plain ( ), or \(\? for the signs themselves`},
		{`a(?P<` + strings.Repeat("ab", 50), `(?P<abababababababababa… at character 2 is not understood: write plain ( ), or \(\? for the signs themselves`},
		{"é\xff", "byte 0xff at character 2 is no character: take it away"},
		{strings.Repeat("(", 1200) + strings.Repeat(")", 1200), "the expression is nested too deeply: use fewer ( )"},
		{strings.Repeat(`x{1000}`, 4000), "the expression is too large: repeat less, or look for a shorter part of it"},
	} {
		m, err := Regexp(c.expr, true)
		if err == nil || err.Error() != c.want || m != nil {
			t.Errorf("%.40q:\n%v, want\n%s", c.expr, err, c.want)
		}
	}
}

package match

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzText(f *testing.F) {
	for _, s := range []struct {
		text, block string
		fold        bool
	}{
		{"b", "abc\r\nB\r\n\nb", true}, {"kiss", "KI\u017fS\n\u212aiss\nkis\u017f", true}, {"é", "É\n\xc3\xa9\xc3", true},
		{"a\r", "a\r\na\r", false}, {"ſt", "ST\nſT", true}, {"", "\n\n", true}, {"\xff", "\xff", false}, {"aab", "aaaaaaaaaaaaaaaaaaaaaaaab", true},
	} {
		f.Add(s.text, s.block, s.fold)
	}
	f.Fuzz(func(t *testing.T, text, block string, fold bool) {
		m := Text(text, fold)
		if fold && !utf8.ValidString(text) {
			// The twin cannot say what part of a character is worth when case is folded.
			check(t, m, []byte(block), m.Match)
			return
		}
		check(t, m, []byte(block), func(line []byte) bool { return twinHolds(line, []string{text}, fold) })
	})
}

// FuzzAny takes the texts separated by '|'.
func FuzzAny(f *testing.F) {
	for _, s := range []struct {
		texts, block string
		fold         bool
	}{
		{"error|warn", "ERROR\nwarn\nwar", true}, {"k|ss", "\u212a\ns\u017f\n-", true}, {"a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r", "Q\n1\nz\u212a", true},
		{"abcde|fghijk|lmnopq|rstuvw|xyzab|cdefg|hijkl|mnopq|rstuv|wxyza|bcdef|ghijk|lmnop|qrstu|vwxyz|aaaaa|bbbbb|\u017fcccc", "xx\nbbbbB\nScccc\naaaa", true},
		{"a\r|b", "a\r\nb\r", false}, {"é|è|ê", "É\n\xc3\xaa\xc3", true}, {"", "a", false}, {"x|", "a\nb", true},
	} {
		f.Add(s.texts, s.block, s.fold)
	}
	f.Fuzz(func(t *testing.T, list, block string, fold bool) {
		texts := strings.Split(list, "|")
		m := Any(texts, fold)
		if fold && slices.ContainsFunc(texts, func(s string) bool { return !utf8.ValidString(s) }) {
			check(t, m, []byte(block), m.Match)
			return
		}
		check(t, m, []byte(block), func(line []byte) bool { return twinHolds(line, texts, fold) })
	})
}

func FuzzRegexp(f *testing.F) {
	for _, e := range expressions {
		f.Add(e, "abc\r\nA b_c\n\xe2\x84\u212a\nerror 12ms \u017f\n\n", true)
		f.Add(e, "foo bar\nkelvin\ncode=503 x", false)
	}
	f.Fuzz(func(t *testing.T, expr, block string, fold bool) {
		m, err := Regexp(expr, fold)
		prefix := ""
		if fold {
			prefix = "(?i)"
		}
		re, twinErr := regexp.Compile(prefix + expr)
		if err != nil {
			if _, ownErr := regexp.Compile(expr); ownErr == nil || !utf8.ValidString(err.Error()) {
				t.Errorf("%q: %v", expr, err)
			}
			return
		}
		if twinErr != nil {
			t.Fatalf("%q: no error, but package regexp says %v", expr, twinErr)
		}
		if len(expr) > 200 || len(block) > 2000 {
			t.Skip("too slow to be fuzzed")
		}
		check(t, m, []byte(block), re.Match)
	})
}

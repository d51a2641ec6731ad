package words

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		"SN-1001":                     "SN-1001",
		"Prüfstand 测试 é":              "Prüfstand 测试 é",
		"line\nbreak\ttab\r":          "line␊break␉tab␍",
		"\x1b[2Jgone\x00\x7f":         "␛[2Jgone␀␡",
		"a\u0085b\u009bc":             "a\ufffdb\ufffdc",
		"sn\u202e1001\u2066x":         "sn\ufffd1001\ufffdx",
		"zero\u200bwidth\ufeff\u00ad": "zero\ufffdwidth\ufffd\ufffd",
		"line\u2028sep":               "line\ufffdsep",
		"tag\U000e0041":               "tag\ufffd",
		"blank\u3164letter":           "blank\ufffdletter",
		"bad\xffutf8\xc3":             "bad\ufffdutf8\ufffd",
		"sent \ufffd as such":         "sent \ufffd as such",
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestVisibleCuts(t *testing.T) {
	exact := strings.Repeat("x", visibleMax)
	if Visible(exact) != exact {
		t.Error("a text of exactly 4 KiB must stay whole")
	}
	for _, long := range []string{exact + "x", "x" + strings.Repeat("é", visibleMax), strings.Repeat("\xff", 2*visibleMax)} {
		got := Visible(long)
		if !strings.HasSuffix(got, "…") || !utf8.ValidString(got) {
			t.Errorf("cut wrongly: …%q", got[len(got)-8:])
		}
		if n := utf8.RuneCountInString(got); n > visibleMax+1 {
			t.Errorf("%d characters left", n)
		}
	}
	if got := Visible("x" + strings.Repeat("é", visibleMax)); strings.ContainsRune(got, unicode.ReplacementChar) {
		t.Error("the cut went through a character")
	}
}

func TestVisiblePlainDoesNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { Visible("PCBA-100 Prüfstand") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzVisible(f *testing.F) {
	for _, s := range []string{"", "SN-1001", "\x1b[31m", "\u202e", "\xff\xfe", strings.Repeat("é", 3000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Visible(s)
		if !utf8.ValidString(got) {
			t.Fatalf("invalid UTF-8 for %q", s)
		}
		for _, r := range got {
			if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
				t.Fatalf("%U left in %q", r, got)
			}
		}
		if Visible(got) != got && len(got) <= visibleMax {
			t.Fatalf("not stable: %q", got)
		}
	})
}

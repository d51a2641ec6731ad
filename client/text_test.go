package client

import (
	"strings"
	"testing"
	"time"
	"unicode"
)

func TestCleanText(t *testing.T) {
	for raw, want := range map[string]string{
		"SN-1001":                "SN-1001",
		"SN-1001\r\n":            "SN-1001",
		"SN-1001\t":              "SN-1001",
		"\x11SN-1001\x19":        "SN-1001",
		"\x11SN-1001\x19\r\n":    "SN-1001",
		"\x02SN-1001\x03":        "SN-1001",
		"]C1SN-1001\r":           "SN-1001",
		"\x02]d2SN-1001\x03\r\n": "SN-1001",
		"\x1dSN-1001\x1d":        "SN-1001",
		"A\x1dB":                 "A\x1dB",
		"  a b  ":                "a b",
		"\ufeffSN\u200b":         "SN",
		"\u00a0SN\u3000":         "SN",
		"]SN":                    "]SN",
		"]C":                     "]C",
		"[SN]":                   "[SN]",
		"*%?[]^!/\\_":            "*%?[]^!/\\_",
		"\x00SN":                 "\x00SN",
		"":                       "",
		" \r\n\t\x11\x19 ":       "",
	} {
		if got := CleanText(raw); got != want {
			t.Errorf("%q: got %q, want %q", raw, got, want)
		}
	}
}

func TestParseID(t *testing.T) {
	const id = sampleID
	bare := strings.ReplaceAll(id, "-", "")
	for text, want := range map[string]string{
		id:                              id,
		strings.ToUpper(id):             id,
		"{" + strings.ToUpper(id) + "}": id,
		"(" + id + ")":                  id,
		"{" + bare + "}":                id,
		bare:                            id,
		"urn:uuid:" + id:                id,
		"\x11" + id + "\x19\r\n":        id,
		"https://evil.invalid/dist/#/x?id=" + strings.ToUpper(id) + "&y=1": id,
		"https://a.invalid/" + bare + "/":                                  id,
		"https://a.invalid/%7B" + id + "%7D":                               id,
		"a.invalid/x/" + id:                                                id,
		"a.invalid:8080/" + id:                                             id,
		"https://a.invalid/00000000-0000-0000-0000-000000000000/" + id:     id,
		"https://a.invalid/x":                                              "",
		"https://a.invalid/a" + bare:                                       "",
		"https://a.invalid/-" + id:                                         "",
		"SN/" + id:                                                         "",
		id + "0":                                                           "",
		id[:35]:                                                            "",
		strings.Replace(id, "-", "", 1):                                    "",
		"{" + id:                                                           "",
		"g3a2d408-3fc8-480b-b554-6866c77fd91c":                             "",
		"12345678":                                                         "",
		"":                                                                 "",
		"{}":                                                               "",
	} {
		if got, ok := ParseID(text); got != want || ok != (want != "") {
			t.Errorf("%q: got %q %v, want %q", text, got, ok, want)
		}
	}
}

// A megabyte pasted by mistake must not freeze anything.
func TestParseIDOfALongText(t *testing.T) {
	text := "https://a.invalid/" + strings.Repeat("a", 1<<20)
	began := time.Now()
	if id, ok := ParseID(text); ok || time.Since(began) > time.Second {
		t.Errorf("%q after %v", id, time.Since(began))
	}
}

func TestReadings(t *testing.T) {
	serial := func(s string) Reading { return Reading{By: BySerial, Serial: s} }
	part := func(s string) Reading { return Reading{By: ByPart, Part: s} }
	code := Reading{By: ByBarcode, Serial: "SN", Part: "PN", Rev: "A", Batch: "7/8"}
	for _, tc := range []struct {
		text    string
		by      By
		want    []Reading
		problem string
	}{
		{"SN", ByAny, []Reading{serial("SN"), part("SN")}, ""},
		{"SN/PN/A/7/8", ByAny, []Reading{serial("SN/PN/A/7/8"), code, part("SN/PN/A/7/8")}, ""},
		{"SN/PN/A/7/8", ByBarcode, []Reading{code}, ""},
		{"SN", ByBarcode, []Reading{{By: ByBarcode, Serial: "SN"}}, ""},
		{" / PN", ByBarcode, []Reading{{By: ByBarcode, Part: "PN"}}, ""},
		{"///", ByBarcode, nil, QuestionEmpty},
		{"/PN", ByAny, []Reading{serial("/PN"), part("/PN")}, ""},
		{"SN/", ByAny, []Reading{serial("SN/"), part("SN/")}, ""},
		{sampleID, ByAny, []Reading{{By: ByID, ID: sampleID}}, ""},
		{sampleID, BySerial, []Reading{serial(sampleID)}, ""},
		{sampleID, ByPart, []Reading{part(sampleID)}, ""},
		{"SN", ByID, nil, QuestionNotID},
		{"", ByAny, nil, QuestionEmpty},
		{strings.Repeat("ä", 200), BySerial, []Reading{serial(strings.Repeat("ä", 200))}, ""},
		{strings.Repeat("x", 201), ByAny, nil, QuestionTooLong},
		{"a\x1db", ByAny, nil, QuestionControl},
		{"a\xffb", ByAny, nil, QuestionControl},
	} {
		got, problem := readings(tc.text, tc.by)
		if problem != tc.problem || len(got) != len(tc.want) {
			t.Errorf("%q by %q: got %v %q", tc.text, tc.by, got, problem)
			continue
		}
		for i := range got {
			if got[i] != tc.want[i] {
				t.Errorf("%q by %q: got %+v, want %+v", tc.text, tc.by, got[i], tc.want[i])
			}
		}
	}
}

func FuzzCleanText(f *testing.F) {
	for _, s := range []string{"\x11SN\x19\r\n", "]C1]d2x", "\x02 ]A0\x1d", "\xff]", "\u200b]E0 "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		text := CleanText(raw)
		if again := CleanText(text); again != text {
			t.Errorf("%q cleans to %q, that to %q", raw, text, again)
		}
		if !strings.Contains(raw, text) {
			t.Errorf("%q became %q", raw, text)
		}
		if text != "" && (isEnvelope([]rune(text)[0]) || unicode.IsSpace([]rune(text)[len([]rune(text))-1])) {
			t.Errorf("%q is still wrapped", text)
		}
	})
}

func FuzzParseID(f *testing.F) {
	for _, s := range []string{sampleID, "{" + sampleID + "}", "https://x/%7b" + sampleID, "a.b/" + strings.ReplaceAll(sampleID, "-", ""), "://%zz"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id, ok := ParseID(text)
		if ok != (id != "") || ok && !dashedID.MatchString(id) {
			t.Fatalf("%q: %q %v", text, id, ok)
		}
		if again, _ := ParseID(id); again != id {
			t.Errorf("%q: canonical %q reads as %q", text, id, again)
		}
	})
}

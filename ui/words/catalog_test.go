package words

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestTFillsByNumber(t *testing.T) {
	if got := T("time.day", 21, "Apr", "09:31"); got != "21 Apr 09:31" {
		t.Errorf("got %q", got)
	}
	if got := T("outside.percent", "+87"); got != "+87 %" {
		t.Errorf("got %q", got)
	}
	if got := T("no.such.key", 1); got != "no.such.key" {
		t.Errorf("an unknown key must show as it is, got %q", got)
	}
	if got := T("why.won", "not used in this text"); got != "used" {
		t.Errorf("a text may leave its arguments out, got %q", got)
	}
}

func TestLanguageFallsBackToEnglish(t *testing.T) {
	languages["xx"] = map[string]string{"link.connected.title": "Xonnected"}
	t.Cleanup(func() {
		delete(languages, "xx")
		SetLanguage("en")
	})
	if SetLanguage("zz") {
		t.Error("an unknown language was taken")
	}
	if !SetLanguage("xx") {
		t.Fatal("a known language was not taken")
	}
	if got := T("link.connected.title"); got != "Xonnected" {
		t.Errorf("got %q", got)
	}
	if got := T("link.down.title"); got != "WATS does not answer" {
		t.Errorf("a missing text must be English, got %q", got)
	}
	if !slices.Equal(Languages(), []string{"en", "xx"}) {
		t.Errorf("got %q", Languages())
	}
}

// Each part of the catalogue has its own keys: merge would hide the second text.
func TestNoKeyStandsTwice(t *testing.T) {
	parts := map[string]map[string]string{
		"link": linkEnglish, "error": errorEnglish, "reason": reasonEnglish, "station": stationEnglish,
		"setting": settingEnglish, "answer": answerEnglish, "cli": cliEnglish,
		"lookup": lookupEnglish, "logview": logviewEnglish,
		"settings": settingsEnglish, "window": windowEnglish, "history": historyEnglish,
		"pages": pagesEnglish, "support": supportEnglish, "disk": diskEnglish, "check": checkEnglish, "identity": identityEnglish, "breaker": breakerEnglish,
	}
	where, total := map[string]string{}, 0
	for name, part := range parts {
		total += len(part)
		for key := range part {
			if other, there := where[key]; there {
				t.Errorf("%s stands in %s and in %s", key, other, name)
			}
			where[key] = name
		}
	}
	if len(english) != len(where) {
		t.Errorf("%d keys in the catalogue, %d in its parts: one is not merged", len(english), len(where))
	}
	if total < 200 {
		t.Errorf("only %d texts", total)
	}
}

var (
	verb      = regexp.MustCompile(`%(\[\d+\])?[^%]?`)
	goodVerb  = regexp.MustCompile(`^%\[\d\][sdv]$`)
	keyFormat = regexp.MustCompile(`^[a-zA-Z0-9_]+(\.[a-zA-Z0-9_]+)+$`)
)

// The rules of style that a machine can check: arguments by number, no exclamation
// marks, no words of blame or jargon, no white space at the ends.
func TestTexts(t *testing.T) {
	jargon := regexp.MustCompile(`(?i)\b(invalid|illegal|fatal|failed to|abort\w*|exception|null|nil|oops|sorry|please|HTTP request|you must)\b`)
	for key, text := range english {
		if !keyFormat.MatchString(key) {
			t.Errorf("key %q is no dotted name", key)
		}
		if text == "" || strings.TrimSpace(text) != text && key != "read.then" {
			t.Errorf("%s: empty, or white space at its ends: %q", key, text)
		}
		if strings.Contains(text, "!") {
			t.Errorf("%s: exclamation mark: %q", key, text)
		}
		if word := jargon.FindString(text); word != "" {
			t.Errorf("%s: %q does not belong in a text for people: %q", key, word, text)
		}
		for _, v := range verb.FindAllString(strings.ReplaceAll(text, "%%", ""), -1) {
			if !goodVerb.MatchString(v) {
				t.Errorf("%s: %q does not name its argument by number: %q", key, v, text)
			}
		}
	}
}

// Whatever the catalogue calls an advice is a whole sentence that tells what to do.
func TestAdviceIsASentence(t *testing.T) {
	for key, text := range english {
		if !strings.HasSuffix(key, ".advice") && !strings.HasSuffix(key, "_advice") {
			continue
		}
		first := []rune(text)[0]
		whole := strings.HasSuffix(text, ".") || strings.HasSuffix(text, "NAME") || strings.HasSuffix(text, "]s")
		if unicode.IsLower(first) || !whole {
			t.Errorf("%s is no sentence: %q", key, text)
		}
	}
}

// One program has one apostrophe, in every sentence.
func TestOneApostrophe(t *testing.T) {
	for key, text := range english {
		if strings.ContainsAny(text, "’ʼ`") {
			t.Errorf("%s: %q has another apostrophe than '", key, text)
		}
	}
}

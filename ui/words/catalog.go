package words

import (
	"fmt"
	"sort"
	"strings"
	"sync/atomic"
)

// english is the English catalogue. Each pane keeps its texts in a file of its own;
// a key stands in one of them only.
var english = merge(
	coreEnglish,
	checkEnglish,
	breakerEnglish,
	cliEnglish,
	diskEnglish,
	historyEnglish,
	identityEnglish,
	lookupEnglish,
	logviewEnglish,
	pagesEnglish,
	settingsEnglish,
	supportEnglish,
	windowEnglish,
)

// languages holds every catalogue by its language tag. A language may leave keys
// out: those fall back to English.
var languages = map[string]map[string]string{
	"en": english,
}

// current is the catalogue in use; nil means English.
var current atomic.Pointer[map[string]string]

// merge joins catalogues. Where a key stands twice the first one holds; a test
// finds such keys.
func merge(parts ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, part := range parts {
		for key, text := range part {
			if _, there := all[key]; !there {
				all[key] = text
			}
		}
	}
	return all
}

// SetLanguage changes the language of every text asked for from now on. tag is one
// of Languages; for any other it changes nothing and reports false.
func SetLanguage(tag string) bool {
	c, ok := languages[tag]
	if ok {
		current.Store(&c)
	}
	return ok
}

// Languages lists the tags SetLanguage knows, in order.
func Languages() []string {
	tags := make([]string, 0, len(languages))
	for tag := range languages {
		tags = append(tags, tag)
	}
	sort.Strings(tags)
	return tags
}

// T gives the text of a key with its arguments filled in. Texts name their
// arguments by number ("%[1]s of %[2]d"), so that a translation may turn them
// round; a percent sign of the text itself is written "%%". An unknown key is
// returned as it is, so that it shows.
func T(key string, args ...any) string {
	text, ok := lookUp(key)
	if !ok {
		return key
	}
	if !strings.Contains(text, "%[") {
		args = nil // a text may leave its arguments out
	}
	return fmt.Sprintf(text, args...)
}

// Has reports whether the catalogue knows a key.
func Has(key string) bool {
	_, ok := lookUp(key)
	return ok
}

func lookUp(key string) (string, bool) {
	if c := current.Load(); c != nil {
		if text, ok := (*c)[key]; ok {
			return text, true
		}
	}
	text, ok := english[key]
	return text, ok
}

package station

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// maxServer is the longest server address, in characters.
const maxServer = 500

// rule is what one key allows.
type rule struct {
	key      Key
	standard string // the default
	check    func(value string) (canonical string, why Reason)
	min, max string // told with a refusal
}

// rules holds every known key in the order they are shown.
var rules []rule

func init() { // not an initial value: the rule of "locked" asks for the others
	rules = []rule{
		{key: KeyStation, check: verbatim},
		{key: KeyLocation, check: optional(verbatim)},
		{key: KeyPurpose, check: optional(verbatim)},
		{key: KeyServer, check: optional(address)},
		{key: KeyAllowHTTP, standard: "false", check: truth},
		{key: KeyProxy, standard: "system", check: proxy},
		{key: KeyCAFile, check: optional(wholePath)},
		{key: KeyBreakerThreshold, standard: "5", check: number(0, 1000), min: "0", max: "1000"},
		{key: KeyBreakerTimeout, standard: "30s", check: span(time.Second, time.Hour), min: "1s", max: "1h"},
		{key: KeyRequestTimeout, standard: "15s", check: span(time.Second, time.Minute), min: "1s", max: "60s"},
		{key: KeyCache, standard: "true", check: truth},
		{key: KeyCacheSize, standard: "500", check: number(10, 100_000), min: "10", max: "100000"},
		{key: KeyLogLevel, standard: "INFO", check: level},
		{key: KeyLogFormat, standard: "json", check: oneOf("json", "text")},
		{key: KeyTheme, standard: "system", check: oneOf("light", "dark", "system")},
		{key: KeyCloseToTray, standard: "false", check: truth},
		{key: KeyNotifications, standard: "true", check: truth},
		{key: KeyLocked, check: keyList},
	}
}

// ruleOf finds a key's rule; nil for a key this version does not know.
func ruleOf(k Key) *rule {
	for i := range rules {
		if rules[i].key == k {
			return &rules[i]
		}
	}
	return nil
}

// ValueError says that a value does not fit its key. Why is ReasonEmpty, ReasonTooLong,
// ReasonControl, ReasonBadValue (also for a key this version does not know), or
// ReasonLocked for a key that IT has set for everyone.
type ValueError struct {
	Key      Key
	Value    string
	Why      Reason
	Min, Max string // for ranges; empty when they do not apply
}

func (e *ValueError) Error() string { return string(e.Key) + ": " + string(e.Why) }

// Validate checks one value and gives its canonical text, or a *ValueError.
// Durations may be written "30s", "2m" or a bare number of seconds. Location,
// purpose, server and locked may be empty, which says "nothing".
func Validate(k Key, value string) (string, error) {
	r := ruleOf(k)
	if r == nil {
		return "", &ValueError{Key: k, Value: value, Why: ReasonBadValue}
	}
	canonical, why := r.check(value)
	if why != "" {
		return "", &ValueError{Key: k, Value: value, Why: why, Min: r.min, Max: r.max}
	}
	return canonical, nil
}

// Keys lists the known keys in the order they are shown.
func Keys() []Key {
	keys := make([]Key, len(rules))
	for i, r := range rules {
		keys[i] = r.key
	}
	return keys
}

// Default is the value a key has when nothing sets it; empty for a key this
// version does not know.
func Default(k Key) string {
	if r := ruleOf(k); r != nil {
		return r.standard
	}
	return ""
}

func optional(check nameRule) nameRule {
	return func(value string) (string, Reason) {
		if strings.TrimSpace(value) == "" {
			return "", ""
		}
		return check(value)
	}
}

// address is all this package asks of a server address; package client makes a
// base address of it.
func address(value string) (string, Reason) {
	value = strings.TrimSpace(value)
	if why := textFault(value, maxServer); why != "" {
		return "", why
	}
	if strings.ContainsFunc(value, unicode.IsSpace) {
		return "", ReasonBadValue
	}
	return value, ""
}

// word trims and lowers a value that is one of a few words.
func word(value string) (string, Reason) {
	value = strings.ToLower(strings.TrimSpace(value))
	return value, textFault(value, maxName)
}

func truth(value string) (string, Reason) {
	switch w, why := word(value); {
	case why != "":
		return "", why
	case slices.Contains([]string{"true", "yes", "on", "1"}, w):
		return "true", ""
	case slices.Contains([]string{"false", "no", "off", "0"}, w):
		return "false", ""
	}
	return "", ReasonBadValue
}

func oneOf(words ...string) nameRule {
	return func(value string) (string, Reason) {
		w, why := word(value)
		if why == "" && !slices.Contains(words, w) {
			why = ReasonBadValue
		}
		return w, why
	}
}

func level(value string) (string, Reason) {
	w, why := oneOf("debug", "info", "warn", "warning", "error")(value)
	if w == "warn" {
		w = "warning"
	}
	return strings.ToUpper(w), why
}

func number(low, high int) nameRule {
	return func(value string) (string, Reason) {
		w, why := word(value)
		if why != "" {
			return "", why
		}
		n, err := strconv.Atoi(w)
		if err != nil || n < low || n > high {
			return "", ReasonBadValue
		}
		return strconv.Itoa(n), ""
	}
}

func span(low, high time.Duration) nameRule {
	return func(value string) (string, Reason) {
		w, why := word(value)
		if why != "" {
			return "", why
		}
		w = strings.ReplaceAll(w, " ", "") // "30 s" is what people write
		d, err := time.ParseDuration(w)
		if err != nil {
			d, err = time.ParseDuration(w + "s")
		}
		if err != nil || d < low || d > high {
			return "", ReasonBadValue
		}
		return spanText(d), ""
	}
}

// spanText is time.Duration's text without trailing zero units: "2m", not "2m0s".
func spanText(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// keyList is the rule of the key "locked": known keys, each once.
func keyList(value string) (string, Reason) {
	keys, unknown := splitKeys(value)
	if len(unknown) > 0 {
		return "", ReasonBadValue
	}
	return joinKeys(keys), ""
}

// splitKeys reads a list parted by commas, semicolons or spaces, in any case.
func splitKeys(list string) (known []Key, unknown []string) {
	parts := strings.FieldsFunc(list, func(r rune) bool {
		return r == ',' || r == ';' || unicode.IsSpace(r)
	})
	for _, p := range parts {
		k := Key(strings.ToLower(p))
		switch {
		case k == KeyLocked || ruleOf(k) == nil:
			unknown = append(unknown, p)
		case !slices.Contains(known, k):
			known = append(known, k)
		}
	}
	return known, unknown
}

func joinKeys(keys []Key) string {
	texts := make([]string, len(keys))
	for i, k := range keys {
		texts[i] = string(k)
	}
	return strings.Join(texts, ", ")
}

package station

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the longest station name, location or purpose, in characters; WATS
// keeps no more.
const maxName = 100

// Clean makes a station name of a text found elsewhere (host name, environment,
// older files): trimmed; upper case; space, underscore and dot become a hyphen; anything
// but letters, digits and hyphens goes.
func Clean(raw string) string {
	var b strings.Builder
	for _, r := range strings.TrimSpace(raw) {
		switch r = unicode.ToUpper(r); {
		case r == ' ' || r == '_' || r == '.':
			b.WriteByte('-')
		case r == '-' || unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// nameRule turns a raw text into the name it gives, or the reason it gives none.
type nameRule func(raw string) (name string, why Reason)

// verbatim is the rule for names written in our own settings.
func verbatim(raw string) (string, Reason) {
	name := strings.TrimSpace(raw)
	if why := textFault(name, maxName); why != "" {
		return "", why
	}
	return name, ""
}

// cleaned is the rule for names found elsewhere.
func cleaned(raw string) (string, Reason) {
	name := Clean(raw)
	if why := textFault(name, maxName); why != "" {
		return "", why
	}
	return name, ""
}

// hostRule is cleaned, and knows the names computers have that were never named.
func hostRule(raw string) (string, Reason) {
	switch low := strings.ToLower(strings.TrimSpace(raw)); {
	case low == "", low == "(none)", strings.HasPrefix(low, "localhost"):
		return "", ReasonNoName
	}
	return cleaned(raw)
}

// textFault gives the reason a trimmed text cannot be used, or "".
func textFault(s string, limit int) Reason {
	switch {
	case s == "":
		return ReasonEmpty
	case !utf8.ValidString(s):
		return ReasonBadValue
	case strings.ContainsFunc(s, unicode.IsControl):
		return ReasonControl
	case utf8.RuneCountInString(s) > limit:
		return ReasonTooLong
	}
	return ""
}

// Spellings gives the names under which this station's reports may stand in
// WATS: shown, cleaned and raw, each once, shown first. None when there is no name.
func (id Identity) Spellings() []string {
	if id.Name == "" {
		return nil
	}
	names := []string{id.Name}
	add := func(name string) {
		for _, have := range names {
			if have == name {
				return
			}
		}
		names = append(names, name)
	}
	if c := Clean(id.Name); c != "" {
		add(c)
	}
	for _, c := range id.Candidates {
		if raw := strings.TrimSpace(c.Raw); c.Used && textFault(raw, maxServer) == "" {
			add(raw)
		}
	}
	return names
}

package support

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// pattern is what betrays itself by what stands around it.
type pattern struct {
	hint []string // one of these is in whatever it finds
	find *regexp.Regexp
	by   string
}

func (p pattern) replace(text string) string {
	if !slices.ContainsFunc(p.hint, func(h string) bool { return strings.Contains(text, h) }) {
		return text
	}
	return p.find.ReplaceAllString(text, p.by)
}

// headers find what gives access without being known: the value of an Authorization or
// Cookie header, credentials after their scheme's name, and those in an address.
var headers = []pattern{
	{[]string{"uthorization", "UTHORIZATION", "ookie", "OOKIE"}, regexp.MustCompile(`((?:[Pp]roxy-|PROXY-)?(?:[Aa]uthorization|AUTHORIZATION|[Cc]ookie|COOKIE|[Ss]et-[Cc]ookie)(?:\\?["'])?[ \t]*[:=][ \t]*(?:\\?["'\[])*)(?:[A-Za-z]+[ \t]+)?[^\s"',{}\[\]\\*]+`), "${1}" + forSecret},
	{[]string{"asic", "ASIC", "earer", "EARER"}, regexp.MustCompile(`\b([Bb]asic|BASIC|[Bb]earer|BEARER)([ \t]+|%20|\+)[A-Za-z0-9+/_.~%-]{8,}=*`), "${1}${2}" + forSecret},
	{[]string{"@"}, regexp.MustCompile(`(://)[^/\s"'\\@?#*]+@`), "${1}" + forSecret + "@"},
}

// people find names that no account of this PC has: in the field "user" of a log line, and in
// the paths of home directories on this PC or a file server.
var people = []pattern{
	{[]string{`\\`}, regexp.MustCompile(`(\\\\+[^/\\"'\s:*?<>|]+\\+(?i:homes?|users|profiles?|people)\$?\\+)[^/\\"'\s:*?<>|()]+`), "${1}" + forUser},
	{[]string{`"user":`}, regexp.MustCompile(`("user":\s*)"(?:[^"\\]|\\.)*"`), `${1}"` + forUser + `"`},
	{[]string{"/home/", "/Users/"}, regexp.MustCompile(`(/home/|/Users/)[^/\s"'\\:;,()]+`), "${1}" + forUser},
	{[]string{`:\`, ":/"}, regexp.MustCompile(`([A-Za-z]:(?:\\+|/)(?i:users|documents and settings)(?:\\+|/))[^/\\"'\n:*?<>|]+(\\|/)`), "${1}" + forUser + "${2}"},
	{[]string{`:\`, ":/"}, regexp.MustCompile(`([A-Za-z]:(?:\\+|/)(?i:users|documents and settings)(?:\\+|/))[^/\\"'\s:*?<>|()]+`), "${1}" + forUser},
}

var mail = regexp.MustCompile(`[A-Za-z0-9._%+-]*[A-Za-z0-9_%+-]@[A-Za-z0-9-]+(?:[.-][A-Za-z0-9]+)*`)

// mails takes mail addresses out. A version in a path of Go's module cache (net@v0.33.0) is
// none, nor is what follows "@" without a dot, unless a pseudonym stands there.
func mails(text string) string {
	if !strings.Contains(text, "@") {
		return text
	}
	return mail.ReplaceAllStringFunc(text, func(found string) string {
		_, domain, _ := strings.Cut(found, "@")
		first, rest, dotted := strings.Cut(domain, ".")
		last := rest[strings.LastIndexByte(rest, '.')+1:]
		if isPseudonym.MatchString(first) || isPseudonym.MatchString(last) ||
			dotted && !isVersion(first) && len(last) > 1 && strings.Trim(last, letters) == "" {
			return forMail
		}
		return found
	})
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// isVersion reports whether a text is "v" and a number.
func isVersion(s string) bool {
	digits, ok := strings.CutPrefix(s, "v")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// harmless gives text as valid UTF-8 whose only control characters are line feeds and
// tabs, so that a preview can show what a file holds as it is. A line ends with a line
// feed alone.
func harmless(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, string(utf8.RuneError)), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < 0x20:
			return 0x2400 + r // its picture
		case r == 0x7f:
			return 0x2421
		case isControl(r) || r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff:
			return utf8.RuneError // it hides, or turns the reading direction
		}
		return r
	}, text)
}

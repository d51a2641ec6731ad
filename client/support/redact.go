package support

import (
	"regexp"
	"strings"

	"stationcompanion/station/secret"
)

// What stands for what was taken out.
const (
	forSecret = "***"
	forUser   = "(user)"
	forHome   = "~"
	forMail   = "(mail)"
	forLine   = "(line removed)"
)

// Private is what must not leave this PC.
type Private struct {
	Secrets  []secret.Token
	Accounts []string // names of the account and its person, as the system knows them
	Homes    []string // home directories
	// Keep are names that stay although an account has them: a station's own name is
	// often its account's, too.
	Keep []string
}

// Redactor takes secrets and the names of people out of texts.
type Redactor struct {
	secrets secret.Masker
	homes   names
	people  names // accounts, and the names that stay
}

// NewRedactor makes one. Secrets of less than four bytes are left alone; account names of
// less than three characters go only where a path or a field says that they are one.
func NewRedactor(p Private) *Redactor {
	r := &Redactor{secrets: secret.NewMasker(p.Secrets...)}
	for _, dir := range p.Homes {
		dir = strings.TrimRight(dir, `/\`)
		for _, form := range []string{dir, strings.ReplaceAll(dir, `\`, "/")} {
			if strings.ContainsAny(form, `/\`) {
				r.homes.add(form, forHome)
			}
		}
	}
	for _, kept := range p.Keep {
		r.people.add(strings.TrimSpace(kept), "")
	}
	for _, account := range p.Accounts {
		r.people.add(strings.TrimSpace(account), forUser)
	}
	return r
}

// Clean gives text without what is private, as valid UTF-8 whose only control characters
// are line feeds and tabs.
func (r *Redactor) Clean(text string) string {
	text = unknownTokens(r.secrets.MaskBroken(harmless(text))) // one may go over several lines
	var b strings.Builder
	b.Grow(len(text))
	for line := range strings.Lines(text) {
		b.WriteString(r.line(line))
	}
	return r.last(b.String())
}

// maybeToken finds what can be a token by its characters and length.
var maybeToken = regexp.MustCompile(`[A-Za-z0-9+/_-]{14,}={0,2}`)

// unknownTokens takes out what is a token by its looks: one of another server, or an older
// one, is none of the secrets that are known.
func unknownTokens(text string) string {
	return maybeToken.ReplaceAllStringFunc(text, func(word string) string {
		if (secret.Recogniser{}).Pasted(word) {
			return forSecret
		}
		return word
	})
}

// line cleans a line. What is put in may make, with what stands beside it, something new
// to take out.
func (r *Redactor) line(text string) string {
	for range 4 {
		before := text
		text = r.once(text)
		if text == before {
			break
		}
	}
	return text
}

func (r *Redactor) once(text string) string {
	text = r.secrets.Mask(text)
	for _, p := range headers {
		text = p.replace(text)
	}
	text = mails(r.homes.replace(text))
	for _, p := range people {
		text = p.replace(text)
	}
	return r.people.replace(text)
}

// last takes whole lines out where a secret is still found.
func (r *Redactor) last(text string) string {
	if !r.secrets.In(text) {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if r.secrets.In(line) {
			lines[i] = forLine
		}
	}
	if text = strings.Join(lines, "\n"); r.secrets.In(text) {
		return forLine // it goes over several lines, or is in what stands for a line
	}
	return text
}

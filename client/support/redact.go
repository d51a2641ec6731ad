package support

import (
	"strings"

	"stationcompanion/station/secret"
)

// What stands for what was taken out.
const (
	forSecret = "***"
	forUser   = "(user)"
	forHome   = "~"
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
	text = r.secrets.Mask(harmless(text)) // one may go over several lines
	var b strings.Builder
	b.Grow(len(text))
	for line := range strings.Lines(text) {
		b.WriteString(r.line(line))
	}
	return r.last(b.String())
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
	text = r.homes.replace(text)
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

package words

import (
	"strings"

	"stationcompanion/client/check"
)

// Fact is a line of a table: what, and how it is.
type Fact struct{ Name, Value string }

// certNames lists at most n of a certificate's names.
func certNames(c *check.Certificate, n int) string {
	if len(c.Names) == 0 {
		return T("check.cert.no_names")
	}
	text := Visible(strings.Join(c.Names[:min(len(c.Names), n)], ", "))
	if more := len(c.Names) - n; more > 0 {
		return T("check.cert.names_more", text, more)
	}
	return text
}

// CertificateFacts is a server's certificate for a person to look at. What may be read
// out stands first; the fingerprint is in groups of four.
func CertificateFacts(c *check.Certificate) []Fact {
	trusted := T("check.cert.trusted_no")
	if c.Trusted {
		trusted = T("check.cert.trusted_yes")
	}
	out := []Fact{
		{T("check.cert.trusted"), trusted},
		{T("check.cert.subject"), Visible(c.Subject)},
		{T("check.cert.names"), certNames(c, 10)},
		{T("check.cert.issuer"), Visible(c.Issuer)},
	}
	if len(c.Chain) > 1 {
		out = append(out, Fact{T("check.cert.chain"), visibleLines(c.Chain[1:])})
	}
	out = append(out, Fact{T("check.cert.from"), from(c)}, Fact{T("check.cert.until"), until(c)},
		Fact{T("check.cert.sha256"), Fours(c.SHA256)}, Fact{T("check.cert.key"), Visible(c.Key)})
	if c.Version != "" {
		out = append(out, Fact{T("check.cert.connection"), facts(Visible(c.Version), Visible(c.Cipher))})
	}
	return out
}

func visibleLines(texts []string) string {
	lines := make([]string, len(texts))
	for i, text := range texts {
		lines[i] = Visible(text)
	}
	return strings.Join(lines, "\n")
}

func from(c *check.Certificate) string {
	at := c.NotBefore.Local().Format("2006-01-02")
	if wait := c.NotBefore.Sub(c.At); wait > 0 {
		return T("check.cert.future", at, Days(wait))
	}
	return at
}

func until(c *check.Certificate) string {
	at := c.NotAfter.Local().Format("2006-01-02")
	if left := c.NotAfter.Sub(c.At); left < 0 {
		return T("check.cert.expired", at, Days(-left))
	} else {
		return T("check.cert.left", at, Days(left))
	}
}

// Fours puts a text of digits into groups of four, for reading out and comparing.
func Fours(text string) string {
	var groups []string
	for len(text) > 4 {
		groups, text = append(groups, text[:4]), text[4:]
	}
	return strings.Join(append(groups, text), " ")
}

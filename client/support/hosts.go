package support

import (
	"net/netip"
	"net/url"
	"regexp"
	"strings"
)

var (
	ofURL    = regexp.MustCompile(`(://(?:[^/\s"'\\@?#]+@)?)([A-Za-z0-9][A-Za-z0-9._-]*)`)
	ofLookup = regexp.MustCompile(`(\blookup )([A-Za-z0-9][A-Za-z0-9._-]*)(:| on )`) // Go's *net.DNSError
	ofShare  = regexp.MustCompile(`((?:^|[^\\:])\\\\(?:\\\\)?)([A-Za-z0-9][A-Za-z0-9._$-]*)(\\)`)
	ofFilter = regexp.MustCompile(`(serialNumber|partNumber|stationName)((?:%20|\+| )eq(?:%20|\+| )(?:%27|'))(.*?)(%27|'(?:[^']|$))`)
	ofOrigin = regexp.MustCompile(`(\borigin"?[:=]\s*"?)([0-9A-Fa-f]{12})\b`)
)

// filterFields are the fields of the server's filters that name something.
var filterFields = map[string]string{"serialNumber": asSerial, "partNumber": asPart, "stationName": asStation}

// finder is an expression with what of it names something; nothing matches without hint.
type finder struct {
	hint string
	find *regexp.Regexp
	by   func(p *pseudonyms, groups []string) string
}

var finders = []finder{
	{"://", ofURL, func(p *pseudonyms, m []string) string { return m[1] + p.host(m[2]) }},
	{"lookup ", ofLookup, func(p *pseudonyms, m []string) string { return m[1] + p.host(m[2]) + m[3] }},
	{`\\`, ofShare, func(p *pseudonyms, m []string) string { return m[1] + p.host(m[2]) + m[3] }},
	{"eq", ofFilter, func(p *pseudonyms, m []string) string { return m[1] + m[2] + p.asked(m[1], m[3]) + m[4] }},
	{"origin", ofOrigin, func(p *pseudonyms, m []string) string { return m[1] + p.of(asAddress, m[2]) }},
}

// learnHosts takes the names of other computers: those in addresses, those a name service was
// asked for, file servers and adapters; and what the filter of a question asks for.
func (p *pseudonyms) learnHosts(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for line := range strings.Lines(text) {
		for _, f := range finders {
			if strings.Contains(line, f.hint) {
				line = f.find.ReplaceAllStringFunc(line, func(found string) string { return f.by(p, f.find.FindStringSubmatch(found)) })
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

// asked is the pseudonym of what a filter's field is compared with, as it stands there.
func (p *pseudonyms) asked(field, value string) string {
	if plain, err := url.QueryUnescape(value); err == nil {
		value = plain
	}
	return p.of(filterFields[field], strings.ReplaceAll(value, "''", "'"))
}

// host is the pseudonym of a computer's name: a station's where it is known for one.
func (p *pseudonyms) host(name string) string {
	if name == "localhost" || isPseudonym.MatchString(name) {
		return name
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return name // of its own kind
	}
	if by, station := p.given[asStation+fold(name)]; station {
		return by
	}
	return p.of(asServer, name)
}

package support

import (
	"encoding/json"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
)

// Named is what an anonymous bundle does not name.
type Named struct {
	Stations []string // every spelling of this station's name, the shown one first
	Servers  []string // host names of the server, the configured one first
	Places   []string // location and purpose
}

// The kinds of pseudonyms: STATION-1, SERIAL-3 …
const (
	asStation = "STATION"
	asServer  = "SERVER"
	asDomain  = "DOMAIN"
	asPlace   = "PLACE"
	asSerial  = "SERIAL"
	asPart    = "PART"
	asReport  = "REPORT"
	asAddress = "ADDRESS"
)

// pseudonyms gives each name another one, the same wherever it stands. Names that differ
// in letter case alone are one.
type pseudonyms struct {
	given map[string]string // kind and folded name → pseudonym
	count map[string]int
	names names
	short []pattern // names too short for names
}

func newPseudonyms(n Named) *pseudonyms {
	p := &pseudonyms{given: map[string]string{}, count: map[string]int{}}
	for _, these := range []struct {
		kind  string
		texts []string
	}{{asStation, n.Stations}, {asServer, n.Servers}, {asPlace, n.Places}} {
		for _, t := range these.texts {
			p.named(these.kind, t)
		}
	}
	for _, host := range n.Servers {
		if _, domain, _ := strings.Cut(host, "."); strings.Contains(domain, ".") && !isIP(host) {
			p.named(asDomain, domain)
		}
	}
	return p
}

// named is of for a name that is known to be one: it is looked for however short it is.
func (p *pseudonyms) named(kind, text string) {
	by := p.of(kind, text)
	if text = strings.TrimSpace(text); text != "" && len(text) < minName {
		find := regexp.MustCompile(`(?i)(^|[^\pL\pN])` + regexp.QuoteMeta(text) + `($|[^\pL\pN])`)
		p.short = append(p.short, pattern{find: find, by: "${1}" + by + "${2}"})
	}
}

func isIP(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}

// of gives the pseudonym of a name of a kind, which is looked for in every file from now on.
func (p *pseudonyms) of(kind, text string) string {
	text = strings.TrimSpace(text)
	low := fold(text)
	if text == "" || isPseudonym.MatchString(text) {
		return text
	}
	by, known := p.given[kind+low]
	if !known {
		p.count[kind]++
		by = kind + "-" + strconv.Itoa(p.count[kind])
		p.given[kind+low] = by
	}
	if !isLoopback(text) && !ownWords[low] {
		p.names.add(text, by)
	}
	return by
}

// ownWords stand in the names of the log's fields and of a status: whoever has a unit of that
// name keeps it in what is said of it, and the files stay what they are.
var ownWords = words("timestamp level logger message correlation_id correlation operation user pid station name serial number part " +
	"report id call status code status_code duration_ms duration ms bytes error kind reason server version breaker token json true false null " +
	"info warning debug client main lookup host check http https")

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

var isPseudonym = regexp.MustCompile(`^(STATION|SERVER|DOMAIN|PLACE|SERIAL|PART|REPORT|ADDRESS)-\d+$`)

func isLoopback(text string) bool {
	a, err := netip.ParseAddr(text)
	return text == "localhost" || err == nil && a.IsLoopback()
}

// fields are the fields of a log line that name something, and what they name.
var fields = map[string]string{
	"serial_number": asSerial, "part_number": asPart, "report_id": asReport, "station": asStation, "station_name": asStation,
	"host": asStation, "was_host": asStation, // of package fingerprint
}

var (
	jsonField = regexp.MustCompile(`"(serial_number|part_number|report_id|station|station_name|host|was_host)":\s*"((?:[^"\\]|\\.)*)"`)
	textField = regexp.MustCompile(`\b(serial_number|part_number|report_id|station|station_name|host|was_host)=("(?:[^"\\]|\\.)*"|[^\s")]+)`)
	guid      = regexp.MustCompile(`\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b`)
	ipv4      = regexp.MustCompile(`\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b`)
)

// learn takes the names that fields of log lines, ids and addresses give away, and puts
// pseudonyms in their place.
func (p *pseudonyms) learn(text string) string {
	text = jsonField.ReplaceAllStringFunc(text, func(found string) string {
		m := jsonField.FindStringSubmatch(found)
		var value string
		if json.Unmarshal([]byte(`"`+m[2]+`"`), &value) != nil {
			value = m[2]
		}
		return strings.TrimSuffix(found, m[2]+`"`) + p.of(fields[m[1]], value) + `"`
	})
	text = textField.ReplaceAllStringFunc(text, func(found string) string {
		key, value, _ := strings.Cut(found, "=")
		if unquoted, err := strconv.Unquote(value); err == nil {
			value = unquoted
		}
		return key + "=" + p.of(fields[key], value)
	})
	text = guid.ReplaceAllStringFunc(text, func(id string) string { return p.of(asReport, id) })
	text = p.learnHosts(text)
	text = p.numbers(text)
	return ipv4.ReplaceAllStringFunc(text, p.address)
}

// address gives the pseudonym of an address of a network; this PC's own, and what only
// looks like one, stays.
func (p *pseudonyms) address(text string) string {
	a, err := netip.ParseAddr(text)
	if err != nil || a.IsLoopback() || a.IsUnspecified() {
		return text
	}
	if by, server := p.given[asServer+fold(text)]; server {
		return by
	}
	return p.of(asAddress, text)
}

// replace puts pseudonyms for every name that is known by now.
func (p *pseudonyms) replace(text string) string {
	text = p.names.replace(text)
	for _, s := range p.short {
		for range 2 { // neighbours share what stands between them
			text = s.find.ReplaceAllString(text, s.by)
		}
	}
	return text
}

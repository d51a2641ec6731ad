package client

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"stationcompanion/client/report"
	"stationcompanion/logging"
)

// Why says in which way a serial number that exists is near to a text nobody knows.
type Why string

// The ways.
const (
	WhyLayout    Why = "layout"     // the scanner types for another keyboard than the PC's
	WhyLookalike Why = "look_alike" // O and 0, I and 1, S and 5 …
	WhyCase      Why = "case"       // upper and lower case
	WhyPart      Why = "part"       // the serial number exists, with another part number
	WhyBegins    Why = "begins"     // the serial number begins with the text
	WhyPrefix    Why = "prefix"     // it begins as the text does, and ends otherwise
)

// Near is one unit that may have been meant.
type Near struct {
	Serial, Part string
	Why          Why
	Newest       report.Header // its newest report among those found
}

// Nothing is what a look into a question without an answer found.
type Nothing struct {
	Near      []Near // best first, at most five
	Saved     bool   // copies of it are on this PC: it was there once
	Wildcards string // the characters of the text that mean something else in parts of WATS (contract §3)
	// Unasked says why near units could not be looked for; nil where they were.
	Unasked error
}

// The bounds of a look into nothing.
const (
	nearRows   = 50 // headers asked for
	nearMost   = 5
	nearStem   = 4 // characters a common beginning has at least
	nearCutOff = 3 // characters that may differ at the end
)

// wildcards are the characters that are wildcards or part paths in parts of WATS.
const wildcards = `*%?[]^!/\_`

// Investigate looks for what may have been meant by a text that was found nowhere: one
// query for near serial numbers, and the saved copies. It never fails: what could not be
// asked is said. Of an access token nothing is looked for.
func (c *Client) Investigate(ctx context.Context, text string) Nothing {
	ctx = logging.Begin(ctx, "look for near units")
	text = CleanText(text)
	n := Nothing{Wildcards: foundOf(text, wildcards)}
	s := c.session()
	if s.refuse(text, "") != nil {
		return Nothing{}
	}
	if _, isID := ParseID(text); isID || questionProblem(text) != "" {
		return n
	}
	_, n.Saved = c.Saved(Query{Text: text})
	serial := splitBarcode(text).Serial
	variants := variantsOf(text, serial)
	q := listQuery{filter: nearFilter(variants, stem(text)), top: nearRows, fields: "uuid,serialNumber,partNumber,start,result,processName,processCode,reportType,stationName"}
	headers, e := c.list(ctx, s, c.now().Add(c.timing.LookUp), q, aboutSerial, text)
	if e != nil {
		n.Unasked = plain(e)
		return n
	}
	n.Near = nearest(text, variants, headers)
	return n
}

// foundOf gives those of chars that stand in text, each once.
func foundOf(text, chars string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(chars, ""), func(c string) bool { return !strings.Contains(text, c) }), "")
}

// variant is another way the text may have been meant.
type variant struct {
	serial string
	why    Why
}

// variantsOf lists them, best first, each serial number once.
func variantsOf(text, serial string) []variant {
	var all []variant
	add := func(s string, why Why) {
		if s != text && s != "" && !slices.ContainsFunc(all, func(v variant) bool { return v.serial == s }) {
			all = append(all, variant{s, why})
		}
	}
	for _, layout := range layouts {
		add(layout.Replace(text), WhyLayout)
	}
	for _, alike := range lookalikes {
		add(alike.Replace(text), WhyLookalike)
	}
	add(strings.ToUpper(text), WhyCase)
	add(strings.ToLower(text), WhyCase)
	if serial != text {
		add(serial, WhyPart)
	}
	return all
}

// layouts undo what becomes of a code when a scanner types it for a US keyboard on a PC
// with another one: the letters that change places, and the signs (German, Norwegian,
// French). Only what serial numbers hold is undone.
var layouts = []*strings.Replacer{
	strings.NewReplacer("Y", "Z", "Z", "Y", "y", "z", "z", "y", "ß", "-", "-", "/", "?", "_"),
	strings.NewReplacer("Y", "Z", "Z", "Y", "y", "z", "z", "y"),
	strings.NewReplacer("+", "-", "-", "/", "?", "_"),
	strings.NewReplacer("A", "Q", "Q", "A", "Z", "W", "W", "Z", "a", "q", "q", "a", "z", "w", "w", "z", ")", "-", "!", "/",
		"&", "1", "é", "2", "\"", "3", "'", "4", "(", "5", "-", "6", "è", "7", "_", "8", "ç", "9", "à", "0"),
}

// lookalikes swap the characters people read for each other.
var lookalikes = []*strings.Replacer{
	strings.NewReplacer("O", "0", "o", "0"), strings.NewReplacer("0", "O"),
	strings.NewReplacer("I", "1", "l", "1"), strings.NewReplacer("1", "I"),
	strings.NewReplacer("O", "0", "o", "0", "I", "1", "l", "1"),
	strings.NewReplacer("S", "5"), strings.NewReplacer("5", "S"),
	strings.NewReplacer("B", "8"), strings.NewReplacer("8", "B"),
}

// stem is the beginning near serial numbers share with the text; empty where that says
// too little.
func stem(text string) string {
	runes := []rune(text)
	if len(runes) < nearStem {
		return ""
	}
	return string(runes[:max(nearStem, len(runes)-nearCutOff)])
}

// nearFilter asks for every variant, and for what begins like the text.
func nearFilter(variants []variant, stem string) []byte {
	var b []byte
	if len(variants) > 0 {
		serials := make([]string, len(variants))
		for i, v := range variants {
			serials[i] = v.serial
		}
		b = inFilter("serialNumber", serials)
	}
	if stem != "" {
		if len(b) > 0 {
			b = append(b, " or "...)
		}
		b = append(appendQuoted(append(b, "startswith(serialNumber,"...), stem), ')')
	}
	if len(b) == 0 {
		b = append(b, "serialNumber eq ''"...)
	}
	return b
}

// nearest makes units of the headers found, the likeliest first: variants in their order,
// then what begins with the text, then what differs at the end only.
func nearest(text string, variants []variant, headers []report.Header) []Near {
	type ranked struct {
		Near
		rank int
	}
	var all []ranked
	for _, h := range headers { // newest first
		near := Near{Serial: h.SerialNumber, Part: h.PartNumber, Newest: h}
		if slices.ContainsFunc(all, func(r ranked) bool { return r.Serial == near.Serial && r.Part == near.Part }) {
			continue
		}
		rank := slices.IndexFunc(variants, func(v variant) bool { return strings.EqualFold(v.serial, h.SerialNumber) })
		switch {
		case h.SerialNumber == text: // it came in meanwhile, or under a part number of its own
			near.Why, rank = WhyPart, 0
		case rank >= 0:
			near.Why = variants[rank].why
		case strings.HasPrefix(h.SerialNumber, text):
			near.Why, rank = WhyBegins, len(variants)
		default:
			near.Why, rank = WhyPrefix, len(variants)+1+abs(utf8.RuneCountInString(h.SerialNumber)-utf8.RuneCountInString(text))
		}
		all = append(all, ranked{near, rank})
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return a.rank - b.rank })
	out := make([]Near, 0, nearMost)
	for _, r := range all[:min(len(all), nearMost)] {
		out = append(out, r.Near)
	}
	return out
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

package secret

import (
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
)

func b64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

var looks Recogniser // by its looks alone

func TestPastedKnowsTokens(t *testing.T) {
	const pair = "station-7:Sup3r/S3cret+value"
	odd := New("0123456789abcdef-not-base64") // whoever manages WATS may give out others
	knows := NewRecogniser(Token{}, New("another"), odd)
	for _, text := range []string{
		b64(pair), " " + b64(pair) + "\r\n", `"` + b64(pair) + `"`, "'" + b64(pair) + "'", "\ufeff" + b64(pair), "\x11" + b64(pair) + "\x19\r",
		"Basic " + b64(pair), "basic  " + b64(pair), "BASIC\t" + b64(pair), "Bearer " + b64(pair), "Authorization: Basic " + b64(pair),
		`"Authorization: Basic ` + b64(pair) + `"`, "authorization:Bearer " + b64(pair),
		b64(pair)[:20] + "\r\n" + b64(pair)[20:], b64(pair)[:20] + "  " + b64(pair)[20:], // as a mail breaks it
		strings.TrimRight(b64("ab:"+pair), "="), strings.TrimRight(b64("abc:"+pair), "="), // the end not copied
		base64.URLEncoding.EncodeToString([]byte("me:???>>>~~~")),
		b64("op:12345"), b64("müller@firma.test:geheim-ist-es"), b64(`DOMAIN\someone:longer secret`),
		b64("8c2f0a76-9f4e-4c1b-a3d1-1b2c3d4e5f60:" + strings.Repeat("k9", 40)),
		"Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ",
		odd.Reveal(), " " + odd.Reveal() + "\n", "Basic " + odd.Reveal(), "Bearer " + odd.Reveal(), "token=" + odd.Reveal(), b64(odd.Reveal()),
	} {
		if !knows.Pasted(text) {
			t.Errorf("%q was not known for a token", text)
		}
	}
	if short := NewRecogniser(New("pa55")); !short.Pasted("pa55") || !short.Pasted("Basic pa55") || short.Pasted("SN-pa55-1") || looks.Pasted("pa55") {
		t.Error("a short token is known when it is the whole text, and only then")
	}
	long := New(b64("me:" + strings.Repeat("s3cret", 200))) // longer than any question
	if !looks.Pasted(long.Reveal()) || !NewRecogniser(long).Pasted("Basic "+long.Reveal()) {
		t.Error("a long token was not known")
	}
}

func TestPastedLeavesNumbersAlone(t *testing.T) {
	other := NewRecogniser(New("c3RhdGlvbi03OlN1cDNy"), Token{})
	for _, text := range []string{
		"", " ", "SN-1001", "SubPartSN1", "FATTest-325", "MODULE-20251221230142-5519", "PRODUCTION-TEST-MODULE", "BatchSN", "SubPartNo2",
		"33a2d408-3fc8-480b-b554-6866c77fd91c", "{33A2D408-3FC8-480B-B554-6866C77FD91C}", "33a2d4083fc8480bb5546866c77fd91c", "urn:uuid:33a2d408-3fc8-480b-b554-6866c77fd91c",
		"https://company.wats.com/dist/#/reporting/33a2d408-3fc8-480b-b554-6866c77fd91c", "https://company.wats.com/",
		"(01)09501101530003(21)ABC123xyz(10)LOT7", "0109501101530003\x1d21ABC123xyz", "]d20109501101530003172512311012345", "09501101530003",
		"A/B", "SN1001/PN-7/A/B12", "X:1", "NO:12345", "SN:1001:PN", "user:something", "00:1B:44:11:3A:B7", "001B44113AB7", "AA-BB-CC-DD-EE-FF",
		"Basic", "Basic 12", "Basic Unit", "basic-01", "BasicPower12345678901", "Basic Telecommunication", "Bearer Assembly", "Bearer housing M8", "Bearer", "Authorization",
		"WATSInternal", "dGVzdA==", "QUJDRA==", "abcdefgh", "AbCdEfGhIjKlMnOp", "aGVsbG8gd29ybGQhIQ==", "SGVsbG9Xb3JsZFNlcmlhbDE=",
		"ABCD1234EFGH5678", "zXk3JQp8bVn2LwRt", "Zm9vYmFyYmF6cXV4MTIz", "4GmT9qLx0PzA7bYc2WdE1fRh", "==", "====", ":", "0000000000000000",
		"ééééééééé", strings.Repeat("A", 200), strings.Repeat("Ab1/", 5000),
		b64(":secret-secret-secret"), b64("user-user-user-user:"), b64("ab\x00cd:secret-secret"), // no pairs
	} {
		if looks.Pasted(text) || other.Pasted(text) {
			t.Errorf("%q was taken for a token", text)
		}
	}
}

// TestPastedByChance counts how many serial numbers that look like base64 pass for a token
// by chance: the comment at the bounds says so.
func TestPastedByChance(t *testing.T) {
	const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/+"
	rounds := 1_000_000
	if testing.Short() {
		rounds /= 10
	}
	random := rand.New(rand.NewPCG(7, 7))
	for _, of := range []struct {
		letters string
		most    int
	}{{capitals, 0}, {strings.ToLower(capitals), 0}, {capitals + "abcdefghijklmnopqrstuvwxyz", 2}} {
		taken, b := 0, make([]byte, 24)
		for range rounds {
			serial := b[:8+random.IntN(17)]
			for i := range serial {
				serial[i] = of.letters[random.IntN(len(of.letters))]
			}
			if isPair(string(serial)) {
				taken++
			}
		}
		if taken > of.most {
			t.Errorf("of %d serial numbers of %q %d pass for a token, want at most %d", rounds, of.letters, taken, of.most)
		}
		t.Logf("%d of %d of %q", taken, rounds, of.letters)
	}
}

func FuzzPasted(f *testing.F) {
	f.Add("station-7", "Sup3r/S3cret+value", "SN-1001")
	f.Add("a", ":", "Basic ")
	f.Add("müller", "geheim", "Authorization: Bearer")
	f.Fuzz(func(t *testing.T, name, password, text string) {
		capitals := strings.ToUpper(strings.Map(func(r rune) rune {
			if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
				return r
			}
			return '-'
		}, text))
		if looks.Pasted(capitals) {
			t.Errorf("%q was taken for a token", capitals)
		}
		if known := New(text); bare(text) != "" && bare(text) == known.Reveal() && len(text) < 1000 && !NewRecogniser(known).Pasted(text) {
			t.Errorf("the known token %q was not known", text)
		}
		pair := name + ":" + password
		if len(pair) < 18 || len(pair) > 1000 || !isPlainPair([]byte(pair)) || !mixedCase(b64(pair)) {
			return
		}
		for _, form := range []string{b64(pair), "Basic " + b64(pair), "\t" + b64(pair) + "\n", base64.RawURLEncoding.EncodeToString([]byte(pair))} {
			if !looks.Pasted(form) {
				t.Errorf("%q, of %q, was not known for a token", form, pair)
			}
		}
	})
}

package support

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"stationcompanion/client"
)

func anyCode(r *rand.Rand) Code {
	versions := []string{"", "0.1.0", "1.2.3", "7.15.14"}
	return Code{links[r.IntN(len(links))], kinds[r.IntN(len(kinds))], versions[r.IntN(len(versions))], uint16(r.IntN(4096))}
}

func TestCodeThereAndBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		want := anyCode(r)
		text := want.String()
		if len(text) != 9 || text[4] != '-' {
			t.Fatalf("%q", text)
		}
		spoken := strings.NewReplacer("-", " ", "0", "o", "1", "l").Replace(strings.ToLower(text))
		for _, s := range []string{text, spoken, strings.ReplaceAll(text, "-", "")} {
			if got, err := Decode(s); err != nil || got != want {
				t.Fatalf("%q: %+v, %v, want %+v", s, got, err, want)
			}
		}
	}
}

// TestCodeNoticesMistakes: every wrong character, and every two that changed places.
func TestCodeNoticesMistakes(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		s := []byte(strings.ReplaceAll(anyCode(r).String(), "-", ""))
		for i := range s {
			for _, c := range []byte(symbols) {
				wrong := slices.Clone(s)
				if wrong[i] == c {
					continue
				}
				wrong[i] = c
				if _, err := Decode(string(wrong)); !errors.Is(err, ErrCodeCheck) {
					t.Fatalf("%s for %s: %v", wrong, s, err)
				}
			}
			for k := range i {
				wrong := slices.Clone(s)
				wrong[i], wrong[k] = s[k], s[i]
				if _, err := Decode(string(wrong)); s[i] != s[k] && !errors.Is(err, ErrCodeCheck) {
					t.Fatalf("%s for %s: %v", wrong, s, err)
				}
			}
		}
	}
}

// TestCodeKnowsEverything: what the client can say has a number.
func TestCodeKnowsEverything(t *testing.T) {
	for _, k := range client.Kinds() {
		if !slices.Contains(kinds, k) {
			t.Errorf("kind %q has no number in a code: add it at the end", k)
		}
	}
	if len(kinds) > 1<<kindBits || len(links) > 1<<linkBits {
		t.Error("there is no room for so many")
	}
}

// TestCodesStay: codes that were read out once are decoded for ever.
func TestCodesStay(t *testing.T) {
	for text, want := range map[string]Code{
		"1014-23J6": {client.LinkConnected, client.KindNone, "1.2.0", StationCheck("FCT-LINE2-07")},
	} {
		if got := want.String(); got != text {
			t.Errorf("%+v is %s, was %s", want, got, text)
		}
	}
	if StationCheck("FCT-LINE2-07") != StationCheck("fct line 2 07") || StationCheck("TEST-07") == StationCheck("TEST-08") {
		t.Error("names are not compared as they are spoken")
	}
}

func TestDecodeSaysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]error{
		"": ErrCodeLength, "ABC": ErrCodeLength, "0000-0000-0": ErrCodeLength, "UUUU-UUUU": ErrCodeLength, "0000-0001": ErrCodeCheck,
		"Z000-000" + string(symbols[checkOf([length]byte{31})]): ErrCodeFormat,
	} {
		if _, err := Decode(text); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("1014-23J6")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Decode(text)
		if err != nil {
			return
		}
		if again, err := Decode(c.String()); err != nil || again != c {
			t.Errorf("%q is %+v, which is %q: %+v, %v", text, c, c.String(), again, err)
		}
	})
}

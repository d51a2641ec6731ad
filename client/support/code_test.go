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
	versions := []string{"", "0.1.0", "1.2.3", "7.15.14", "0.16.0", "3.31.31", "1.40.x", VersionBeyond}
	why := causes[r.IntN(len(causes))]
	return Code{states[r.IntN(len(states))], why.kind, why.reason, versions[r.IntN(len(versions))], uint16(r.IntN(4096))}
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
		if !slices.Contains(causes, cause{kind: k}) {
			t.Errorf("kind %q has no number in a code: add it at the end", k)
		}
		for _, r := range client.Reasons()[k] {
			if !slices.Contains(causes, cause{k, r}) {
				t.Errorf("%q of kind %q has no number in a code: add it at the end", r, k)
			}
		}
	}
	if len(causes) > 1<<causeBits || len(states) > 1<<stateBits {
		t.Error("there is no room for so many")
	}
	for i, c := range causes {
		if slices.Index(causes, c) != i {
			t.Errorf("%v stands twice", c)
		}
	}
}

// TestCodesStay: codes that were read out once are decoded for ever.
func TestCodesStay(t *testing.T) {
	for text, want := range map[string]Code{
		"1014-23J6": {State(client.LinkConnected), client.KindNone, "", "1.2.0", StationCheck("FCT-LINE2-07")},
		"21Z4-23JW": {State(client.LinkDown), client.KindRefused, "", "7.2.0", StationCheck("FCT-LINE2-07")},
		"46FZ-Z00G": {State(client.LinkWithheld), client.KindProxy, "", "", 0xc00},
		"1MGZ-ZZZZ": {State(client.LinkUnsure), client.KindServer, "", "0.15.15", 0xfff},
		"2KFZ-R01E": {State(client.LinkTokenRefused), client.KindUnauthorized, "", "7.15.14", 1},
	} {
		if got, err := Decode(text); err != nil || got != want {
			t.Errorf("%s is %+v, was %+v (%v)", text, got, want, err)
		}
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

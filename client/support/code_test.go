package support

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strconv"
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

// TestCodeSyndromes proves for all codes what TestCodeNoticesMistakes shows for some: the
// check is a sum, so a mistake is noticed when the mistake alone, on a code of nothing, is.
func TestCodeSyndromes(t *testing.T) {
	noticed := func(wrong [length + 1]byte) bool { return checkOf([length]byte(wrong[:length])) != wrong[length] }
	a, b := [length]byte{1, 2, 3, 4, 5, 6, 7}, [length]byte{31, 9, 17, 0, 8, 30, 21}
	var sum [length]byte
	for i := range sum {
		sum[i] = a[i] ^ b[i]
	}
	if checkOf(sum) != checkOf(a)^checkOf(b) {
		t.Fatal("the check is no sum")
	}
	for i := range length + 1 {
		for d := byte(1); d < 32; d++ {
			var one [length + 1]byte
			one[i] = d
			if !noticed(one) {
				t.Errorf("character %d wrong by %d is not noticed", i, d)
			}
			for k := range i { // two that change places differ by the same in both
				two := one
				two[k] = d
				if !noticed(two) {
					t.Errorf("%d and %d exchanged, different by %d, are not noticed", i, k, d)
				}
			}
		}
	}
}

// TestCodeMistakesRate measures what is noticed of worse mistakes: the comment at Code has it.
func TestCodeMistakesRate(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	mistakes := map[string]func([]byte) []byte{
		"two wrong": func(s []byte) []byte {
			i := r.IntN(8)
			k := (i + 1 + r.IntN(7)) % 8
			s[i], s[k] = symbols[r.IntN(32)], symbols[r.IntN(32)]
			return s
		},
		"groups exchanged":     func(s []byte) []byte { return append(slices.Clone(s[4:]), s[:4]...) },
		"one lost, one gained": func(s []byte) []byte { return append(slices.Clone(s[1:]), symbols[r.IntN(32)]) },
		"backwards":            func(s []byte) []byte { slices.Reverse(s); return s },
		"three in a circle":    func(s []byte) []byte { i := r.IntN(6); s[i], s[i+1], s[i+2] = s[i+1], s[i+2], s[i]; return s },
	}
	for name, make := range mistakes {
		made, missed := 0, 0
		for range 200_000 {
			s := strings.ReplaceAll(anyCode(r).String(), "-", "")
			wrong := string(make([]byte(s)))
			if wrong == s {
				continue
			}
			made++
			if _, err := Decode(wrong); !errors.Is(err, ErrCodeCheck) {
				missed++
			}
		}
		rate := float64(missed) / float64(made)
		t.Logf("%s: %.2f %% of %d not noticed", name, 100*rate, made)
		if made < 100_000 || rate > 0.06 {
			t.Errorf("%s: %.2f %% of %d not noticed", name, 100*rate, made)
		}
	}
}

// TestCodeSeparators: whatever stands between the characters when a code is typed or pasted.
func TestCodeSeparators(t *testing.T) {
	want, err := Decode("1014-23J6")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"1 0 1 4 2 3 J 6", "1014–23j6", "1014—23J6", "1014‑23J6", "1014.23J6", " 1014_23J6\r\n", "1014\u00a023J6", "\ufeff1014\u200b-23J6", "l0i4/23j6", "1,0,1,4,2,3,J,6"} {
		if got, err := Decode(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"1014-23J6-", "1014+23J6", "1014-23J", "1014-23J66", "U014-23J6", "1014-23Jß"} {
		if got, err := Decode(text); (err == nil) != (text == "1014-23J6-") {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

// TestCodeKnowsEveryLink: there is no list of them but their constants.
func TestCodeKnowsEveryLink(t *testing.T) {
	f, err := parser.ParseFile(gotoken.NewFileSet(), filepath.Join("..", "snapshot.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if of, ok := spec.Type.(*ast.Ident); !ok || of.Name != "Link" {
			return true
		}
		value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		found++
		if !slices.Contains(states, State(value)) {
			t.Errorf("link %q has no number in a code: add it at the end", value)
		}
		return true
	})
	if finer := 4; found != len(states)-finer {
		t.Errorf("%d links in the source, %d in a code", found, len(states)-finer)
	}
}

// TestCodeOfTomorrow: what this program does not know yet is said to be newer, never taken
// for something else.
func TestCodeOfTomorrow(t *testing.T) {
	for name, v := range map[string]uint64{
		"format": 3 << (stateBits + causeBits + versionBits + stationBits), "state": uint64(len(states)) << (causeBits + versionBits + stationBits),
		"last state": 15 << (causeBits + versionBits + stationBits), "cause": uint64(len(causes)) << (versionBits + stationBits), "last cause": 63 << (versionBits + stationBits),
	} {
		var digits [length]byte
		s := make([]byte, length+1)
		for i := length - 1; i >= 0; i-- {
			digits[i] = byte(v & 31)
			s[i], v = symbols[v&31], v>>5
		}
		s[length] = symbols[checkOf(digits)]
		if c, err := Decode(string(s)); !errors.Is(err, ErrCodeFormat) {
			t.Errorf("%s: %s is %+v, %v", name, s, c, err)
		}
	}
}

// TestStationFits: a name as it is heard fits; a wrong one does not, but for one in 4096.
func TestStationFits(t *testing.T) {
	check := StationCheck("FCT-LINE2-07")
	for name, want := range map[string]string{
		"FCT-LINE2-07": "FCT-LINE2-07", "fct line2 07": "fct line2 07", "fct-line2-o7": "FCT-LINE2-07", "FCTLINE2O7": "FCTLINE207",
		"FCT-LINE2-08": "", "FCT-LINE2-70": "", "FCT-LINE1-07": "", "FTC-LINE2-07": "", "": "",
	} {
		as, ok := StationFits(name, check)
		if ok != (want != "") || ok && as != want {
			t.Errorf("%q: %q, %v", name, as, ok)
		}
	}
	if as, ok := StationFits("ICT-1L", StationCheck("1CT-11")); !ok || as != "1CT-11" {
		t.Errorf("%q, %v", as, ok)
	}
	made, missed := 0, 0
	for line := range 9 {
		for n := range 100 {
			name := fmt.Sprintf("FCT%d-%02d", line, n)
			right, b := StationCheck(name), []byte(name)
			for i := range b {
				for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") {
					old := b[i]
					if c == old || old == '-' {
						continue
					}
					b[i] = c
					made++
					if StationCheck(string(b)) == right {
						missed++
					}
					b[i] = old
				}
			}
		}
	}
	t.Logf("%d of %d names with one wrong character fit", missed, made)
	if missed > made/2048 {
		t.Errorf("%d of %d names with one wrong character fit", missed, made)
	}
}

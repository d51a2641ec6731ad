package secret

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"github.com/rs/zerolog"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const text = "aWRlbnRpZmllcjpzZWNyZXQ="

// outer holds tokens the ways other packages do.
type outer struct {
	Shown  Token
	hidden Token
	Deep   struct{ hidden []Token }
	Map    map[string]Token
	Ptr    *Token
	Any    any
}

func everyWay() outer {
	t := New(text)
	o := outer{Shown: t, hidden: t, Map: map[string]Token{"k": t}, Ptr: &t, Any: t}
	o.Deep.hidden = []Token{t}
	return o
}

// leaks tells whether an output holds the text, plain or as hex.
func leaks(out string) bool {
	low := strings.ToLower(out)
	return strings.Contains(out, text) || strings.Contains(out, text[2:12]) ||
		strings.Contains(low, fmt.Sprintf("%x", text[2:12])) || strings.Contains(low, fmt.Sprintf("% x", text[2:12]))
}

func TestTokenCannotBePrinted(t *testing.T) {
	token, out := New(text), everyWay()
	for _, verb := range strings.Split("v +v #v s q x X d t p T b o e c U w #q +10.3v", " ") {
		if got := fmt.Sprintf("%"+verb, token); got != mask && !strings.Contains("T p w", verb) {
			t.Errorf("%%%s prints %q", verb, got)
		}
		for _, v := range []any{token, &token, out, &out, out.hidden, out.Deep, []any{out}, fmt.Errorf("x: %v", out), reflect.ValueOf(out)} {
			if got := fmt.Sprintf("%"+verb, v); leaks(got) {
				t.Errorf("%%%s of %T prints %q", verb, v, got)
			}
		}
	}
	for _, got := range []string{fmt.Sprint(out), fmt.Sprintln(token), token.String(), token.GoString()} {
		if leaks(got) {
			t.Errorf("printed %q", got)
		}
	}
}

func TestTokenCannotBeEncoded(t *testing.T) {
	token, out := New(text), everyWay()
	for _, v := range []any{token, &token, out, map[string]Token{"k": token}} {
		data, err := json.Marshal(v)
		if err != nil || leaks(string(data)) || !bytes.Contains(data, []byte(mask)) {
			t.Errorf("json of %T: %s, %v", v, data, err)
		}
	}
	type document struct{ T Token }
	if data, err := xml.Marshal(document{token}); err != nil || string(data) != "<document><T>***</T></document>" {
		t.Errorf("xml: %s, %v", data, err)
	}
	var b bytes.Buffer
	zl := zerolog.New(&b)
	zl.Info().Object("a", token).Any("b", token).Interface("c", out).Stringer("d", token).EmbedObject(token).Str("e", fmt.Sprint(out)).Send()
	slog.New(slog.NewJSONHandler(&b, nil)).Info("m", "a", token, "b", out)
	slog.New(slog.NewTextHandler(&b, nil)).Info("m", "a", token, "b", out, "c", &token)
	log.New(&b, "", 0).Print(token, out)
	if leaks(b.String()) || strings.Count(b.String(), mask) < 8 {
		t.Errorf("logged %s", b.String())
	}
}

func TestToken(t *testing.T) {
	for _, empty := range []Token{{}, New(""), New(" \r\n\t")} {
		if !empty.Empty() || empty.Reveal() != "" || !empty.Equal(Token{}) || empty.String() != mask {
			t.Errorf("%v is not empty", empty)
		}
	}
	a := New(" " + text + "\r\n")
	if a.Empty() || a.Reveal() != text {
		t.Errorf("reveals %q", a.Reveal())
	}
	if !a.Equal(New(text)) || a.Equal(Token{}) || a.Equal(New(text+"x")) || a.Equal(New(text[1:])) {
		t.Error("Equal does not tell tokens apart")
	}
}

func TestOrigin(t *testing.T) {
	for address, want := range map[string]string{
		"https://WATS.Invalid/":                  "https://wats.invalid",
		"https://wats.invalid:443/api/App":       "https://wats.invalid",
		"HTTP://wats.invalid:80":                 "http://wats.invalid",
		"http://wats.invalid:443":                "http://wats.invalid:443",
		"https://wats.invalid:08443/x?y#z":       "https://wats.invalid:8443",
		"https://user:pass@wats.invalid":         "https://wats.invalid",
		"wats.invalid":                           "https://wats.invalid",
		"localhost:8080/path":                    "https://localhost:8080",
		" http://127.0.0.1:5000 ":                "http://127.0.0.1:5000",
		"http://[::1]:80/":                       "http://[::1]",
		"http://[::1]:81/":                       "http://[::1]:81",
		"https://wats.invalid:":                  "https://wats.invalid",
		"":                                       "",
		"https://":                               "",
		"https:///path":                          "",
		"ftp://wats.invalid":                     "",
		"https://wats.invalid:0":                 "",
		"https://wats.invalid:99999":             "",
		"https://wats.invalid:http":              "",
		"https://two words.invalid":              "",
		"https://pass%zz:word@wats.invalid/\x7f": "",
	} {
		got, err := Origin(address)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("Origin(%q) = %q, %v; want %q", address, got, err, want)
		}
		if err != nil && err.Error() != ErrAddress.Error() {
			t.Errorf("Origin(%q): the error says %q", address, err)
		}
	}
}

func FuzzOrigin(f *testing.F) {
	for _, s := range []string{"https://WATS.Invalid:0443/x", "a:b@c", "http://[::1%25eth0]:80", "//x", "https://\u0130"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		got, err := Origin(address)
		if err != nil {
			return
		}
		if again, err := Origin(got); err != nil || again != got {
			t.Errorf("Origin(%q) = %q, whose origin is %q, %v", address, got, again, err)
		}
	})
}

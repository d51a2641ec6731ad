package secret

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
)

// Basic authentication encodes "user:secret": the secret's own base64 is not in
// there, but for its middle.
func TestMaskInsideBase64(t *testing.T) {
	m := NewMasker(New("correct-horse-battery"))
	for _, before := range []string{"", "a", "ab", "abc", "user:", "someone:"} {
		for _, after := range []string{"", "x", "yz"} {
			enc := base64.StdEncoding.EncodeToString([]byte(before + "correct-horse-battery" + after))
			got := string(m.MaskBytes([]byte("Basic " + enc + "\n")))
			rest := strings.TrimSuffix(strings.TrimPrefix(got, "Basic "), "\n")
			if !strings.Contains(rest, "***") || len(rest) > len("***")+len(before)*4/3+len(after)*4/3+6 {
				t.Errorf("%q + secret + %q: %q", before, after, got)
			}
		}
	}
}

func TestMaskEveryForm(t *testing.T) {
	const password = `p@ss/w+rd "quo<ted" 7`
	plain := "station-7:" + password
	token := base64.StdEncoding.EncodeToString([]byte(plain))
	m := NewMasker(New(token))
	for _, s := range []string{token, plain, password} {
		inJSON, _ := json.Marshal(s)
		for _, form := range []string{
			s, string(inJSON[1 : len(inJSON)-1]), url.QueryEscape(s), url.PathEscape(s),
			hex.EncodeToString([]byte(s)), strings.ToUpper(hex.EncodeToString([]byte(s))), html.EscapeString(s),
			strings.ReplaceAll(s, "+", `\u002B`), base64.StdEncoding.EncodeToString([]byte(s)), base64.RawURLEncoding.EncodeToString([]byte(s)),
		} {
			if strings.ContainsAny(form, `"<`) && strings.Contains(form, `\u002B`) {
				continue // no JSON string
			}
			got := m.Mask("before " + form + " after")
			if strings.Contains(got, form) || !strings.HasPrefix(got, "before ") || !strings.HasSuffix(got, " after") || m.In(got) {
				t.Errorf("%q gives %q", form, got)
			}
		}
	}
}

func TestMaskLeavesTheRest(t *testing.T) {
	for _, m := range []Masker{{}, NewMasker(), NewMasker(Token{}, New("e"), New("abc"))} {
		if got := m.Mask("abc e"); got != "abc e" || m.In("abc e") {
			t.Errorf("%q", got)
		}
	}
	same := []byte("nothing here")
	if got := NewMasker(New("a-token")).MaskBytes(same); &got[0] != &same[0] {
		t.Error("copied for nothing")
	}
}

// A Masker knows the token in many forms and may be printed by mistake as a Token may.
func TestMaskerCannotBePrinted(t *testing.T) {
	m := NewMasker(New(text))
	for _, verb := range strings.Split("v +v #v s q x X d", " ") {
		for _, v := range []any{m, &m, struct{ m Masker }{m}} {
			if got := fmt.Sprintf("%"+verb, v); leaks(got) {
				t.Errorf("%%%s of %T prints %q", verb, v, got)
			}
		}
	}
}

func FuzzMask(f *testing.F) {
	f.Add("a", "b", text)
	f.Add("***", "%2", "secret with + and /")
	f.Fuzz(func(t *testing.T, before, after, token string) {
		token = strings.TrimSpace(token)
		if len(token) < 8 || strings.Contains(token, "*") {
			t.Skip()
		}
		m := NewMasker(New(token))
		for _, form := range formsOf(token) {
			if got := m.Mask(before + form + after); strings.Contains(got, token) {
				t.Errorf("%q stays in %q", token, got)
			}
		}
	})
}

package secret

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

func TestMaskBroken(t *testing.T) {
	const plain = "station-7:Sup3r/S3cret+value"
	token := b64(plain)
	m := NewMasker(New(token))
	wide := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	in := func(s string) string { j, _ := json.Marshal(s); return string(j[1 : len(j)-1]) }
	for name, text := range map[string]string{
		"whole": token, "two lines": token[:17] + "\n" + token[17:], "CR LF": token[:5] + "\r\n" + token[5:], "indented": token[:17] + "\n    " + token[17:],
		"MIME": token[:8] + "\n" + token[8:16] + "\n" + token[16:24] + "\n" + token[24:], "spaced": strings.Join(strings.Split(token, ""), " "),
		"two bytes": wide(token), "two bytes in JSON": in(wide(token)), "pictures": strings.ReplaceAll(wide(token), "\x00", "\u2400"),
		"line break in JSON": in(token[:9] + "\n" + token[9:]), "in a URL": url.QueryEscape(token[:9] + "\r\n" + token[9:]),
		"what it is made of": plain[:12] + "\n" + plain[12:], "wide plain": wide(plain), "password alone": "Sup3r/S3\ncret+value",
		"base64 of it, broken": base64.StdEncoding.EncodeToString([]byte(token))[:20] + "\n" + base64.StdEncoding.EncodeToString([]byte(token))[20:],
	} {
		got := m.MaskBroken("before " + text + " after " + text + "\nend")
		left, _ := closed(got)
		if !strings.HasPrefix(got, "before ***") || !strings.HasSuffix(got, "\nend") || strings.Count(got, mask) != 2 || m.In(string(left)) {
			t.Errorf("%s: %q", name, got)
		}
	}
	for _, text := range []string{"", " ", "no token\nhere at\tall", token[:10] + "\nof another", "\\", "%", "\u2400"} {
		if got := m.MaskBroken(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
	if got := (Masker{}).MaskBroken(token); got != token {
		t.Error(got)
	}
}

func FuzzMaskBroken(f *testing.F) {
	f.Add("before", "after", uint8(7), uint8(1))
	f.Add(`{"a":"`, `\n`, uint8(0), uint8(9))
	f.Add("\u2400%2", "0", uint8(30), uint8(200))
	const token = "c3RhdGlvbi03OlN1cDNyL1MzY3JldCt2YWx1ZQ=="
	m := NewMasker(New(token))
	f.Fuzz(func(t *testing.T, before, after string, at, gap uint8) {
		i := int(at) % len(token)
		got := m.MaskBroken(before + token[:i] + gaps[int(gap)%len(gaps)] + token[i:] + after)
		if whole, _ := closed(got); m.In(got) || m.In(string(whole)) {
			t.Errorf("left in %q", got)
		}
	})
}

package logging

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"

	"stationcompanion/station/secret"
)

func TestSecretsNeverAppear(t *testing.T) {
	const password = `p@ss/w+rd "quoted" 7`
	plain := "station-7:" + password
	token := base64.StdEncoding.EncodeToString([]byte(plain))
	forms := []string{
		token, plain, password,
		strings.TrimRight(token, "="),
		base64.URLEncoding.EncodeToString([]byte(plain)),
		base64.StdEncoding.EncodeToString([]byte(token)),
		base64.RawURLEncoding.EncodeToString([]byte(token)),
		url.QueryEscape(token), url.PathEscape(token),
		url.QueryEscape(password), "p%40ss%2fw%2brd+%22quoted%22+7",
		fmt.Sprintf("%q", token), hex.EncodeToString([]byte(token)), html.EscapeString(password),
	}
	for _, f := range []Format{JSON, Text} {
		l := openTest(t, Options{Format: f})
		l.file.maxBytes = 1 << 30
		l.SetSecrets(secret.New(token), secret.New("another-one"))
		log := l.For("client")
		for i, form := range forms {
			log.Info().Str("f", form).Err(fmt.Errorf("GET /x?t=%s: refused", form)).Int("i", i).Msg("see " + form)
		}
		log.Info().Str(token, "another-one").Msg("key")
		got := content(t, l)
		for i, form := range forms {
			if strings.Contains(got, form) || strings.Contains(got, strings.ReplaceAll(form, `"`, `\"`)) {
				t.Errorf("%s: form %d %q is in the log:\n%s", f, i, form, got)
			}
		}
		if strings.Contains(got, "another-one") || strings.Count(got, "***") < 3*len(forms)-3 {
			t.Errorf("%s:\n%s", f, got)
		}
		if f == JSON {
			for line := range strings.Lines(got) {
				checkJSON(t, line)
			}
		}
		l.SetSecrets()
		log.Info().Msg("another-one")
		if !strings.Contains(content(t, l), "another-one") {
			t.Error("the old secrets are still in force")
		}
	}
}

package cli

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	layers "stationcompanion/client/check"
	"stationcompanion/client/demo"
	"stationcompanion/ui/words"
)

// changing are the parts of a check's text that differ each time.
var changing = []struct {
	what *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d`), "TIME"},
	{regexp.MustCompile(`127\.0\.0\.1:\d+`), "127.0.0.1:PORT"},
	{regexp.MustCompile(` · (under 1|[\d.]+) (ms|s)\n`), " · TOOK\n"},
	{regexp.MustCompile(`\(lo\d*\)`), "(lo)"},
}

const checkWell = `Connection check of http://127.0.0.1:PORT · TIME · station-companion 1.2.3
The connection is well.

  ok      Address          The address can be used · TOOK
                           http://127.0.0.1:PORT
  ok      Name             The server's address is known · TOOK
                           no name needed: 127.0.0.1
  ok      Network          This PC's network leads there · TOOK
                           from 127.0.0.1 (lo) to 127.0.0.1
  –       Proxy            No proxy is used
                           none: the server is this PC
  ok      Reachable        The server can be reached · TOOK
                           127.0.0.1:PORT
  –       Safe connection  Not encrypted; it stays within this PC
                           plain http within this PC
  ok      Answer           The server answers · TOOK
                           HTTP/1.1 401 Unauthorized
  ok      WATS             It is WATS · TOOK
                           asks for a token (HTTP 401); its version came in answer to this one
  ok      Token            WATS accepts the token · TOOK
                           accepted by WATS 2026.1.5.324
  ok      Clock            This PC's clock is right · TOOK
                           this PC is as the server (±1 s)
`

func TestCheckText(t *testing.T) {
	dir := home(t)
	s := server(t, demo.Options{Token: "dG9rZW4="})
	token := filepath.Join(dir, "token")
	if err := os.WriteFile(token, []byte("dG9rZW4=\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got := command(t, "check", "--server", s.URL(), "--token-file", token)
	text := got.out
	for _, c := range changing {
		text = c.what.ReplaceAllString(text, c.with)
	}
	if got.code != ExitOK || got.err != "" || text != checkWell {
		t.Errorf("%d %s\n%s\nwant\n%s", got.code, got.err, text, checkWell)
	}
}

func TestCheckExitCodeAndOrder(t *testing.T) {
	home(t)
	s := server(t, demo.Options{Token: "dG9rZW4="})
	got := command(t, "check", "--server", s.URL())
	lines := strings.Split(got.out, "\n")
	if got.code != ExitBad || !strings.HasPrefix(lines[1], "It stops at: Token. WATS asks for a valid token.") {
		t.Errorf("%d %s", got.code, got.out)
	}
	if got := command(t, "check"); got.code != ExitBad || !strings.Contains(got.out, words.T("error.kind.not_configured.title")) {
		t.Errorf("%d %s", got.code, got.out)
	}
	if got := command(t, "check", "--demo"); got.code != ExitOK {
		t.Errorf("%d %s %s", got.code, got.out, got.err)
	}
	if got := command(t, "check", "more"); got.code != ExitUsage {
		t.Errorf("%d %s", got.code, got.out)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if got := commandWith(t, gone, noWindow, "check", "--server", s.URL()); got.code != ExitBad || strings.Contains(got.out, "\n  ok ") {
		t.Errorf("ended before it began: %d %s", got.code, got.out)
	}
}

// The form is a contract with scripts: names, nesting and nulls.
func TestCheckJSON(t *testing.T) {
	home(t)
	s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `"2026.1"`) }))
	s.Config.ErrorLog = nil
	defer s.Close()
	got := command(t, "config", "set", "ca_file", filepath.Join(t.TempDir(), "no.pem"))
	if got.code != ExitOK {
		t.Fatal(got.err)
	}
	got = command(t, "check", "--json", "--server", s.URL)
	var answer CheckJSON
	decode(t, got.out, &answer)
	if got.code != ExitBad || answer.OK || answer.Failed != "tls" || answer.Server != s.URL || answer.Version != "1.2.3" ||
		answer.Words == "" || answer.ClockOffsetS != nil || len(answer.Steps) != len(layers.Steps()) || answer.TookMS <= 0 {
		t.Errorf("%+v", answer)
	}
	if _, err := time.Parse(time.RFC3339, answer.At); err != nil {
		t.Error(err)
	}
	if c := answer.Certificate; c == nil || c.Trusted || len(c.SHA256) != 64 || c.Issuer == "" || len(c.Names) == 0 {
		t.Errorf("%+v", c)
	}
	if f := answer.CAFile; f == nil || f.Why != client.CAMissing || f.Words == "" || f.Advice == "" {
		t.Errorf("%+v", f)
	}
	tls, http := answer.Steps[5], answer.Steps[6]
	if tls.State != "failed" || tls.Kind != "tls" || tls.Words == "" || tls.Advice == "" || tls.Cause == "" || tls.TookMS == nil {
		t.Errorf("%+v", tls)
	}
	if http.State != "not_tried" || http.TookMS != nil || http.Kind != "" {
		t.Errorf("%+v", http)
	}
	var raw map[string]any
	if err := json.Unmarshal([]byte(got.out), &raw); err != nil {
		t.Fatal(err)
	}
	wantKeys(t, "check", raw, "server", "at", "ok", "failed", "words", "took_ms", "steps", "certificate", "clock_offset_s", "ca_file", "version")
	wantKeys(t, "step", raw["steps"].([]any)[6], "id", "state", "kind", "note", "took_ms", "words", "advice", "evidence", "cause")
	wantKeys(t, "certificate", raw["certificate"], "subject", "names", "issuer", "chain", "not_before", "not_after", "sha256", "serial", "key", "tls", "cipher", "self_signed", "trusted")
	wantKeys(t, "ca_file", raw["ca_file"], "path", "why", "words", "advice")

	well := command(t, "check", "--json", "--demo")
	answer = CheckJSON{}
	decode(t, well.out, &answer)
	if well.code != ExitOK || !answer.OK || answer.Failed != "" || answer.Certificate != nil || answer.ClockOffsetS == nil {
		t.Errorf("%d %+v", well.code, answer)
	}
}

// A CA file that is not used stands among the problems of status and settings.
func TestStatusTellsOfTheCAFile(t *testing.T) {
	home(t)
	path := filepath.Join(t.TempDir(), "no.pem")
	if got := command(t, "config", "set", "ca_file", path); got.code != ExitOK {
		t.Fatal(got.err)
	}
	s := server(t, demo.Options{})
	got := command(t, "status", "--server", s.URL())
	if got.code != ExitOK || !strings.Contains(got.out, path) {
		t.Errorf("%d %s", got.code, got.out)
	}
	if got := command(t, "config", "list"); !strings.Contains(got.out, "company certificates is not there") {
		t.Errorf("%s", got.out)
	}
}

// A proxy with a login is refused in words that do not repeat it.
func TestProxyWithALoginIsRefused(t *testing.T) {
	home(t)
	got := command(t, "config", "set", "proxy", "http://me:passw0rd@proxy:8080")
	if got.code != ExitBad || !strings.Contains(got.err, "without user name and password") || strings.Contains(got.err+got.out, "passw0rd") {
		t.Errorf("%d %s %s", got.code, got.out, got.err)
	}
	if got := command(t, "config", "set", "proxy", "Proxy:8080"); got.code != ExitOK || !strings.Contains(got.out, "http://proxy:8080") {
		t.Errorf("%d %s %s", got.code, got.out, got.err)
	}
}

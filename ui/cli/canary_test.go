package cli

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"stationcompanion/client"
	"stationcompanion/station"
	"stationcompanion/station/secret"
)

// silent fails where a text holds the token in any form.
func silent(t *testing.T, what, text string) {
	t.Helper()
	plain, _ := base64.StdEncoding.DecodeString(canary)
	for _, form := range []string{
		canary, strings.TrimRight(canary, "="), url.QueryEscape(canary), hex.EncodeToString([]byte(canary)), string(plain), "Canary-S3cret",
		base64.StdEncoding.EncodeToString([]byte(canary)),
	} {
		if strings.Contains(text, form) {
			t.Errorf("%s holds %q:\n%s", what, form, text)
		}
	}
}

// echoServer says the token again at every place of an answer.
func echoServer(t *testing.T, code int) string {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Server", canary)
		w.Header().Set("Location", "https://"+strings.TrimRight(canary, "=")+".test/")
		w.Header().Set("Retry-After", canary)
		w.WriteHeader(code)
		_, _ = w.Write([]byte("<title>" + r.Header.Get("Authorization") + " " + canary + url.QueryEscape(canary) + "</title>"))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// TestNoCommandTellsTheToken: every command against servers that say the token again,
// with the token in the store; then every file that was written.
func TestNoCommandTellsTheToken(t *testing.T) {
	dir := home(t)
	for _, code := range []int{200, 302, 400, 401, 403, 404, 429, 500} {
		server := echoServer(t, code)
		if _, err := (secret.Store{NoKeyring: true}).Save(t.Context(), server, secret.New(canary)); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{
			{"status"}, {"status", "--json"}, {"check"}, {"check", "--json"}, {"config", "list"}, {"config", "list", "--json"}, {"config", "get", "server"},
			{"bundle", "--list"}, {"bundle", "--list", "--json"}, {"bundle", "-o", "b.zip"}, {"bundle", "-o", "a.zip", "--anonymise"},
			{"lookup", "SN-1"}, {"lookup", "SN-1", "--json"}, {"show", "11111111-2222-3333-4444-555555555555"}, {"logs"},
		} {
			got := command(t, append(args, "--server", server, "--station", "FCT-9")...)
			silent(t, strings.Join(args, " "), got.out+got.err)
			if got.out+got.err == "" {
				t.Errorf("%q said nothing", args)
			}
		}
		for _, name := range []string{"a.zip", "b.zip"} {
			for part, text := range unzip(t, name) {
				silent(t, name+" "+part, text)
			}
		}
	}
	st := station.Load(Flags{}.Inputs())
	path := filepath.Join(dir, "config", "station-companion", "station.conf")
	if st.Settings == nil {
		t.Fatal("no settings")
	}
	command(t, "config", "set", "server", "https://wats.invalid")
	if _, err := os.Stat(path); err != nil {
		t.Errorf("no settings file was written: %v", err)
	}
	modes(t, dir)
}

// modes goes through every file the commands wrote: for this user alone, and the token
// in one of them only. The first level was made by the test, not the program.
func modes(t *testing.T, dir string) {
	t.Helper()
	seen := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		if err != nil || !strings.Contains(path, "station-companion") {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		most := fs.FileMode(0o600)
		if d.IsDir() {
			most = 0o700
		}
		if runtime.GOOS != "windows" && info.Mode().Perm()&^most != 0 {
			t.Errorf("%s: %v, want at most %v", rel, info.Mode(), most)
		}
		if !d.IsDir() && d.Name() != "tokens.json" {
			data, err := os.ReadFile(path)
			silent(t, rel, string(data)+rel)
			if err != nil {
				return err
			}
		}
		seen[strings.TrimRight(filepath.Ext(d.Name()), "~")] = true
		seen[d.Name()] = true
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	for _, want := range []string{"tokens.json", "station.conf", ".log"} {
		if !seen[want] {
			t.Errorf("%s was never written; there are %v", want, seen)
		}
	}
}

// TestNoAnswerOfTheWindowTellsTheToken: what a running window says to status, bundle and
// code, after a server said the token again.
func TestNoAnswerOfTheWindowTellsTheToken(t *testing.T) {
	home(t)
	cfg := client.Config{Server: echoServer(t, 500), Token: secret.New(canary), Proxy: "none", CacheCap: -1, BreakerThreshold: 1}
	c := client.New(client.Options{Config: cfg, Timing: client.Timing{NoHeartbeat: true}})
	defer c.Close()
	_, _ = c.Check(t.Context()) // the snapshot holds the error
	for range 3 {
		_, _ = c.Find(t.Context(), client.Query{Text: "SN-1"})
	}
	if len(c.History()) == 0 || c.Snapshot().LastError == nil {
		t.Fatal("nothing happened")
	}
	st := station.Load(Flags{}.Inputs())
	answers := map[string]any{
		"status": BuildStatus(OfWindow, st, c.Snapshot(), "1.2.3"),
		AskFacts: FactsOf(Seen{Of: OfWindow, State: st, Snap: c.Snapshot(), History: c.History(), Version: "1.2.3", Started: time.Now(), Now: time.Now()}),
	}
	window := func(_ context.Context, verb string) ([]byte, error) { return json.Marshal(answers[verb]) }
	for verb := range answers {
		text, err := window(t.Context(), verb)
		if err != nil || len(text) < 100 {
			t.Fatal(err)
		}
		silent(t, verb, string(text))
	}
	for _, args := range [][]string{{"status"}, {"status", "--json"}, {"bundle", "--list"}, {"bundle", "-o", "w.zip"}} {
		got := commandWith(t, t.Context(), window, args...)
		silent(t, strings.Join(args, " "), got.out+got.err)
	}
	var facts Facts
	text, _ := window(t.Context(), AskFacts)
	if err := json.Unmarshal(text, &facts); err != nil {
		t.Fatal(err)
	}
	got := command(t, "code", facts.Status.SupportCode)
	silent(t, "code", got.out+got.err)
	if got.code != ExitOK {
		t.Errorf("%+v", got)
	}
}

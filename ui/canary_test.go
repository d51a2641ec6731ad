package ui

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/rs/zerolog"

	"stationcompanion/client"
	"stationcompanion/client/check"
	"stationcompanion/client/support"
	"stationcompanion/station/secret"
	"stationcompanion/ui/look"
)

// held is a store with one token, whatever the server.
type held struct{ noTokens }

func (held) Load(context.Context, string) (secret.Token, secret.Place, error) {
	return secret.New(bundleToken), secret.PlaceKeyring, nil
}

// windowTexts is the text of every canvas object of the window: its content and every
// sheet on top, as whole texts where a part of one is drawn.
func windowTexts(w fyne.Window) string {
	var all strings.Builder
	for _, root := range append([]fyne.CanvasObject{w.Content()}, w.Canvas().Overlays().List()...) {
		for _, o := range test.LaidOutObjects(root) {
			switch o := o.(type) {
			case *look.Text:
				all.WriteString(o.Full())
			case *look.Paragraph:
				all.WriteString(o.Full())
			case *widget.Label:
				all.WriteString(o.Text)
			case *widget.Entry:
				all.WriteString(o.Text + "\n" + o.PlaceHolder)
			case *widget.Button:
				all.WriteString(o.Text)
			case *widget.RichText:
				all.WriteString(o.String())
			case *sheetTick:
				all.WriteString(o.Text)
			case *canvas.Text:
				all.WriteString(o.Text)
			}
			all.WriteByte('\n')
		}
	}
	return all.String() + w.Title()
}

// echoing are servers that say the token again, each so that another state comes of it.
func echoing() map[string]http.HandlerFunc {
	body := func(code int, head ...string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			for i := 0; i+1 < len(head); i += 2 {
				w.Header().Set(head[i], head[i+1])
			}
			w.Header().Set("Server", bundleToken)
			w.WriteHeader(code)
			_, _ = w.Write([]byte("<html><title>You sent " + r.Header.Get("Authorization") + " " + bundleToken + "</title></html>"))
		}
	}
	return map[string]http.HandlerFunc{
		"page": body(200), "401": body(401), "404": body(404), "500": body(500), "429": body(429, "Retry-After", "1"),
		"redirect": body(302, "Location", "https://"+strings.Trim(bundleToken, "=")+".test/"),
		"version": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Server", bundleToken)
			_, _ = w.Write([]byte(`"2026.1.5 ` + strings.Trim(bundleToken, "=") + `"`))
		},
	}
}

// snapshotOf connects a real client to a server and gives what it then knows.
func snapshotOf(t *testing.T, cfg client.Config) client.Snapshot {
	t.Helper()
	c := client.New(client.Options{Config: cfg, Timing: client.Timing{NoHeartbeat: true}, Log: zerolog.Nop()})
	defer c.Close()
	_, _ = c.Check(t.Context()) // the snapshot holds the error
	return c.Snapshot()
}

// TestNoPageShowsTheToken: the text of every canvas object of every page of the window,
// in each state a server that says the token again can lead to. The pane with log files
// is not asked about: a log of another program is shown as it is.
func TestNoPageShowsTheToken(t *testing.T) {
	for name, answer := range echoing() {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(answer)
			defer server.Close()
			cfg := client.Config{Server: server.URL, Token: secret.New(bundleToken), Proxy: "none", CacheCap: -1}
			logs := t.TempDir()
			line := `{"level":"INFO","message":"Sent ` + bundleToken + `"}` + "\n"
			if err := os.WriteFile(filepath.Join(logs, "station-companion-20260421-120000-000-7.log"), []byte(line), 0o600); err != nil {
				t.Fatal(err)
			}
			snap := snapshotOf(t, cfg)
			snap.Proven, snap.LastErrorAt, snap.NextTry = noon, noon, noon.Add(time.Second)
			b := newBench(t, snap, stateOf("FCT-LINE2-07"), func(o *Options) {
				o.Tokens, o.Check, o.LogDir = held{}, check.Run, logs
				o.Using = func() client.Config { return cfg }
				o.Private = func(context.Context) (support.Private, secret.Place, error) {
					return support.Private{Secrets: []secret.Token{cfg.Token}}, secret.PlaceKeyring, errors.New("keyring: locked")
				}
			})
			b.win.Resize(fyne.NewSize(1000, 700))
			for page, open := range map[string]func(){
				"window": func() {}, "details": b.openDetails, "check": b.CheckConnection, "support": b.openSupport,
				"bundle": func() { b.openBundle() }, "breaker": b.openBreaker, "problems": b.openProblems, "chain": b.openChain,
				"settings": func() { b.openSettings() }, "help": func() { b.openHelp() },
			} {
				open()
				b.work(t)
				text := windowTexts(b.win) + b.app.Clipboard().Content()
				if len(text) < 200 {
					t.Fatalf("%s: only %q", page, text)
				}
				for _, private := range []string{bundleToken, strings.Trim(bundleToken, "="), "Canary-S3cret"} {
					if strings.Contains(text, private) {
						t.Errorf("%s shows the token:\n%s", page, text)
					}
				}
				for range 4 {
					b.run(cmdBack)
				}
			}
		})
	}
}

package client_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"stationcompanion/client"
	"stationcompanion/client/availability"
	"stationcompanion/ui/words"
)

// The canary is the token of every row of the fault matrix. The servers of these tests
// say it again wherever they can; what the client makes of that is searched for it.

// canaryPlain is what it is the base64 of: identifier and secret, as WATS has it.
const (
	canarySecret = `~?>~~>x bird"&+/`
	canaryPlain  = "canary:" + canarySecret
	canaryToken  = "Y2FuYXJ5On4/Pn5+PnggYmlyZCImKy8="
)

// canaryForms are the forms it is looked for and said again in, by name.
func canaryForms() map[string]string {
	forms := map[string]string{"base64 of more": canaryAmongMore}
	for name, s := range map[string]string{"token": canaryToken, "plain": canaryPlain, "secret": canarySecret} {
		quoted, _ := json.Marshal(s)
		for how, form := range map[string]string{
			"": s, " base64": base64.StdEncoding.EncodeToString([]byte(s)), " base64 url": base64.RawURLEncoding.EncodeToString([]byte(s)),
			" query": url.QueryEscape(s), " path": url.PathEscape(s), " json": string(quoted[1 : len(quoted)-1]),
			" hex": hex.EncodeToString([]byte(s)), " HEX": strings.ToUpper(hex.EncodeToString([]byte(s))), " html": html.EscapeString(s),
		} {
			forms[name+how] = form
		}
	}
	return forms
}

var canaries = canaryForms()

// canaryAmongMore is a header's value in base64; what is looked for of it is its middle,
// which depends on the token alone.
var canaryAmongMore = base64.StdEncoding.EncodeToString([]byte("x:" + canaryToken + "\n"))

// sings gives the name of the form the canary has in a text; empty where it has none.
func sings(text string) string {
	for name, form := range canaries {
		if strings.Contains(text, form) {
			return name
		}
	}
	if strings.Contains(text, canaryAmongMore[4:40]) {
		return "base64 of more"
	}
	return ""
}

// TestCanaryForms: the constants belong together, and every form is found.
func TestCanaryForms(t *testing.T) {
	if canaryToken != base64.StdEncoding.EncodeToString([]byte(canaryPlain)) || !strings.ContainsAny(canaryToken, "+/=") {
		t.Fatal(canaryToken)
	}
	for name, form := range canaries {
		if len(form) < 12 || sings("x"+form+"y") == "" {
			t.Errorf("%s: %q", name, form)
		}
	}
	if sings("Authorization: Basic ***, station TEST-01") != "" {
		t.Error("it is found where it is not")
	}
}

// overhear notes a token that stands elsewhere than in Authorization, and says it again
// in the head of the answer.
func (s *site) overhear(w http.ResponseWriter, r *http.Request) {
	heard := r.Method + " " + r.Host + r.RequestURI + "\n"
	for name, values := range r.Header {
		for _, v := range values {
			if name != "Authorization" || r.Method == http.MethodConnect {
				heard += name + ": " + v + "\n"
			}
		}
	}
	if r.Method == http.MethodPost {
		body, _ := io.ReadAll(io.LimitReader(r.Body, 1<<20))
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		heard += string(body)
	}
	if sings(heard) != "" {
		s.mu.Lock()
		s.leaks = append(s.leaks, "the token was sent in\n"+heard)
		s.mu.Unlock()
	}
	w.Header().Set("Server", canaryToken)
	w.Header().Set("Set-Cookie", "token="+canaryToken)
	w.Header().Set("X-Correlation-Id", canaryToken)
}

// errorList collects what calls ended with.
type errorList struct {
	mu  sync.Mutex
	all []error
}

func (l *errorList) add(errs ...error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, err := range errs {
		if err != nil {
			l.all = append(l.all, err)
		}
	}
}

// noCanary searches everything the rig's client gave and wrote.
func (b *rig) noCanary(t *testing.T, record *availability.Recorder) {
	t.Helper()
	quiet(t, "the log", b.log.text())
	all, _ := b.seen.from(0)
	var last *client.Error
	for _, s := range all {
		if s.LastError != last || s.Seq%8 == 0 { // else little but counts has changed
			snapshotQuiet(t, s)
		}
		last = s.LastError
	}
	errs := b.met.all
	for _, change := range b.History() {
		errs = append(errs, change.Cause)
		quiet(t, "the history", fmt.Sprintf("%+v", change))
	}
	for _, err := range errs {
		errorQuiet(t, err)
	}
	view := record.View()
	quiet(t, "the record", fmt.Sprintf("%+v", view))
	filesQuiet(t, b.dir)
}

// quiet is all the tests ask of a text.
func quiet(t *testing.T, what, text string) {
	t.Helper()
	if form := sings(text); form != "" {
		t.Errorf("the token, as %s, is in %s:\n%.2000s", form, what, text)
	}
}

func snapshotQuiet(t *testing.T, s sample) {
	t.Helper()
	text, err := json.Marshal(s.Snapshot)
	if err != nil {
		t.Error(err)
	}
	quiet(t, "a snapshot", string(text)+fmt.Sprintf("%v %+v %#v", s.Snapshot, s.Snapshot, s.Snapshot))
	quiet(t, "the header", fmt.Sprintf("%+v", words.Connection(s.Snapshot, s.at)))
	if s.LastError != nil {
		errorQuiet(t, s.LastError)
	}
}

// errorQuiet prints an error in every way, and each it wraps.
func errorQuiet(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	quiet(t, "an error", fmt.Sprintf("%v %+v %#v %q", err, err, err, err))
	quiet(t, "an error's words", fmt.Sprintf("%+v", words.Error(err)))
	if text, e := json.Marshal(err); e == nil {
		quiet(t, "an error's JSON", string(text))
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, inner := range many.Unwrap() {
			errorQuiet(t, inner)
		}
	}
	errorQuiet(t, errors.Unwrap(err))
}

// filesQuiet searches names and contents below a directory, and wants them to be for this
// user alone.
func filesQuiet(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		quiet(t, "a file's name", path)
		info, err := d.Info()
		if err != nil {
			return err
		}
		if most := map[bool]fs.FileMode{false: 0o600, true: 0o700}[d.IsDir()]; os.PathSeparator == '/' && info.Mode().Perm() != most {
			t.Errorf("%s: %v, want %v", path, info.Mode(), most)
		}
		if d.IsDir() {
			return nil
		}
		data, err := os.ReadFile(path)
		quiet(t, path, string(data))
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// keptForms gives the names of the forms in order, for tests that say each again.
func keptForms() []string {
	if raceEnabled { // what is said again is the same without it, in a tenth of the time
		return []string{"base64 of more", "plain json", "secret", "token", "token hex", "token query"}
	}
	names := make([]string, 0, len(canaries))
	for name := range canaries {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

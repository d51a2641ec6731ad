package check

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"stationcompanion/client"
	"stationcompanion/station/secret"
)

// asksFor answers every question without the right token, and counts the tokens it is shown.
func asksFor(status int, challenge, body string, tokens *atomic.Int32) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			tokens.Add(1)
		}
		if challenge != "" {
			w.Header().Set("WWW-Authenticate", challenge)
		}
		say(status, body)(w, r)
	}
}

const signInPage = "<html><head><title>Sign in</title></head></html>"

// A sign-in that WATS does not ask for is not WATS's, and the token stays here. One that it
// may ask for proves nothing, and is not called WATS.
func TestSignInIsNoProof(t *testing.T) {
	noProxy(t)
	const upTo = "address+ name+ route+ proxy0 reachable+ tls0 http+ "
	for name, tc := range map[string]struct {
		status          int
		challenge, body string
		outline         string
		kind            client.Kind
		note            Note
		tokens          int32
	}{
		"digest":             {401, `Digest realm="printer", nonce="x"`, signInPage, "wats- token. clock+", client.KindNotWATS, NoteOtherSignIn, 0},
		"digest, no page":    {401, `Digest realm="printer, Basic hall", nonce="x"`, "", "wats- token. clock+", client.KindNotWATS, NoteOtherSignIn, 0},
		"Windows":            {401, `Negotiate, NTLM`, "", "wats- token. clock+", client.KindNotWATS, NoteOtherSignIn, 0},
		"a page":             {401, "", signInPage, "wats- token. clock+", client.KindNotWATS, NotePage, 0},
		"a page, Negotiate":  {401, `Negotiate`, signInPage, "wats- token. clock+", client.KindNotWATS, NoteOtherSignIn, 0},
		"a page, Basic":      {401, `Basic realm="x"`, signInPage, "wats! token- clock+", client.KindUnauthorized, NoteSignIn, 1},
		"Bearer":             {401, `Bearer`, "", "wats! token- clock+", client.KindUnauthorized, NoteSignIn, 1},
		"a page, forbidden":  {403, "", signInPage, "wats- token. clock+", client.KindNotWATS, NotePage, 0},
		"Basic":              {401, `Basic realm="WATS"`, "Unauthorized", "wats! token- clock+", client.KindUnauthorized, NoteSignIn, 1},
		"one of two":         {401, `Negotiate, Basic realm="x"`, "", "wats! token- clock+", client.KindUnauthorized, NoteSignIn, 1},
		"no challenge":       {401, "", `{"Message":"denied"}`, "wats! token- clock+", client.KindUnauthorized, NoteSignIn, 1},
		"an error in XML":    {401, "", `<?xml version="1.0"?><Error><Message>denied</Message></Error>`, "wats! token- clock+", client.KindUnauthorized, NoteSignIn, 1},
		"two-factor account": {402, "", "", "wats! token- clock+", client.KindUnauthorized, NoteSignIn, 1},
		"forbidden":          {403, "", "", "wats! token- clock+", client.KindUnauthorized, NoteSignIn, 1},
	} {
		var tokens atomic.Int32
		s := serve(t, asksFor(tc.status, tc.challenge, tc.body, &tokens), nil)
		all := around(nil).run(t.Context(), client.Config{Server: s.URL, Token: secret.New("dG9rZW4=")}, nil)
		e := firstError(all)
		if outline(all) != upTo+tc.outline || firstNote(all) != tc.note || e.Kind != tc.kind || e.Status != tc.status {
			t.Errorf("%s: %s %q (%v)", name, outline(all), firstNote(all), e)
		}
		if tokens.Load() != tc.tokens {
			t.Errorf("%s: the token was shown %d times", name, tokens.Load())
		}
		if tc.note == NoteOtherSignIn && find(all, WATS).Evidence == "" {
			t.Errorf("%s: nothing says which", name)
		}
	}
}

// What the token proves is told in the end, not before.
func TestTokenProves(t *testing.T) {
	noProxy(t)
	s := serve(t, wats("dG9rZW4="), nil)
	var told []Result
	all := around(nil).run(t.Context(), client.Config{Server: s.URL, Token: secret.New("dG9rZW4=")}, func(r Result) { told = append(told, r) })
	if r := find(told, WATS); r.State != Notice || r.Note != NoteSignIn {
		t.Errorf("told before anything proved it: %+v", r)
	}
	if r := find(all, WATS); r.State != Well || r.Note != "" || r.Evidence != "asks for a token (HTTP 401); its version came in answer to this one" {
		t.Errorf("%+v", r)
	}
	if r := find(around(nil).run(t.Context(), client.Config{Server: s.URL}, nil), WATS); r.State != Notice {
		t.Errorf("nothing proved it: %+v", r)
	}
}

// A path that is wrong is told from one that only may be.
func TestWithoutThePath(t *testing.T) {
	noProxy(t)
	var tokens atomic.Int32
	at := func(root http.HandlerFunc) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.HasPrefix(r.URL.Path, "/nothing") {
				w.WriteHeader(http.StatusNotFound)
				return
			}
			root(w, r)
		})
	}
	for name, tc := range map[string]struct {
		root http.HandlerFunc
		note Note
	}{
		"WATS":              {wats(""), NoteWrongPath},
		"asks for a token":  {asksFor(401, `Basic realm="WATS"`, "", &tokens), NoteLikelyPath},
		"a printer":         {asksFor(401, `Digest realm="printer"`, "", &tokens), ""},
		"a page to sign in": {asksFor(401, "", signInPage, &tokens), ""},
		"nothing either":    {say(404, ""), ""},
	} {
		s := serve(t, at(tc.root), nil)
		all := around(nil).run(t.Context(), client.Config{Server: s.URL + "/nothing", Token: secret.New("dG9rZW4=")}, nil)
		if r := find(all, WATS); r.State != Failed || r.Note != tc.note || tc.note != "" && r.Evidence != s.URL {
			t.Errorf("%s: %+v", name, r)
		}
	}
	if tokens.Load() != 0 {
		t.Error("the token was shown")
	}
}

func TestSchemes(t *testing.T) {
	for _, tc := range []struct {
		headers []string
		want    []string
	}{
		{nil, nil},
		{[]string{`Basic realm="WATS"`}, []string{"Basic"}},
		{[]string{`basic`}, []string{"basic"}},
		{[]string{`Negotiate, NTLM`}, []string{"Negotiate", "NTLM"}},
		{[]string{`Negotiate`, `Basic realm=x, charset="UTF-8"`}, []string{"Negotiate", "Basic"}},
		{[]string{`Digest realm="a, Basic b", qop="auth, auth-int", Bearer`}, []string{"Digest", "Bearer"}},
		{[]string{`Digest realm="a\", Basic b"`}, []string{"Digest"}},
		{[]string{`Negotiate YII=, Basic realm = "x"`}, []string{"Negotiate", "Basic"}},
		{[]string{`, ,Basic`}, []string{"Basic"}},
		{[]string{`Digest realm="unended, Basic`}, []string{"Digest"}},
	} {
		if got := schemes(tc.headers); !slices.Equal(got, tc.want) {
			t.Errorf("%q: %q, want %q", tc.headers, got, tc.want)
		}
	}
}

// A challenge of any form gives short words, and never more of them than it has parts.
func FuzzSchemes(f *testing.F) {
	f.Add(`Digest realm="a, Basic b", Basic`)
	f.Add(`"`)
	f.Fuzz(func(t *testing.T, header string) {
		got := schemes([]string{header})
		if len(got) > strings.Count(header, ",")+1 {
			t.Errorf("%q: %q", header, got)
		}
		for _, s := range got {
			if s == "" || strings.ContainsAny(s, " ,\"=") {
				t.Errorf("%q: %q", header, got)
			}
		}
	})
}

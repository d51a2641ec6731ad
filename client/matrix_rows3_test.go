package client_test

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"stationcompanion/breaker"
	"stationcompanion/client"
	"stationcompanion/client/demo"
)

func statusRows() []row {
	const (
		token = "Enter a valid token in the settings, from whoever manages WATS (Control Panel, Connectivity, Tokens)."
		ask   = " Check the server address in the settings; if it is right, call support (F2)."
	)
	fault := func(name, what string, code int) row {
		return down(row{name: name, what: what, begin: every(status(code, "")), kind: client.KindServer, title: "WATS answers with errors",
			advice: "WATS has a fault and could not answer (status " + text(code) + "). Try again in a minute; if it stays so, tell whoever manages WATS."})
	}
	refusing := func(r row, code int) row {
		r.begin, r.link, r.kind = every(status(code, "")), client.LinkTokenRefused, client.KindUnauthorized
		r.token, r.title, r.advice, r.heals = client.TokenRefused, "Token refused", token, byToken
		return r
	}
	odd := func(r row) row { r.link, r.title = client.LinkUnsure, "WATS answers with errors"; return r }
	short := func(r row) row { r.short = true; return r }
	withNewToken := func(r row) row {
		r.end = func(t *testing.T, b *rig) {
			b.mend(t)
			cfg := b.cfg
			cfg.Token = newToken
			b.Apply(cfg)
		}
		return r
	}
	return []row{
		odd(row{name: "400", what: "the server does not understand the question", begin: every(status(400, "bad request")),
			kind: client.KindBadRequest, advice: "WATS refused to say which version it is." + ask}),
		short(withNewToken(refusing(row{name: "401", what: "the token is not, or no longer, valid"}, 401))),
		refusing(row{name: "401, then accepted again", what: "the same, and the server changes its mind"}, 401),
		refusing(row{name: "402", what: "the account needs a second factor"}, 402),
		refusing(row{name: "403", what: "the token may not even ask for the version"}, 403),
		notWATS(row{name: "404 on everything", what: "a server, but WATS is not under this path", begin: every(status(404, "")), short: true,
			reason: client.ReasonPath,
			advice: "A server answers, but there is no WATS under this address. Check in the settings what follows the server's name in the address."}),
		fault("408", "the server waited too long for the question", 408),
		odd(row{name: "409", what: "a conflict, of a call that changes nothing", begin: every(status(409, `"conflict"`)),
			kind:   client.KindUnexpected,
			advice: "WATS answered with status 409, which this program does not know. If it stays so, call support: F2 shows what to tell them."}),
		short(fault("500", "a fault in the server", 500)),
		fault("502", "what stands before the server does not reach it", 502),
		fault("503", "the server is not ready", 503),
		fault("504", "what stands before the server got no answer of it", 504),
	}
}

func pauseRows() []row {
	const wait = "It goes on by itself; nothing needs to be done."
	paused := func(r row) row {
		r.link, r.title, r.advice, r.heals = client.LinkPaused, "WATS asks to wait", wait, byPause
		if r.kind == "" {
			r.kind = client.KindRateLimited
		}
		return r
	}
	opened := func(r row) row { r.breaker = breaker.Open; return r }
	inASecond := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			now := time.Now().Add(time.Hour) // a date is by the server's clock
			w.Header().Set("Date", now.UTC().Format(http.TimeFormat))
			w.Header().Set("Retry-After", now.Add(time.Second).UTC().Format(http.TimeFormat))
			w.WriteHeader(code)
		}
	}
	return []row{
		paused(row{name: "429 with seconds", what: "too many requests; ask again in a second", begin: every(status(429, "", "Retry-After", "1")), short: true}),
		paused(row{name: "429 with a date", what: "the same, with a date by a clock that is an hour off", begin: every(inASecond(429))}),
		paused(row{name: "429 with an absurd wait", what: "too many requests; ask again in a year (five minutes are kept)", reason: client.ReasonCapped,
			begin: every(status(429, "", "Retry-After", "31536000"))}),
		down(row{name: "503 with Retry-After", what: "the server is not ready, asks for a second each time, and stays so", kind: client.KindServer,
			begin: every(status(503, "", "Retry-After", "1")), probe: slower(1500 * time.Millisecond), title: "WATS answers with errors",
			advice: "WATS has a fault and could not answer (status 503). Try again in a minute; if it stays so, tell whoever manages WATS."}),
		opened(paused(row{name: "503 with a long Retry-After", what: "the server is not ready and asks for longer than the breaker waits", kind: client.KindServer,
			begin: every(status(503, "", "Retry-After", "1"))})),
	}
}

func bodyRows() []row {
	const (
		notVersion = "This address answers, but it is not WATS. Check the server address in the settings."
		noHTTP     = "Another program answers at this address, not WATS. Check the address and port in the settings."
	)
	strange := func(r row) row {
		if r.kind == "" {
			r.kind = client.KindNotWATS
		}
		if r.advice == "" {
			r.advice = notVersion
		}
		r.title = "Not WATS"
		return down(r)
	}
	return []row{
		strange(row{name: "HTML 200", what: "a web page answers everything", begin: every(page("Please sign in")), reason: client.ReasonPage, short: true,
			detail: "Please sign in", advice: "A web page answers at this address, not WATS. Check the address in the settings, or sign in to the network in a browser. (Please sign in)"}),
		strange(row{name: "empty 200", what: "success, and nothing in it", begin: every(status(200, ""))}),
		strange(row{name: "204", what: "success without a body", begin: every(status(204, ""))}),
		strange(row{name: "garbage JSON", what: "bytes that are no JSON", begin: every(status(200, "\x00\xff{\x01", "Content-Type", "application/json"))}),
		strange(row{name: "other JSON", what: "JSON that is no version", begin: every(status(200, `{"status":"ok"}`, "Content-Type", "application/json"))}),
		strange(row{name: "another answer", what: "a JSON text that is no version", begin: every(status(200, `"OK"`, "Content-Type", "application/json"))}),
		down(row{name: "truncated gzip", what: "compressed data that ends too soon", begin: every(zipped(func(z []byte) []byte { return z[:len(z)-6] })),
			kind: client.KindCut, title: "WATS does not answer", advice: cutSays}),
		strange(row{name: "damaged gzip", what: "compressed data that is none", begin: every(status(200, "not gzip at all", "Content-Encoding", "gzip"))}),
		strange(row{name: "gzip bomb", what: "20 KB that decompress to 20 MB", begin: every(bomb), short: true}),
		strange(row{name: "200 MB body", what: "an answer that does not end", begin: every(flood)}),
		strange(row{name: "version over its bound", what: "a version behind 64 KB of blanks", begin: every(padded(64<<10 + 1))}),
		strange(row{name: "another protocol", what: "something that is not http answers", begin: every(say("SSH-2.0-OpenSSH_9.2\r\n")), reason: client.ReasonNoHTTP, advice: noHTTP}),
		{name: "head over its bound", what: "64 KB of headers", begin: every(status(200, `"2026.1.5.324"`, "X-Long", strings.Repeat("x", 70<<10))),
			link: client.LinkUnsure, kind: client.KindTooLarge, title: "WATS answers with errors",
			advice: "WATS said much more than which version it is. Check the server address in the settings; if it is right, call support (F2)."},
	}
}

// zipped answers with a version in gzip, spoilt.
func zipped(spoil func([]byte) []byte) http.HandlerFunc {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	_, _ = w.Write([]byte(`"` + demo.Version + `"`))
	_ = w.Close()
	return status(200, string(spoil(z.Bytes())), "Content-Encoding", "gzip")
}

var bombOnce = sync.OnceValue(func() string {
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	blanks := bytes.Repeat([]byte(" "), 1<<20)
	for range 20 {
		_, _ = w.Write(blanks)
	}
	_ = w.Close()
	return z.String()
})

func bomb(w http.ResponseWriter, r *http.Request) {
	status(200, bombOnce(), "Content-Encoding", "gzip", "Content-Type", "application/json")(w, r)
}

// flood writes 200 MB, or until nobody listens.
func flood(w http.ResponseWriter, _ *http.Request) {
	blanks := bytes.Repeat([]byte(" "), 1<<20)
	for range 200 {
		if _, err := w.Write(blanks); err != nil {
			return
		}
	}
}

// padded answers with a version in a body of n bytes.
func padded(n int) http.HandlerFunc {
	version := `"` + demo.Version + `"`
	return status(200, strings.Repeat(" ", n-len(version))+version)
}

// restRows are what the connection must survive, and what it only has to say.
func restRows() []row {
	const (
		behind = "This PC's clock is <time> behind the server's. Set the clock."
		ahead  = "This PC's clock is <time> ahead of the server's. Set the clock: WATS holds back reports from the future."
	)
	clock := func(name, what string, off time.Duration, advice string) row {
		return row{name: name, what: what, link: client.LinkConnected, title: "Connected", advice: advice, amber: off.Abs() > 5*time.Minute, heals: untouched,
			begin: func(_ *testing.T, b *rig) {
				b.site.set(func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Date", time.Now().Add(off).UTC().Format(http.TimeFormat))
					b.body.well(w, r)
				})
			}}
	}
	well := func(r row) row { r.link, r.title, r.heals = client.LinkConnected, "Connected", untouched; return r }
	return []row{
		well(row{name: "version at its bound", what: "a version behind blanks, 64 KB in all", begin: func(_ *testing.T, b *rig) {
			at := padded(64 << 10)
			b.site.set(func(w http.ResponseWriter, r *http.Request) {
				if strings.HasSuffix(r.URL.Path, "/Version") {
					at(w, r)
					return
				}
				b.body.well(w, r)
			})
		}}),
		well(row{name: "restart between requests", what: "the server restarts while nobody asks", short: true, begin: func(t *testing.T, b *rig) {
			b.site.shut()
			b.site.reopen(t)
		}}),
		clock("server clock 2 min ahead", "this PC's clock is behind", 2*time.Minute, behind),
		clock("server clock 2 min behind", "this PC's clock is ahead", -2*time.Minute, ahead),
		clock("server clock 10 min ahead", "this PC's clock is far behind: the header turns amber", 10*time.Minute, behind),
		clock("server clock 10 min behind", "this PC's clock is far ahead: the header turns amber", -10*time.Minute, ahead),
		well(row{name: "black hole", what: "pooled connections are dead after sleep or a Wi-Fi change; new ones work", own: blackHole, short: true, patient: true}),
		{name: "flapping", what: "the server comes and goes every three seconds", own: flapping, trips: 5,
			link: client.LinkUnsure, kind: client.KindRefused, breaker: breaker.Closed, title: "Unstable",
			advice: "Nothing answers at this address. Repeat a look-up that fails; tell IT that the connection comes and goes."},
	}
}

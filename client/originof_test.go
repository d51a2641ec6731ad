package client

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestOriginOf(t *testing.T) {
	for body, want := range map[string]string{
		`{"type":"T","origin":"00-1B-21-00-00-01","root":{"origin":"no"}}`: "00-1B-21-00-00-01",
		`{"type":"T","root":{"steps":[{"origin":"no"}]},"Origin":"A"}`:     "A",
		`{"origin":null}`: "", `{"origin":12}`: "", `{"origin":{"a":"b"}}`: "", `{}`: "", `[]`: "", ``: "", `<html>`: "",
		`{"origin":"A`: "", `{"origin":"A","root":{"cut off`: "A", `{"origin":"A\u0000\u202eB"}`: "A B",
		`{"origin":"` + strings.Repeat("x", 1000) + `"}`: strings.Repeat("x", 299) + "…",
	} {
		if got := originOf([]byte(body)); got != want {
			t.Errorf("%.60s: %q, want %q", body, got, want)
		}
	}
}

func FuzzOriginOf(f *testing.F) {
	for _, s := range []string{`{"type":"T","origin":"00-1B-21-00-00-01"}`, `{"origin":null}`, `{"a":[{"origin":"x"}],"ORIGIN":"y"}`, `{"origin":"\ud800"}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if got := originOf(data); len([]rune(got)) > 300 || strings.ContainsAny(got, "\n\x00") {
			t.Errorf("%q gives %q", data, got)
		}
	})
}

// The reports are asked for one at each heartbeat, once, and again only when newer came.
func TestOriginsAreAskedRarely(t *testing.T) {
	var newest atomic.Int64
	handler := func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.Contains(r.URL.Path, "/Query/Header"):
			n := newest.Load()
			rows := []string{}
			for i := n; i > n-3; i-- {
				rows = append(rows, fmt.Sprintf(`{"uuid":"00000000-0000-4000-8000-%012d","reportType":"T","stationName":"A","start":"2026-01-30T21:01:41Z"}`, 100+i))
			}
			fmt.Fprintf(w, "[%s]", strings.Join(rows, ","))
		case strings.Contains(r.URL.Path, "/Wsjf/"):
			if r.URL.Query().Get("detailLevel") != "0" {
				w.WriteHeader(400)
				return
			}
			fmt.Fprintf(w, `{"type":"T","origin":"O-%s"}`, r.URL.Path[len(r.URL.Path)-3:])
		default:
			wats(w, r)
		}
	}
	bubble(t, handler, func(o *Options) { o.Config.Identity = named("A") }, func(t *testing.T, w world) {
		asked := func() (n int) {
			for _, p := range w.seen() {
				if strings.Contains(p, "/Wsjf/") {
					n++
				}
			}
			return n
		}
		synctest.Wait()
		if asked() != 0 {
			t.Error("asked in the same heartbeat as the list")
		}
		for i := range 3 {
			time.Sleep(13 * time.Second)
			if n := asked(); n > 2*(i+1) {
				t.Errorf("%d asked after %d heartbeats", n, i+1)
			}
		}
		time.Sleep(8 * time.Minute)
		if s := w.Snapshot(); asked() != 3 || s.Origins[0].Origin != "O-100" || s.Origins[2].Origin != "O-098" {
			t.Fatalf("asked %d times: %+v", asked(), s.Origins)
		}
		newest.Store(1)
		time.Sleep(10 * time.Minute)
		if s := w.Snapshot(); asked() != 4 || s.Origins[0].Origin != "O-101" || s.Origins[1].Origin != "O-100" {
			t.Errorf("asked %d times: %+v", asked(), s.Origins)
		}
		cfg := testConfig("http://127.0.0.1")
		cfg.Identity = named("B")
		w.Apply(cfg)
		if s := w.Snapshot(); s.Origins != (Origins{}) {
			t.Errorf("another station has the origins of the old: %+v", s.Origins)
		}
	})
}

// A server that hangs on this question is no slower to be found out, and a fault in it is
// not repeated at every heartbeat.
func TestOriginThatFails(t *testing.T) {
	handler := func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.Contains(r.URL.Path, "/Query/Header"):
			fmt.Fprint(w, `[{"uuid":"00000000-0000-4000-8000-000000000001","start":"2026-01-30T21:01:41Z"}]`)
		case strings.Contains(r.URL.Path, "/Wsjf/"):
			w.WriteHeader(500)
		default:
			wats(w, r)
		}
	}
	bubble(t, handler, func(o *Options) { o.Config.Identity = named("A") }, func(t *testing.T, w world) {
		time.Sleep(30 * time.Minute)
		wantLink(t, w.Client, LinkConnected)
		n := 0
		for _, p := range w.seen() {
			if strings.Contains(p, "/Wsjf/") {
				n++
			}
		}
		if n != 1 {
			t.Errorf("asked %d times in half an hour", n)
		}
	})
}

package demo

import (
	"crypto/subtle"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Version is what the demo server says it is.
const Version = "2026.1.5.324"

// endpoint is one call; id is the last part of the path where the route ends in "/".
type endpoint struct {
	method string
	path   string // lower case, below /api/
	serve  func(s *Server, r *request) answer
}

// request is what an endpoint sees of one.
type request struct {
	*http.Request
	query url.Values
	id    string
}

var endpoints = []endpoint{
	{http.MethodGet, "app/version", (*Server).version},
	{http.MethodGet, "internal/client/ping", (*Server).ping},
	{http.MethodGet, "report/query/header", (*Server).queryHeader},
	{http.MethodGet, "report/wsjf/", (*Server).wsjf},
	{http.MethodGet, "report/wsxf/", (*Server).wsxf},
	{http.MethodGet, "report/attachment", (*Server).attachment},
	{http.MethodGet, "report/attachments/", (*Server).attachments},
	{http.MethodGet, "production/unitverification", (*Server).unitVerification},
	{http.MethodPost, "app/dynamicyield", (*Server).dynamicYield},
	{http.MethodPost, "app/measurements", (*Server).measurements},
	{http.MethodGet, "app/processes", (*Server).processes},
	{http.MethodGet, "systemmanager/clients", (*Server).clients},
}

// answer finds the endpoint. Paths are taken without regard to case.
func (s *Server) answer(r *http.Request) answer {
	if !s.allowed(r) {
		a := plain(http.StatusUnauthorized, "Unauthorized")
		a.header = map[string]string{"WWW-Authenticate": `Basic realm="WATS"`}
		return a
	}
	path := r.URL.Path
	prefix := s.opt.Prefix + "/api/"
	if len(path) < len(prefix) || !strings.EqualFold(path[:len(prefix)], prefix) {
		return notFound(r)
	}
	path = path[len(prefix):]
	e, id, ok := find(path)
	if !ok || slices.ContainsFunc(s.opt.Without, func(w string) bool { return strings.EqualFold(w, path) }) {
		return notFound(r)
	}
	if r.Method != e.method && (r.Method != http.MethodHead || e.method != http.MethodGet) {
		a := plain(http.StatusMethodNotAllowed, "%s is not allowed here", r.Method)
		a.header = map[string]string{"Allow": e.method}
		return a
	}
	// A bare ";" separates dimensions in some clients; Go would refuse the query for it.
	query, err := url.ParseQuery(strings.ReplaceAll(r.URL.RawQuery, ";", "%3B"))
	if err != nil {
		return plain(http.StatusBadRequest, "the query cannot be read: %v", err)
	}
	return e.serve(s, &request{Request: r, query: query, id: id})
}

func find(path string) (endpoint, string, bool) {
	lower := strings.ToLower(path)
	for _, e := range endpoints {
		if lower == e.path {
			return e, "", !strings.HasSuffix(e.path, "/")
		}
		if strings.HasSuffix(e.path, "/") && strings.HasPrefix(lower, e.path) && len(lower) == len(path) {
			return e, path[len(e.path):], true
		}
	}
	return endpoint{}, "", false
}

// allowed checks the token, which is sent as it is: it is base64 already.
func (s *Server) allowed(r *http.Request) bool {
	want := "Basic " + s.opt.Token
	return s.opt.Token == "" || subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte(want)) == 1
}

func notFound(r *http.Request) answer {
	return plain(http.StatusNotFound, "No resource was found at %q", r.URL.Path)
}

func (s *Server) version(*request) answer { return jsonOf(Version) }

func (s *Server) ping(*request) answer {
	return jsonOf(struct{ ServerName, ServerTime string }{
		"demo", s.now().Format("2006-01-02T15:04:05.0000000Z07:00"),
	})
}

func webTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

package demo

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// noon is a Wednesday, so that the data has a working day behind it.
var noon = time.Date(2026, 2, 4, 12, 0, 0, 0, time.UTC)

func fixedNow() time.Time { return noon }

// start runs a server until the test ends.
func start(t testing.TB, o Options) *Server {
	t.Helper()
	if o.Now == nil {
		o.Now = fixedNow
	}
	if o.Reports == 0 {
		o.Reports = 400
	}
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// reply is an answer, read whole.
type reply struct {
	status int
	header http.Header
	body   []byte
	err    error // of reading the body
}

// caller makes requests over one pool, which ends with the test.
type caller struct {
	t      testing.TB
	s      *Server
	client *http.Client
	header http.Header
}

func newCaller(t testing.TB, s *Server) *caller {
	tr := &http.Transport{DisableCompression: true}
	t.Cleanup(tr.CloseIdleConnections)
	return &caller{t: t, s: s, client: &http.Client{Transport: tr}, header: http.Header{}}
}

func (c *caller) do(ctx context.Context, method, path string, body io.Reader) (reply, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.s.URL()+path, body)
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header = c.header.Clone()
	resp, err := c.client.Do(req)
	if err != nil {
		return reply{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return reply{resp.StatusCode, resp.Header, b, err}, nil
}

func (c *caller) get(path string) reply {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	r, err := c.do(ctx, http.MethodGet, path, nil)
	if err != nil {
		c.t.Fatalf("GET %s: %v", path, err)
	}
	return r
}

// ok is get that must answer 200, whole.
func (c *caller) ok(path string) []byte {
	c.t.Helper()
	r := c.get(path)
	if r.status != http.StatusOK || r.err != nil {
		c.t.Fatalf("GET %s: %d %v %.300s", path, r.status, r.err, r.body)
	}
	return r.body
}

// query is the path of a header query; the arguments are names and values in turn.
func query(args ...string) string {
	v := url.Values{}
	for i := 0; i < len(args); i += 2 {
		v.Add(args[i], args[i+1])
	}
	return "/api/Report/Query/Header?" + v.Encode()
}

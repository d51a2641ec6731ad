package check

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"stationcompanion/client"
)

// answer is what the server said to one question without a token.
type answer struct {
	status int
	page   bool   // a web page
	title  string // of the page
	date   time.Time
	middle time.Time // this PC's clock half-way through the exchange
}

// http asks for the version on the connection of the layers before, without the token,
// and takes any answer.
func (c *checking) http(ctx context.Context) Result {
	defer c.hangUp()
	ctx, cancel := context.WithTimeout(ctx, layerBound)
	defer cancel()
	defer interruptible(ctx, c.conn)()
	resp, err := c.ask()
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return failed(err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was only read
	a := c.answer
	evidence := resp.Proto + " " + strings.TrimSpace(resp.Status)
	if server := resp.Header.Get("Server"); server != "" {
		evidence += ", " + clean(server)
	}
	if to, err := url.Parse(resp.Header.Get("Location")); err == nil && resp.StatusCode/100 == 3 && to.Host != "" {
		evidence += ", to " + to.Scheme + "://" + to.Host
	}
	head, _ := io.ReadAll(io.LimitReader(resp.Body, headBound)) // what came of it
	if a.page = strings.HasPrefix(strings.TrimSpace(string(head)), "<"); a.page {
		a.title = title(string(head))
	}
	if reason := client.ProxyAnswer(resp, a.page); reason != "" && c.passesOn() {
		c.answer = nil // the time in it is the proxy's, too
		e := &client.Error{Kind: client.KindProxy, Reason: reason, Status: resp.StatusCode, Detail: c.choice.URL.Host}
		return Result{State: Failed, Note: proxyNotes[reason], Evidence: evidence, Err: e}
	}
	return well(evidence)
}

// passesOn tells whether a proxy passes on what is asked and answered, instead of a tunnel.
func (c *checking) passesOn() bool {
	return c.proxied && c.url.Scheme != "https" && !isSOCKS(c.choice.URL)
}

// ask sends the question and reads the head of the answer.
func (c *checking) ask() (*http.Response, error) {
	u := *c.url
	u.Path, u.RawPath = u.Path+"/api/App/Version", ""
	req := &http.Request{Method: http.MethodGet, URL: &u, Host: u.Host, Header: http.Header{
		"Accept": {"application/json"}, "User-Agent": {"station-companion/check"}, "Connection": {"close"},
	}}
	write := req.Write
	if c.passesOn() {
		if basic := login(c.choice.URL.User); basic != "" {
			req.Header.Set("Proxy-Authorization", basic)
		}
		write = req.WriteProxy
	}
	began := c.now()
	if err := write(c.conn); err != nil {
		return nil, err
	}
	resp, err := http.ReadResponse(bufio.NewReader(bounded(c.conn)), req)
	if err != nil {
		return nil, err
	}
	c.answer = &answer{status: resp.StatusCode, middle: began.Add(c.now().Sub(began) / 2)}
	if at, err := http.ParseTime(resp.Header.Get("Date")); err == nil {
		c.answer.date = at
	}
	return resp, nil
}

// title is a page's title on one line, at most 80 characters.
func title(page string) string {
	low := strings.ToLower(page)
	if len(low) != len(page) {
		return "" // lower case of another length: offsets would not fit
	}
	begin := strings.Index(low, "<title")
	if begin < 0 {
		return ""
	}
	open := strings.IndexByte(low[begin:], '>')
	if open < 0 {
		return ""
	}
	begin += open + 1
	end := strings.Index(low[begin:], "</title")
	if end < 0 {
		return ""
	}
	return clean(page[begin : begin+end])
}

// clean makes a foreign text one line of at most 80 characters. Words replace what does
// not show.
func clean(text string) string {
	runes := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(text, "\ufffd")), " "))
	if len(runes) > 80 {
		runes = append(runes[:79], '…')
	}
	return string(runes)
}

// wats asks for the version as the program does, still without the token: an address
// that is not WATS should not get to see it.
func (c *checking) wats(ctx context.Context) Result {
	anonymous := c.cfg
	anonymous.Token = client.Config{}.Token
	version, err := c.version(ctx, anonymous)
	c.anonymous = err
	switch {
	case err == nil:
		return well(version)
	case err.Kind == client.KindUnauthorized:
		return well("asks for a token (HTTP " + strconv.Itoa(err.Status) + ")")
	case err.Kind != client.KindNotWATS:
		return Result{State: Failed, Err: err}
	}
	r := Result{State: Failed, Err: err}
	switch {
	case c.url.Path != "" && c.isWATSAt(ctx, origin(c.url)):
		r.Note, r.Evidence = NoteWrongPath, origin(c.url)
	case c.answer.status/100 == 3: // it only points elsewhere
	case c.answer.page && c.proxied:
		r.Note, r.Evidence = NoteProxyPage, c.answer.title
	case c.answer.page:
		r.Note, r.Evidence = NotePage, c.answer.title
	}
	return r
}

// isWATSAt tells whether the same server is WATS at another path.
func (c *checking) isWATSAt(ctx context.Context, base string) bool {
	cfg := c.cfg
	cfg.Token, cfg.Server = client.Config{}.Token, base
	_, err := c.version(ctx, cfg)
	return err == nil || err.Kind == client.KindUnauthorized
}

func origin(u *url.URL) string { return u.Scheme + "://" + u.Host }

// token asks again with it.
func (c *checking) token(ctx context.Context) Result {
	if c.cfg.Token.Empty() {
		if c.anonymous == nil {
			return notNeeded("none given, and the server answers without")
		}
		return Result{State: Failed, Err: c.anonymous}
	}
	version, err := c.version(ctx, c.cfg)
	if err != nil {
		return Result{State: Failed, Err: err}
	}
	return well("accepted by WATS " + version)
}

// version makes one version call with a client of its own.
func (c *checking) version(ctx context.Context, cfg client.Config) (string, *client.Error) {
	cfg.BreakerThreshold, cfg.CacheCap = 0, -1
	cl := client.New(client.Options{
		Config: cfg, Timing: client.Timing{NoHeartbeat: true, Health: layerBound},
		Dial: c.dial, Roots: c.roots,
		Proxy: func(*url.URL) (*url.URL, error) { return c.choice.URL, nil },
	})
	defer cl.Close()
	snap, err := cl.Check(ctx)
	if err != nil {
		return "", asError(err)
	}
	return snap.Version, nil
}

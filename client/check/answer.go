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
	evidence := resp.Proto + " " + clean(c.mask.Mask(resp.Status))
	if server := resp.Header.Get("Server"); server != "" {
		evidence += ", " + clean(c.mask.Mask(server))
	}
	if to, err := url.Parse(resp.Header.Get("Location")); err == nil && resp.StatusCode/100 == 3 && to.Host != "" {
		evidence += ", to " + to.Scheme + "://" + to.Host
	}
	head, _ := io.ReadAll(io.LimitReader(resp.Body, headBound)) // what came of it
	if a.page = isPage(string(head)); a.page {
		a.title = title(c.mask.Mask(string(head)))
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

// clean makes a foreign text, without the token, one line of at most 80 characters.
func clean(text string) string {
	runes := []rune(strings.Join(strings.Fields(strings.ToValidUTF8(text, "\ufffd")), " "))
	if len(runes) > 80 {
		runes = append(runes[:79], '…')
	}
	return string(runes)
}

// wats asks for the version as the program does, still without the token. A version proves
// that it is WATS. A refusal does not: where it is like one of WATS the token may go there
// all the same, as it is the server it was given for; where it is not, the token stays here.
func (c *checking) wats(ctx context.Context) Result {
	anonymous := c.cfg
	anonymous.Token = client.Config{}.Token
	version, err := c.version(ctx, anonymous)
	c.anonymous = err
	switch {
	case err == nil:
		return well(version)
	case err.Kind == client.KindUnauthorized:
		return c.refuses(ctx, err)
	case err.Kind != client.KindNotWATS:
		return Result{State: Failed, Err: err}
	}
	r := Result{State: Failed, Err: err}
	note := Note("")
	if c.url.Path != "" {
		note = c.withoutPath(ctx)
	}
	switch {
	case note != "":
		r.Note, r.Evidence = note, origin(c.url)
	case c.answer.status/100 == 3: // it only points elsewhere
	case c.answer.page && c.proxied:
		r.Note, r.Evidence = NoteProxyPage, c.answer.title
	case c.answer.page:
		r.Note, r.Evidence = NotePage, c.answer.title
	}
	return r
}

// refuses judges a server that answers the question without a token by a refusal.
func (c *checking) refuses(ctx context.Context, refusal *client.Error) Result {
	asked := c.asksFor(ctx, c.base)
	switch {
	case asked.err != nil:
		return failed(asked.err)
	case asked.asWATS():
		return Result{State: Notice, Note: NoteSignIn, Evidence: asksForToken(refusal.Status)}
	}
	e := *refusal
	e.Kind, e.Reason = client.KindNotWATS, ""
	r := Result{State: Failed, Err: &e, Note: NoteOtherSignIn, Evidence: strings.Join(asked.schemes, ", ")}
	if !asked.otherwise() { // then it is a page
		e.Reason, r.Note, r.Evidence = client.ReasonPage, NotePage, asked.title
		if c.proxied {
			r.Note = NoteProxyPage
		}
	}
	return r
}

func asksForToken(status int) string { return "asks for a token (HTTP " + strconv.Itoa(status) + ")" }

// withoutPath tells what the same server is without the path of the address; empty where
// that is not WATS either.
func (c *checking) withoutPath(ctx context.Context) Note {
	cfg := c.cfg
	cfg.Token, cfg.Server = client.Config{}.Token, origin(c.url)
	switch _, err := c.version(ctx, cfg); {
	case err == nil:
		return NoteWrongPath
	case err.Kind == client.KindUnauthorized && c.asksFor(ctx, cfg.Server).asWATS():
		return NoteLikelyPath
	}
	return ""
}

// slow points out an answer that took longer than the window waits for one: there it is
// none. The first such layer says it.
func (c *checking) slow(r *Result) {
	asks := r.ID == HTTP || r.ID == WATS || r.ID == Token
	if asks && r.State == Well && r.Took > c.patience && !c.crawls {
		c.crawls = true
		r.State, r.Note, r.Limit = Notice, NoteSlow, c.patience
	}
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
	c.proven = true
	return well("accepted by WATS " + version)
}

// settle puts right what a later layer proved: a version in answer to the token is WATS's.
func (c *checking) settle(all []Result) {
	for i := range all {
		if r := &all[i]; c.proven && r.Note == NoteSignIn {
			r.State, r.Note = Well, ""
			r.Evidence += "; its version came in answer to this one"
		}
	}
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

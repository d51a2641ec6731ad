package client

import (
	"errors"
	"net/http"
	"time"

	"golang.org/x/net/http/httpguts"

	"stationcompanion/breaker"
	"stationcompanion/station/secret"
)

// session is everything one request needs to know of the configuration.
// Immutable: Apply swaps it whole, requests under way keep the one they began with.
type session struct {
	cfg    Config
	base   string            // normalised server address; empty when block says why
	block  *Error            // why nothing may be sent at all; nil = send
	header http.Header       // sent with every request
	mask   secret.Masker     // takes the token out of what comes back
	used   []secret.Token    // this one and those before, newest first; never empty
	knows  secret.Recogniser // used, where it is looked up by mistake
	wire   *wire             // nil when block is set
	saved  *savedCopies      // nil: none are kept
	brk    *breaker.Breaker
	facts  *facts // guarded by Client.mu
	trust  trust
	extras *extras
}

// newSession makes the session for cfg, keeping of old (may be nil) what the
// change does not touch: the connections, the breaker, what is known of the server.
// t is who may sign the server's certificate, read before. c.mu is held, or nobody else
// has the client yet.
func (c *Client) newSession(cfg Config, t trust, old *session) *session {
	if cfg.RequestTimeout <= 0 {
		cfg.RequestTimeout = 15 * time.Second
	}
	s := &session{cfg: cfg, trust: t, extras: &extras{}}
	s.base, s.block = address(cfg)
	s.mask, s.used = secret.NewMasker(cfg.Token), usedTokens(old, cfg.Token)
	s.knows = secret.NewRecogniser(s.used...)
	sameWire := old != nil && old.cfg.Server == cfg.Server && old.base == s.base &&
		old.cfg.Token.Equal(cfg.Token) && old.cfg.AllowHTTP == cfg.AllowHTTP && old.cfg.Demo == cfg.Demo &&
		old.cfg.Proxy == cfg.Proxy && old.cfg.CAFile == cfg.CAFile && old.trust.same(t)
	sameBreaker := sameWire && old.cfg.BreakerThreshold == cfg.BreakerThreshold &&
		old.cfg.BreakerTimeout == cfg.BreakerTimeout

	switch {
	case sameWire:
		s.wire, s.header, s.extras = old.wire, old.header, old.extras
	case s.block == nil:
		o := c.options
		o.Roots, o.Proxy = t.roots, proxyFor(cfg, o)
		s.wire = newWire(c.ctx, o, s.mask, &c.conns)
		s.header = headers(cfg, c.options.Version)
	}
	if sameWire && old.cfg.CacheCap == cfg.CacheCap {
		s.saved = old.saved
	} else {
		s.saved = c.newSaved(cfg, s.base)
	}
	switch {
	case sameBreaker:
		s.brk, s.facts = old.brk, old.facts
	case sameWire: // other facts, so that calls admitted by the old breaker change nothing
		s.brk = c.newBreaker(cfg)
		s.facts = &facts{health: old.facts.health, trouble: old.facts.trouble, arrival: old.facts.arrival, recent: old.facts.recent}
	default:
		s.brk, s.facts = c.newBreaker(cfg), &facts{}
		if s.block != nil && s.block.Kind != KindNotConfigured {
			s.facts.trouble.last, s.facts.trouble.lastAt = s.block, c.now()
		}
	}
	if old != nil && old.cfg.Identity.Name != cfg.Identity.Name {
		s.facts.arrival = arrival{}
	}
	return s
}

func (c *Client) newBreaker(cfg Config) *breaker.Breaker {
	threshold := cfg.BreakerThreshold
	if threshold <= 0 {
		threshold = -1
	}
	return breaker.New(breaker.Options{
		Threshold: threshold,
		Timeout:   cfg.BreakerTimeout,
		Jitter:    c.timing.ProbeJitter,
		// The facts are published by the call that caused the transition, once
		// they are complete; here it is only written down.
		OnTransition: c.logTransition,
	})
}

// address judges the configured server before anything is sent.
func address(cfg Config) (base string, block *Error) {
	if cfg.Server == "" {
		return "", &Error{Kind: KindNotConfigured}
	}
	base, err := NormalizeServer(cfg.Server)
	if err != nil {
		e, _ := errors.AsType[*Error](err)
		return "", e
	}
	if withheld(base, cfg.AllowHTTP) { // also without a token: questions hold serial numbers
		return base, &Error{Kind: KindWithheld, Detail: base}
	}
	if cfg.Token.Empty() {
		return base, nil
	}
	if !httpguts.ValidHeaderFieldValue(cfg.Token.Reveal()) {
		return base, &Error{Kind: KindUnauthorized, Detail: "the token holds characters no token has"}
	}
	return base, nil
}

// headers are the same for every request; only the correlation id is added.
func headers(cfg Config, version string) http.Header {
	h := http.Header{
		"Accept":     {"application/json"},
		"User-Agent": {"station-companion/" + version},
	}
	if !cfg.Token.Empty() {
		// The token is already the base64 a Basic header wants.
		h["Authorization"] = []string{"Basic " + cfg.Token.Reveal()}
	}
	return h
}

package check

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/netip"
	"net/url"
	"time"

	"stationcompanion/client"
)

// endsSoon is how long before its end a certificate is pointed out.
const endsSoon = 14 * 24 * time.Hour

// tls shakes hands on the connection and reads the certificate.
func (c *checking) tls(ctx context.Context) Result {
	if c.url.Scheme != "https" {
		if beyondThisPC(c.url) && !c.cfg.AllowHTTP { // nothing may be asked then
			c.hangUp()
			return failed(&client.Error{Kind: client.KindWithheld, Detail: c.url.String()})
		}
		if beyondThisPC(c.url) {
			return Result{State: Notice, Note: NotePlain, Evidence: "plain http, not encrypted"}
		}
		return notNeeded("plain http within this PC")
	}
	roots, err := client.Trust(c.roots, c.cfg.CAFile)
	r := Result{State: Well}
	r.Trust, _ = errors.AsType[*client.CAError](err)
	ctx, cancel := context.WithTimeout(ctx, layerBound)
	defer cancel()
	conn := tls.Client(c.conn, &tls.Config{
		ServerName: c.url.Hostname(), MinVersion: tls.VersionTLS12, RootCAs: roots, NextProtos: []string{"http/1.1"},
	})
	err = conn.HandshakeContext(ctx)
	state := conn.ConnectionState()
	chain := state.PeerCertificates
	if refused, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		chain = refused.UnverifiedCertificates
	}
	if len(chain) > 0 {
		c.cert = describe(chain, state, c.now())
		c.cert.clean(c.mask)
		c.cert.Trusted = err == nil
		r.Cert = c.cert
	}
	if err != nil {
		c.hangUp()
		return c.refused(r, err)
	}
	c.conn = conn
	r.Evidence = tls.VersionName(state.Version) + ", issued by " + c.cert.Issuer + ", valid until " + c.cert.NotAfter.UTC().Format(time.DateOnly)
	switch {
	case c.cert.NotAfter.Sub(c.cert.At) < endsSoon:
		r.State, r.Note = Notice, NoteEndsSoon
	case r.Trust != nil:
		r.State, r.Note = Notice, NoteCAFile
	}
	return r
}

// refused says why there is no safe connection.
func (c *checking) refused(r Result, err error) Result {
	r.State = Failed
	r.Err = client.Classify("", err)
	if r.Err.Kind == client.KindCut || r.Err.Kind == client.KindUnreachable {
		r.Err.Kind, r.Err.Detail = client.KindTLS, "the server broke off the handshake"
	}
	if c.cert == nil {
		return r
	}
	_, wrongName := errors.AsType[x509.HostnameError](err)
	_, unknown := errors.AsType[x509.UnknownAuthorityError](err)
	invalid, odd := errors.AsType[x509.CertificateInvalidError](err)
	switch {
	case wrongName:
		r.Note = NoteWrongName
	case odd && invalid.Reason == x509.Expired && c.cert.At.Before(c.cert.NotBefore):
		r.Note = NoteNotYet
	case odd && invalid.Reason == x509.Expired && c.cert.At.After(c.cert.NotAfter):
		r.Note = NoteExpired
	case unknown && likelyInspection(c.cert, c.url.Hostname()):
		r.Note = NoteInspected
	case unknown && c.cert.SelfSigned:
		r.Note = NoteSelfSigned
	case unknown:
		r.Note = NoteUnknownIssuer
	}
	return r
}

// beyondThisPC tells whether an address leads out of this PC.
func beyondThisPC(u *url.URL) bool {
	if u.Hostname() == "localhost" {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return err != nil || !ip.Unmap().IsLoopback()
}

package client

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// tlsReason says why a certificate or handshake was refused, for words and, in one line
// with the certificate's issuer, for people; detail is empty when the error is about
// something else.
func tlsReason(err error) (reason Reason, detail string) {
	verification, _ := errors.AsType[*tls.CertificateVerificationError](err)
	issuer := func(cert *x509.Certificate) string {
		if cert == nil && verification != nil && len(verification.UnverifiedCertificates) > 0 {
			cert = verification.UnverifiedCertificates[0]
		}
		if cert == nil {
			return ""
		}
		return ", issued by " + name(cert.Issuer.CommonName, cert.Issuer.String())
	}
	if e, ok := errors.AsType[x509.HostnameError](err); ok {
		return ReasonWrongName, fmt.Sprintf("wrong host name: the certificate is for %s, not %s%s", subjects(e.Certificate), e.Host, issuer(e.Certificate))
	}
	if e, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		reason, detail = invalidReason(e)
		return reason, detail + issuer(e.Cert)
	}
	if e, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return ReasonIssuer, "unknown authority" + issuer(e.Cert)
	}
	if verification != nil {
		return "", verification.Err.Error() + issuer(nil)
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok || errors.Is(err, http.ErrSchemeMismatch) {
		return ReasonNoTLS, "what answers does not speak TLS"
	}
	if e, ok := errors.AsType[tls.AlertError](err); ok {
		return "", "the server broke off: " + e.Error()
	}
	if text := err.Error(); strings.Contains(text, "tls: ") {
		return "", text[strings.Index(text, "tls: ")+len("tls: "):]
	}
	return "", ""
}

// invalidReason names the validity's end that was missed together with the date this
// PC's clock gives: of the two, the clock is as often the wrong one.
func invalidReason(e x509.CertificateInvalidError) (Reason, string) {
	if e.Reason != x509.Expired || e.Cert == nil {
		return "", e.Error()
	}
	// x509 has one reason for both ends of the validity; its Detail starts
	// "current time 2026-04-21T… is before" or "… is after".
	clock, early := "", strings.Contains(e.Detail, "is before")
	if day, err := time.Parse(time.RFC3339, secondWordAfter(e.Detail)); err == nil {
		clock = "; this PC's clock says " + day.UTC().Format(time.DateOnly)
	}
	if early {
		return ReasonNotYet, "not yet valid (from " + e.Cert.NotBefore.UTC().Format(time.DateOnly) + clock + ")"
	}
	return ReasonExpired, "expired (" + e.Cert.NotAfter.UTC().Format(time.DateOnly) + clock + ")"
}

// secondWordAfter gives what stands behind "current time".
func secondWordAfter(detail string) string {
	word, _, _ := strings.Cut(strings.TrimPrefix(detail, "current time "), " ")
	return word
}

func subjects(cert *x509.Certificate) string {
	if cert == nil {
		return "another host"
	}
	names := slices.Clone(cert.DNSNames)
	for _, ip := range cert.IPAddresses {
		names = append(names, ip.String())
	}
	if len(names) == 0 {
		return name(cert.Subject.CommonName, "no host")
	}
	return strings.Join(names[:min(len(names), 3)], ", ")
}

func name(text, otherwise string) string {
	if text != "" {
		return text
	}
	return otherwise
}

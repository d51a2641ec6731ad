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

// tlsReason says in one line why a certificate or handshake was refused, with
// the certificate's issuer; empty when the error is about something else.
func tlsReason(err error) string {
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
		return fmt.Sprintf("wrong host name: the certificate is for %s, not %s%s", subjects(e.Certificate), e.Host, issuer(e.Certificate))
	}
	if e, ok := errors.AsType[x509.CertificateInvalidError](err); ok {
		return invalidReason(e) + issuer(e.Cert)
	}
	if e, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return "unknown authority" + issuer(e.Cert)
	}
	if verification != nil {
		return verification.Err.Error() + issuer(nil)
	}
	if _, ok := errors.AsType[tls.RecordHeaderError](err); ok || errors.Is(err, http.ErrSchemeMismatch) {
		return "what answers does not speak TLS"
	}
	if e, ok := errors.AsType[tls.AlertError](err); ok {
		return "the server broke off: " + e.Error()
	}
	if text := err.Error(); strings.Contains(text, "tls: ") {
		return text[strings.Index(text, "tls: ")+len("tls: "):]
	}
	return ""
}

func invalidReason(e x509.CertificateInvalidError) string {
	if e.Reason != x509.Expired || e.Cert == nil {
		return e.Error()
	}
	// x509 has one reason for both ends of the validity; its Detail starts
	// "current time … is before" or "… is after".
	if strings.Contains(e.Detail, "is before") {
		return "not yet valid (from " + e.Cert.NotBefore.UTC().Format(time.DateOnly) + ")"
	}
	return "expired (" + e.Cert.NotAfter.UTC().Format(time.DateOnly) + ")"
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

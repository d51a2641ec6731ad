package check

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

// Certificate is what the server showed of itself, for a person to look at.
type Certificate struct {
	Subject             string   // common name, else the whole name
	Names               []string // host names and addresses it is for, as sent, at most 100
	Issuer              string
	Chain               []string // issuers from the server's own up, as far as they were sent or found
	NotBefore, NotAfter time.Time
	SHA256              string // of the whole certificate, 64 upper-case hex digits
	Serial              string // hex
	Key                 string // "ECDSA 256 bit"
	Version, Cipher     string // of the connection; empty where the handshake ended before
	SelfSigned          bool
	Trusted             bool      // this PC trusts it for this server, now
	At                  time.Time // this PC's clock when it was looked at
}

// namesBound is the most names kept of a certificate.
const namesBound = 100

// describe reads the server's certificates, its own first.
func describe(chain []*x509.Certificate, state tls.ConnectionState, now time.Time) *Certificate {
	own := chain[0]
	if len(state.VerifiedChains) > 0 {
		chain = state.VerifiedChains[0]
	}
	sum := sha256.Sum256(own.Raw)
	c := &Certificate{
		Subject: nameOf(own.Subject), Issuer: nameOf(own.Issuer), NotBefore: own.NotBefore, NotAfter: own.NotAfter,
		SHA256: strings.ToUpper(hex.EncodeToString(sum[:])), Serial: strings.ToUpper(own.SerialNumber.Text(16)),
		Key: keyOf(own), At: now,
		SelfSigned: bytes.Equal(own.RawIssuer, own.RawSubject),
	}
	if state.Version != 0 {
		c.Version = tls.VersionName(state.Version)
	}
	if state.CipherSuite != 0 {
		c.Cipher = tls.CipherSuiteName(state.CipherSuite)
	}
	c.Names = append(c.Names, own.DNSNames[:min(len(own.DNSNames), namesBound)]...)
	for _, ip := range own.IPAddresses[:min(len(own.IPAddresses), namesBound)] {
		c.Names = append(c.Names, ip.String())
	}
	for _, cert := range chain[:min(len(chain), 10)] {
		if issuer := nameOf(cert.Issuer); len(c.Chain) == 0 || c.Chain[len(c.Chain)-1] != issuer {
			c.Chain = append(c.Chain, issuer)
		}
	}
	return c
}

// nameOf is what people call the owner of a certificate: common name and organisation.
func nameOf(n pkix.Name) string {
	org := strings.Join(n.Organization, ", ")
	switch {
	case n.CommonName == "" && org == "":
		return n.String()
	case n.CommonName == "":
		return org
	case org == "" || strings.Contains(n.CommonName, org):
		return n.CommonName
	}
	return n.CommonName + " (" + org + ")"
}

func keyOf(cert *x509.Certificate) string {
	switch k := cert.PublicKey.(type) {
	case *rsa.PublicKey:
		return "RSA " + strconv.Itoa(k.N.BitLen()) + " bit"
	case *ecdsa.PublicKey:
		return "ECDSA " + strconv.Itoa(k.Curve.Params().BitSize) + " bit"
	case ed25519.PublicKey:
		return "Ed25519"
	}
	return cert.PublicKeyAlgorithm.String()
}

// inspectors are words in the issuers' names of programs and boxes that open TLS for a
// company, as their makers call them.
var inspectors = []string{
	"zscaler", "netskope", "fortinet", "fortigate", "palo alto", "blue coat", "bluecoat", "symantec web", "sophos",
	"umbrella", "forcepoint", "websense", "skyhigh", "mcafee web", "check point", "barracuda", "watchguard", "sonicwall",
	"kaspersky", "eset ssl", "avast", "bitdefender", "squid", "mitmproxy", "fiddler", "charles proxy", "iboss", "cato networks",
	"proxy", "firewall", "inspection", "decrypt", "intercept", "web gateway",
}

// cloud are the domains WATS itself is offered under; nobody signs their certificates
// with an issuer of their own but somebody in between.
var cloud = []string{".wats.com", ".skywats.com"}

// likelyInspection guesses whether an issuer this PC does not know opened the connection
// on the way.
func likelyInspection(cert *Certificate, host string) bool {
	for _, domain := range cloud {
		if strings.HasSuffix(strings.ToLower(host), domain) {
			return true
		}
	}
	issuers := strings.ToLower(strings.Join(append([]string{cert.Issuer}, cert.Chain...), " "))
	for _, word := range inspectors {
		if strings.Contains(issuers, word) {
			return true
		}
	}
	return false
}

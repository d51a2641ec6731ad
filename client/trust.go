package client

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"os"
)

// The reasons of a CAError.
const (
	CAMissing    = "missing"    // there is no such file
	CAUnreadable = "unreadable" // it is there and cannot be read
	CATooLarge   = "too_large"  // over 1 MB
	CANoPEM      = "no_pem"     // no certificate in PEM form inside
	CAGarbled    = "garbled"    // a certificate inside cannot be read
	CAPrivateKey = "key"        // a private key stands in it: it belongs nowhere near this file
)

// caBound is the most a CA file may hold, in bytes.
const caBound = 1 << 20

// CAError says why the file with the company's certificates is not used. The system's
// trust store still is.
type CAError struct {
	Path string
	Why  string // one of the CA reasons
	Err  error  // may be nil
}

func (e *CAError) Error() string {
	text := "CA file " + e.Path + ": " + e.Why
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap gives the cause.
func (e *CAError) Unwrap() error { return e.Err }

// trust is who may sign the server's certificate.
type trust struct {
	roots *x509.CertPool // nil = the system's store
	err   *CAError       // why the CA file is not used
}

// Trust gives who may sign the server's certificate: base (nil = the system's trust
// store) and the certificates of a PEM file, when one is named. A file that cannot be
// used adds nothing, and the *CAError says why: never is less asked of a certificate
// than without it. It reads the file now.
func Trust(base *x509.CertPool, file string) (*x509.CertPool, error) {
	t := loadTrust(base, file)
	if t.err != nil {
		return t.roots, t.err
	}
	return t.roots, nil
}

func loadTrust(base *x509.CertPool, file string) trust {
	if file == "" {
		return trust{roots: base}
	}
	certs, why := readCA(file)
	if why != nil {
		return trust{base, why}
	}
	pool := base
	if pool == nil {
		var err error
		if pool, err = x509.SystemCertPool(); err != nil {
			pool = x509.NewCertPool() // a system without a store
		}
	} else {
		pool = pool.Clone()
	}
	for _, cert := range certs {
		pool.AddCert(cert)
	}
	return trust{roots: pool}
}

// readCA reads every certificate of a PEM file. One that cannot be read spoils the
// file: half of what IT gave would fail somewhere else, and nobody would know why.
func readCA(path string) ([]*x509.Certificate, *CAError) {
	text, err := readBounded(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, &CAError{path, CAMissing, err}
	case errors.Is(err, errTooLarge):
		return nil, &CAError{path, CATooLarge, nil}
	case err != nil:
		return nil, &CAError{path, CAUnreadable, err}
	}
	var certs []*x509.Certificate
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if bytes.HasSuffix([]byte(block.Type), []byte("PRIVATE KEY")) {
			return nil, &CAError{path, CAPrivateKey, nil}
		}
		if block.Type != "CERTIFICATE" && block.Type != "TRUSTED CERTIFICATE" {
			continue
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, &CAError{path, CAGarbled, err}
		}
		certs = append(certs, cert)
	}
	switch begun := bytes.Count(text, []byte("-----BEGIN CERTIFICATE-----")); {
	case begun > len(certs):
		return nil, &CAError{path, CAGarbled, nil}
	case len(certs) == 0:
		return nil, &CAError{path, CANoPEM, nil}
	}
	return certs, nil
}

func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path) // #nosec G304 -- the file a person or IT names is to be read
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(io.LimitReader(f, caBound+1))
	if err == nil && len(text) > caBound {
		err = errTooLarge
	}
	return text, err
}

// same tells whether nothing about the trust changed: the CA file failed, or not, alike.
func (t trust) same(o trust) bool {
	if t.err != nil || o.err != nil {
		return t.err != nil && o.err != nil && t.err.Why == o.err.Why
	}
	return t.roots.Equal(o.roots)
}

// trustOf reads the CA file of a configuration, and writes down what is wrong with it
// when it was not so before. It may wait for a slow disk, so no lock may be held.
func (c *Client) trustOf(cfg Config, before trust) trust {
	t := loadTrust(c.options.Roots, cfg.CAFile)
	if t.err != nil && !t.same(before) {
		c.log.Warn().Err(t.err).Str("path", cfg.CAFile).Msg("CA file not used; the system's trust store still is")
	}
	return t
}

// CAProblem says why the CA file in force is not used; nil when all is well.
func (c *Client) CAProblem() error {
	if err := c.session().trust.err; err != nil {
		return err
	}
	return nil
}

// Using gives the configuration in force, its token included.
func (c *Client) Using() Config { return c.session().cfg }

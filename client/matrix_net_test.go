package client_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"io"
	"math/big"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// nameServer is a DNS server on loopback that knows one address.
type nameServer struct {
	conn   net.PacketConn
	answer [4]byte
	code   atomic.Int32 // dnsmessage.RCode
	mute   atomic.Bool
	delay  atomic.Int64
	ended  sync.WaitGroup
	over   chan struct{}

	mu    sync.Mutex
	asked []net.Conn // by the resolver
	*net.Resolver
}

func newNameServer(t *testing.T, ip string) *nameServer {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	n := &nameServer{conn: conn, answer: [4]byte(net.ParseIP(ip).To4()), over: make(chan struct{})}
	n.Resolver = &net.Resolver{PreferGo: true, Dial: n.open}
	n.ended.Go(n.run)
	t.Cleanup(func() {
		close(n.over)
		conn.Close()
		n.ended.Wait()
		n.mu.Lock()
		defer n.mu.Unlock()
		for _, c := range n.asked {
			c.Close()
		}
	})
	return n
}

// open leads the resolver to this server, whatever servers this PC has.
func (n *nameServer) open(ctx context.Context, _, _ string) (net.Conn, error) {
	c, err := (&net.Dialer{}).DialContext(ctx, "udp", n.conn.LocalAddr().String())
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	select {
	case <-n.over:
		c.Close()
		return nil, net.ErrClosed
	default:
	}
	n.asked = append(n.asked, c)
	return c, nil
}

func (n *nameServer) run() {
	buf := make([]byte, 1500)
	for {
		size, from, err := n.conn.ReadFrom(buf)
		if err != nil {
			return
		}
		if n.mute.Load() {
			continue
		}
		var msg dnsmessage.Message
		if msg.Unpack(buf[:size]) != nil || len(msg.Questions) == 0 {
			continue
		}
		reply, wait := n.reply(msg), time.Duration(n.delay.Load())
		n.ended.Go(func() {
			select {
			case <-time.After(wait):
				_, _ = n.conn.WriteTo(reply, from)
			case <-n.over:
			}
		})
	}
}

func (n *nameServer) reply(msg dnsmessage.Message) []byte {
	q := msg.Questions[0]
	out := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: msg.ID, Response: true, RecursionAvailable: true, RCode: dnsmessage.RCode(n.code.Load())},
		Questions: []dnsmessage.Question{q},
	}
	if out.RCode == dnsmessage.RCodeSuccess && q.Type == dnsmessage.TypeA {
		out.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1},
			Body:   &dnsmessage.AResource{A: n.answer},
		}}
	}
	packed, err := out.Pack()
	if err != nil {
		return nil
	}
	return packed
}

// authority signs certificates.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

var serials atomic.Int64

func newAuthority(t *testing.T, name string) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	a := &authority{key: key, cert: &x509.Certificate{
		SerialNumber: big.NewInt(serials.Add(1)), Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().AddDate(-10, 0, 0), NotAfter: time.Now().AddDate(10, 0, 0), KeyUsage: x509.KeyUsageCertSign,
	}}
	raw, err := x509.CreateCertificate(rand.Reader, a.cert, a.cert, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	if a.cert, err = x509.ParseCertificate(raw); err != nil {
		t.Fatal(err)
	}
	return a
}

func (a *authority) pool() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(a.cert)
	return p
}

// sign makes a host's certificate, valid from and until so many days from now.
func (a *authority) sign(t *testing.T, host string, from, until int) *tls.Certificate {
	t.Helper()
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(serials.Add(1)), Subject: pkix.Name{CommonName: host},
		NotBefore: time.Now().AddDate(0, 0, from), NotAfter: time.Now().AddDate(0, 0, until),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if ip := net.ParseIP(host); ip != nil {
		leaf.IPAddresses = []net.IP{ip}
	} else {
		leaf.DNSNames = []string{host}
	}
	raw, err := x509.CreateCertificate(rand.Reader, leaf, a.cert, &a.key.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: a.key}
}

// proxyHandler is a proxy that does its work: tunnels, and plain http.
func proxyHandler(s **site) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodConnect {
			tunnel(w, r, *s)
			return
		}
		out := r.Clone(r.Context())
		out.RequestURI = ""
		tr := &http.Transport{DisableKeepAlives: true}
		resp, err := tr.RoundTrip(out)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		for k, v := range resp.Header {
			w.Header()[k] = v
		}
		w.WriteHeader(resp.StatusCode)
		_, _ = io.Copy(w, resp.Body)
	}
}

func tunnel(w http.ResponseWriter, r *http.Request, s *site) {
	far, err := net.Dial("tcp", r.Host)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	near, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		far.Close()
		return
	}
	_, _ = io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n")
	relay := func(to, from net.Conn) {
		_, _ = io.Copy(to, from)
		to.Close()
		from.Close()
	}
	s.ended.Go(func() { relay(far, near) })
	s.ended.Go(func() { relay(near, far) })
}

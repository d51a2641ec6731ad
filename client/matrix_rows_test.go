package client_test

import (
	"context"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"stationcompanion/breaker"
	"stationcompanion/client"
)

// matrixRows lists every row, in the order of the table.
func matrixRows() []row {
	var all []row
	for _, part := range [][]row{networkRows(), nameRows(), silenceRows(), tlsRows(), proxyRows(), redirectRows(),
		statusRows(), pauseRows(), bodyRows(), restRows()} {
		all = append(all, part...)
	}
	return all
}

// down is the usual course: failures, OPEN, saved copies.
func down(r row) row {
	r.link, r.breaker = client.LinkDown, breaker.Open
	return r
}

// notWATS is the course of something alive that is not WATS.
func notWATS(r row) row {
	r.link, r.kind, r.title = client.LinkNotWATS, client.KindNotWATS, "Not WATS"
	return r
}

// every makes the server answer everything so.
func every(h http.HandlerFunc) func(*testing.T, *rig) {
	return func(_ *testing.T, b *rig) { b.site.set(h) }
}

// dialing fails every new connection so, and ends those there are.
func dialing(err error) func(*testing.T, *rig) {
	return func(_ *testing.T, b *rig) {
		own := client.DialFunc(func(_ context.Context, network, addr string) (net.Conn, error) {
			to, _ := net.ResolveTCPAddr(network, addr)
			return nil, &net.OpError{Op: "dial", Net: network, Addr: to, Err: err}
		})
		b.dial.Store(&own)
		b.site.drop()
	}
}

const (
	refusedSays = "Nothing answers at this address. Check that the WATS server runs and that the address and port are right."
	networkSays = "The network does not lead to WATS. Check the network cable or Wi-Fi of this PC, then try again."
	connectSays = "Nothing came back from the address of WATS. Check cable, Wi-Fi or VPN; if other programs work, ask IT about the firewall."
)

func networkRows() []row {
	none := func(no syscall.Errno) func(*testing.T, *rig) { return dialing(os.NewSyscallError("connect", no)) }
	swallowed := func(_ *testing.T, b *rig) {
		own := client.DialFunc(func(ctx context.Context, _, _ string) (net.Conn, error) { <-ctx.Done(); return nil, ctx.Err() })
		b.dial.Store(&own)
		b.site.drop()
	}
	return []row{
		down(row{name: "refused", what: "nothing listens at the port", short: true,
			begin: func(_ *testing.T, b *rig) { b.site.shut() },
			kind:  client.KindRefused, title: "WATS does not answer", advice: refusedSays}),
		down(row{name: "refused, IPv6", what: "the same at ::1", host: "::1",
			begin: func(_ *testing.T, b *rig) { b.site.shut() },
			kind:  client.KindRefused, title: "WATS does not answer", advice: refusedSays}),
		down(row{name: "host unreachable", what: "the network says that the host is not there",
			begin: none(syscall.EHOSTUNREACH), kind: client.KindUnreachable, title: "No network to WATS", advice: networkSays}),
		down(row{name: "no route", what: "this PC has no way to the network, as with the cable out", short: true,
			begin: none(syscall.ENETUNREACH), kind: client.KindUnreachable, title: "No network to WATS", advice: networkSays}),
		down(row{name: "network down", what: "the network adapter is off",
			begin: none(syscall.ENETDOWN), kind: client.KindUnreachable, title: "No network to WATS", advice: networkSays}),
		down(row{name: "packets swallowed", what: "a firewall or a dead link drops the first packet",
			begin: swallowed, kind: client.KindTimeout, reason: client.ReasonConnect, title: "WATS does not answer", advice: connectSays}),
	}
}

const factoryName = "wats.factory.test"

func nameRows() []row {
	noService := "The network's name service (DNS) does not answer. Check the network cable or Wi-Fi; if other programs work, tell IT. (wats.factory.test)"
	asked := func(change func(*nameServer)) func(*testing.T, *rig) {
		return func(_ *testing.T, b *rig) {
			change(b.names)
			b.site.drop()
		}
	}
	named := func(r row) row {
		r.host, r.mayHTTP, r.kind, r.title, r.detail = factoryName, true, client.KindName, "WATS cannot be found", factoryName
		return down(r)
	}
	return []row{
		named(row{name: "name not found", what: "the name service does not know the server's name", short: true,
			begin:  asked(func(n *nameServer) { n.code.Store(int32(dnsmessage.RCodeNameError)) }),
			advice: "The server's name is not known on this network. Check the spelling of the address and the network of this PC. (wats.factory.test)"}),
		named(row{name: "name lookup slow", what: "the name service answers after the deadline",
			begin:  asked(func(n *nameServer) { n.delay.Store(int64(3 * matrixTiming.Health)) }),
			reason: client.ReasonNoService, advice: noService}),
		named(row{name: "name service silent", what: "the name service does not answer",
			begin:  asked(func(n *nameServer) { n.mute.Store(true) }),
			reason: client.ReasonNoService, advice: noService}),
		named(row{name: "name service broken", what: "the name service answers with a failure",
			begin:  asked(func(n *nameServer) { n.code.Store(int32(dnsmessage.RCodeServerFailure)) }),
			reason: client.ReasonNoService, advice: noService}),
	}
}

const (
	silentSays  = "WATS took the question, but did not answer in time. Wait for the next try; if it stays so, tell whoever manages WATS."
	stalledSays = "The answer of WATS began, but did not end in time. Try again; if it stays so, tell IT that the network is slow."
	cutSays     = "The connection broke in the middle of the answer. Try again; if it stays so, check the network."
)

func silenceRows() []row {
	deaf := func(_ *testing.T, b *rig) { b.site.deaf.Store(true); b.site.drop() }
	quiet := func(r row) row { r.title = "WATS does not answer"; return down(r) }
	return []row{
		quiet(row{name: "accepted, then silent", what: "the server takes the connection and says nothing", short: true,
			begin: deaf, kind: client.KindTimeout, reason: client.ReasonSilent, advice: silentSays}),
		quiet(row{name: "TLS handshake stalls", what: "the same over https: the handshake is not answered", https: true,
			begin: deaf, kind: client.KindTimeout, reason: client.ReasonHandshake,
			advice: "WATS took the connection, but the encryption did not start. Wait for the next try; if it stays so, tell whoever manages WATS."}),
		quiet(row{name: "hangs", what: "the server takes the question and never answers",
			begin: every(hangs), kind: client.KindTimeout, reason: client.ReasonSilent, advice: silentSays}),
		quiet(row{name: "slow headers", what: "the head of the answer comes byte by byte",
			begin: every(slowHead), kind: client.KindTimeout, reason: client.ReasonSilent, advice: silentSays}),
		quiet(row{name: "slow drip", what: "the body comes byte by byte", short: true,
			begin: every(drip), kind: client.KindTimeout, reason: client.ReasonStalled, advice: stalledSays}),
		quiet(row{name: "stops mid-body", what: "half the body, then nothing",
			begin: every(halfThenNothing), kind: client.KindTimeout, reason: client.ReasonStalled, advice: stalledSays}),
		quiet(row{name: "closed at once", what: "the server hangs up without a word",
			begin: every(say("")), kind: client.KindCut, advice: cutSays}),
		quiet(row{name: "reset mid-headers", what: "the connection is reset within the head",
			begin: every(resetAfter("HTTP/1.1 200 OK\r\nContent-Ty")), kind: client.KindCut, advice: cutSays}),
		quiet(row{name: "reset mid-body", what: "the connection is reset within the body",
			begin: every(resetAfter("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n\"2026.")), kind: client.KindCut, advice: cutSays}),
		quiet(row{name: "shorter than promised", what: "Content-Length is larger than the body",
			begin: every(say("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n\"2026.1.5.324\"")), kind: client.KindCut, advice: cutSays}),
	}
}

func hangs(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// say writes raw bytes, then closes.
func say(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { rawConn(w, func(c net.Conn) { write(c, text) }) }
}

// resetAfter writes raw bytes, then resets.
func resetAfter(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		rawConn(w, func(c net.Conn) {
			write(c, text)
			if own, ok := c.(*siteConn); ok {
				own.reset()
			}
		})
	}
}

func rawConn(w http.ResponseWriter, do func(net.Conn)) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	do(conn)
}

func write(c net.Conn, text string) { _, _ = c.Write([]byte(text)) }

// slowHead sends its head a byte at a time until nobody listens, at most a minute.
func slowHead(w http.ResponseWriter, _ *http.Request) {
	rawConn(w, func(c net.Conn) {
		for i := range 600 {
			if _, err := c.Write([]byte("HTTP/1.1 200 OK\r\nX: " + strings.Repeat("x", 600))[i : i+1]); err != nil {
				return
			}
			time.Sleep(100 * time.Millisecond)
		}
	})
}

func drip(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "400")
	flush := http.NewResponseController(w)
	for range 400 {
		if _, err := w.Write([]byte(" ")); err != nil || flush.Flush() != nil {
			return
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-r.Context().Done():
			return
		}
	}
}

func halfThenNothing(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "14")
	_, _ = w.Write([]byte(`"2026.`))
	_ = http.NewResponseController(w).Flush()
	<-r.Context().Done()
}

// status answers with a status, headers in pairs, and a text.
func status(code int, text string, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
		_, _ = w.Write([]byte(text))
	}
}

func text(n int) string { return strconv.Itoa(n) }

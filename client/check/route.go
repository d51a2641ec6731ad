package check

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"stationcompanion/client"
)

// adapter is one of this PC's networks.
type adapter struct {
	name  string
	up    bool
	addrs []netip.Addr
}

// name resolves the host name; a number or this PC needs none, and behind a proxy it is
// the proxy that asks.
func (c *checking) name(ctx context.Context) Result {
	host := c.url.Hostname()
	c.addrs = []string{hostPort(c.url)}
	if c.proxied {
		return notNeeded("resolved by the proxy " + c.choice.URL.Host)
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return well("no name needed: " + host)
	}
	if host == "localhost" {
		return well("no name needed: this PC")
	}
	found, err := c.lookUp(ctx, host)
	if err != nil {
		e := client.Classify("", err)
		if e.Kind == client.KindTimeout {
			e.Kind = client.KindName // nobody answered what the name stands for
		}
		e.Detail = host
		return Result{State: Failed, Err: e}
	}
	c.addrs = c.addrs[:0]
	var shown []string
	for _, ip := range found {
		c.addrs = append(c.addrs, net.JoinHostPort(ip.String(), port(c.url)))
		shown = append(shown, ip.String())
	}
	return well(strings.Join(shown[:min(len(shown), 4)], ", "))
}

// lookUp gives what a name stands for, at least one address.
func (c *checking) lookUp(ctx context.Context, host string) ([]netip.Addr, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{ip.Unmap()}, nil
	}
	ctx, cancel := context.WithTimeout(ctx, layerBound)
	defer cancel()
	found, err := c.resolve(ctx, "ip", host)
	if err == nil && len(found) == 0 {
		err = &net.DNSError{Err: "no addresses", Name: host, IsNotFound: true}
	}
	for i := range found {
		found[i] = found[i].Unmap()
	}
	return found, err
}

// route tells by which of this PC's networks the server, or the proxy, is reached.
// Where the target's address is not known, it tells which networks there are.
func (c *checking) route(ctx context.Context) Result {
	ads, err := c.adapters()
	if err != nil {
		return notNeeded("the networks of this PC cannot be listed: " + err.Error())
	}
	target, known := c.target(ctx)
	if !known {
		if up := upAdapters(ads); up != "" {
			return Result{State: Well, Note: NoteNoName, Evidence: up}
		}
		return Result{State: Failed, Note: NoteNoNetwork, Evidence: "no network adapter is up"}
	}
	local, err := c.local(ctx, target)
	if err != nil {
		r := failed(err)
		r.Evidence = upAdapters(ads)
		if r.Evidence == "" {
			r.Note = NoteNoNetwork
		}
		return r
	}
	return well(through(ads, local) + " to " + target.Addr().String())
}

// target is the address the first packet goes to.
func (c *checking) target(ctx context.Context) (netip.AddrPort, bool) {
	addr := ""
	switch {
	case c.proxied:
		ips, err := c.lookUp(ctx, c.choice.URL.Hostname())
		if err != nil {
			return netip.AddrPort{}, false
		}
		c.proxyIPs = ips
		addr = net.JoinHostPort(ips[0].String(), port(c.choice.URL))
	case c.states[Name] != Well:
		return netip.AddrPort{}, false
	case c.url.Hostname() == "localhost":
		addr = net.JoinHostPort("127.0.0.1", port(c.url))
	default:
		addr = c.addrs[0]
	}
	host, text, _ := net.SplitHostPort(addr)
	ip, err := netip.ParseAddr(host)
	n, portErr := strconv.ParseUint(text, 10, 16)
	return netip.AddrPortFrom(ip, uint16(n)), err == nil && portErr == nil
}

// through names the local address and its adapter.
func through(ads []adapter, local netip.Addr) string {
	for _, a := range ads {
		if slices.Contains(a.addrs, local.WithZone("")) {
			return "from " + local.String() + " (" + a.name + ")"
		}
	}
	return "from " + local.String()
}

// upAdapters lists the networks beyond this PC that are up.
func upAdapters(ads []adapter) string {
	var all []string
	for _, a := range ads {
		for _, ip := range a.addrs {
			if a.up && !ip.IsLoopback() && !ip.IsLinkLocalUnicast() {
				all = append(all, a.name+" "+ip.String())
			}
		}
	}
	return strings.Join(all[:min(len(all), 4)], ", ")
}

// localAddress asks the system which of its addresses it would use. "Connecting" a UDP
// socket sends nothing.
func localAddress(ctx context.Context, target netip.AddrPort) (netip.Addr, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "udp", target.String())
	if err != nil {
		return netip.Addr{}, err
	}
	defer conn.Close() //nolint:errcheck // nothing was sent
	at, ok := conn.LocalAddr().(*net.UDPAddr)
	if !ok {
		return netip.Addr{}, errors.New("the system does not tell the local address")
	}
	return at.AddrPort().Addr().Unmap(), nil
}

// adapters lists this PC's networks.
func adapters() ([]adapter, error) {
	list, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	var all []adapter
	for _, i := range list {
		a := adapter{name: i.Name, up: i.Flags&net.FlagUp != 0 && i.Flags&net.FlagRunning != 0}
		addrs, _ := i.Addrs() // one that is gone meanwhile has none
		for _, at := range addrs {
			if prefix, err := netip.ParsePrefix(at.String()); err == nil {
				a.addrs = append(a.addrs, prefix.Addr().Unmap())
			}
		}
		all = append(all, a)
	}
	return all, nil
}

package check

import (
	"context"
	"net"

	"stationcompanion/client"
	"stationcompanion/client/proxy"
)

// proxy tells which proxy leads to the server and who says so, and opens the way
// through it.
func (c *checking) proxy(ctx context.Context) Result {
	r := c.throughProxy(ctx)
	r.Took = c.choosing
	return r
}

func (c *checking) throughProxy(ctx context.Context) Result {
	who := decidedBy(c.choice)
	switch {
	case c.choice.Err != nil && c.choice.Source == proxy.SourceScript:
		return Result{State: Notice, Note: NoteScriptSilent, Evidence: "straight; " + who + ": " + c.choice.Err.Error()}
	case c.choice.Err != nil:
		return Result{State: Notice, Note: NoteProxyBad, Evidence: "straight; " + who + ": " + c.choice.Err.Error()}
	case !c.proxied:
		return notNeeded(who)
	}
	at := c.choice.URL.Scheme + "://" + c.choice.URL.Host
	conn, status, err := c.tunnel(ctx)
	switch note := proxyNote(status, err); note {
	case "":
		c.conn = conn
		return well(at + " (" + who + ")")
	case NoteProxyNoServer: // the proxy itself is well; what is wrong is told with the server
		c.blocked = proxyError(c.choice.URL.Host, status, err)
		return well(at + " (" + who + ")")
	default:
		e := proxyError(c.choice.URL.Host, status, err)
		if ctx.Err() != nil {
			e = client.Classify("", ctx.Err())
		}
		return Result{State: Failed, Note: note, Evidence: at + " (" + who + ")", Err: e}
	}
}

// decidedBy says in evidence's English who named the proxy, or that there is none.
func decidedBy(choice proxy.Choice) string {
	switch choice.Source {
	case proxy.SourceLoopback:
		return "none: the server is this PC"
	case proxy.SourceSetting:
		return "station.conf"
	case proxy.SourceEnvironment:
		return choice.From
	case proxy.SourceSystem:
		return "the settings of Windows"
	case proxy.SourceScript:
		if choice.From == "" {
			return "a script Windows found"
		}
		return "the script " + choice.From
	}
	return "none is named"
}

// proxyNote says what became of asking a proxy for a way through; empty when it is open.
func proxyNote(status int, err error) Note {
	switch {
	case status != 0:
		return proxyNotes[client.ProxyReason(status)]
	case err == nil:
		return ""
	case client.KindOf(client.Classify("", err)) == client.KindNotWATS: // no HTTP
		return NoteProxyOdd
	}
	return NoteProxyDown
}

// reach opens a connection, unless the proxy has.
func (c *checking) reach(ctx context.Context) Result {
	switch {
	case c.blocked != nil:
		r := failed(c.blocked)
		r.Note = NoteProxyNoServer
		return r
	case c.passesOn():
		return notNeeded("through " + c.choice.URL.Host)
	case c.proxied:
		return well("through the proxy " + c.choice.URL.Host)
	}
	var err error
	for _, addr := range c.addrs {
		if c.conn, err = c.open(ctx, addr); err == nil {
			return well(c.conn.RemoteAddr().String())
		}
		if ctx.Err() != nil {
			break
		}
	}
	return failed(err)
}

func (c *checking) open(ctx context.Context, addr string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, layerBound)
	defer cancel()
	return c.dial(ctx, "tcp", addr)
}

func (c *checking) hangUp() {
	if c.conn != nil {
		_ = c.conn.Close()
		c.conn = nil
	}
}

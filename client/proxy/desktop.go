package proxy

import (
	"context"
	"errors"
	"net/url"
	"sync"
	"time"
)

// System is the proxy settings of a desktop; Windows has one.
type System interface {
	// Settings gives them as they stand. It is quick and uses no network.
	Settings() (Settings, error)
	// Ask lets the desktop run the script for a server's address and gives the script's
	// list of proxies, empty for none. It uses the network and may take seconds.
	Ask(server string, s Settings) (list string, err error)
}

// Settings are a desktop's proxy settings.
type Settings struct {
	Detect bool   // find a script by itself (WPAD)
	Script string // a script's address
	Proxy  string // a list of proxies for when there is no script
	Bypass string // servers the list is not for
}

// ErrPending says that the desktop's script has not answered yet.
var ErrPending = errors.New("the desktop's proxy script has not answered yet")

// errSlow says that it was not waited for any longer.
var errSlow = errors.New("the desktop's proxy script did not answer in time")

// How long the script may take, and how long an answer, or that there was none, is
// used before it is asked again.
const (
	askLimit  = 5 * time.Second
	goodFor   = 5 * time.Minute
	failedFor = time.Minute
)

// desktop remembers what the desktop said about one server. A script is asked on a
// goroutine of its own, one at a time: the system's call cannot be ended, so one that
// hangs stays behind, nobody waits for it, and no second one is started.
type desktop struct {
	sys System

	mu     sync.Mutex
	of     string // the server the answer is for
	answer Choice
	at     time.Time     // of the answer; zero = none yet
	asking chan struct{} // closed with the answer; nil = nobody asks
	busy   bool          // the system's call has not returned
}

// choose gives the newest answer and sees to it that there will be a newer one. Without
// any it waits.
func (d *desktop) choose(ctx context.Context, server *url.URL, wait time.Duration) Choice {
	at := server.Scheme + "://" + server.Host + "/"
	d.mu.Lock()
	if d.of != at {
		d.of, d.at = at, time.Time{}
	}
	known, answer, fresh := !d.at.IsZero(), d.answer, d.fresh()
	if !fresh && d.asking == nil && !d.busy {
		d.asking, d.busy = make(chan struct{}), true
		go d.ask(at, server, d.asking)
	}
	asking := d.asking
	d.mu.Unlock()
	if known || asking == nil {
		return orPending(known, answer)
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-asking:
	case <-timer.C:
	case <-ctx.Done():
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return orPending(!d.at.IsZero() && d.of == at, d.answer)
}

func orPending(known bool, answer Choice) Choice {
	if !known {
		return Choice{Source: SourceScript, Err: ErrPending}
	}
	return answer
}

// fresh tells whether the answer needs no asking. d.mu is held.
func (d *desktop) fresh() bool {
	age := goodFor
	if d.answer.Err != nil {
		age = failedFor
	}
	return !d.at.IsZero() && time.Since(d.at) < age
}

// ask finds the answer and keeps it; after askLimit there is none for now, and the late
// one is still kept when it comes.
func (d *desktop) ask(of string, server *url.URL, asking chan struct{}) {
	timer := time.AfterFunc(askLimit, func() { d.keep(of, Choice{Source: SourceScript, Err: errSlow}, asking) })
	answer := resolve(d.sys, of, server)
	timer.Stop()
	d.mu.Lock()
	d.busy = false
	d.mu.Unlock()
	d.keep(of, answer, asking)
}

func (d *desktop) keep(of string, answer Choice, asking chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.of == of {
		d.answer, d.at = answer, time.Now()
	}
	if d.asking == asking {
		close(asking)
		d.asking = nil
	}
}

// resolve asks the desktop. Where the script fails, the list for when there is none
// decides, as the desktop itself does it.
func resolve(sys System, at string, server *url.URL) Choice {
	s, err := sys.Settings()
	if err != nil {
		return Choice{Source: SourceSystem, Err: err}
	}
	var scriptErr error
	if s.Detect || s.Script != "" {
		list, err := sys.Ask(at, s)
		if err == nil {
			u, err := first(list, server.Scheme)
			return Choice{URL: u, Source: SourceScript, From: s.Script, Err: err}
		}
		if s.Script != "" { // one that is only looked for need not be there
			scriptErr = err
		}
	}
	switch {
	case s.Proxy == "" && scriptErr != nil:
		return Choice{Source: SourceScript, From: s.Script, Err: scriptErr}
	case s.Proxy == "":
		return Choice{Source: SourceNobody}
	case bypassed(s.Bypass, server):
		return Choice{Source: SourceSystem}
	}
	u, err := first(s.Proxy, server.Scheme)
	return Choice{URL: u, Source: SourceSystem, Err: err}
}

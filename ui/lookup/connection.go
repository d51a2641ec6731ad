package lookup

import (
	"strings"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/report"
	"stationcompanion/station"
)

// settle is how long the resting pane lets a new station name reach the client before
// it asks, and settleTries how often it asks again when the rows are still another's.
const (
	settle      = 500 * time.Millisecond
	settleTries = 3
)

// SetConnection tells the pane what the connection is now. When it comes back, the
// resting pane is refreshed, and a question that failed for want of a connection is
// asked once more by itself: the operator has turned to the unit and waits.
func (p *Panel) SetConnection(s client.Snapshot) {
	was := p.conn
	p.conn = s
	if was.Server != "" && was.Server != s.Server {
		p.forget()
	}
	if s.Link == client.LinkConnected && was.Link != client.LinkConnected {
		p.connected()
		return
	}
	switch {
	case p.stage.view == viewFailed:
		p.showFailed()
	case p.stage.view == viewResting:
		p.showResting()
	}
	p.paintOpenFailure()
}

// connected runs when the connection has come (back).
func (p *Panel) connected() {
	p.stage.due = true
	switch {
	case p.asking.busy():
	case p.stage.view == viewFailed && waitsForConnection(p.stage.err) && !p.stage.q.auto:
		q := p.stage.q
		q.auto = true
		p.askFor(q)
	case p.stage.view == viewFailed:
		p.showFailed()
	case p.history.now() == nil && p.stage.view != viewNothing:
		p.askLatest(latestRows)
	case p.stage.view == viewRows && !p.history.now().saved.IsZero():
		p.renew() // what is shown are saved copies
	}
	if p.stage.openErr != nil && waitsForConnection(p.stage.openErr) && !p.stage.auto {
		p.stage.auto = true
		p.reopen()
	}
}

// SetStation tells whose latest reports the resting pane shows.
func (p *Panel) SetStation(id station.Identity) {
	was := p.station.Name
	p.station = id
	if was == id.Name {
		return
	}
	p.stage.home, p.stage.day, p.stage.due, p.stage.foreign = nil, nil, true, 0
	p.daying.stop()
	if p.stage.q.latest {
		p.asking.stop()
	}
	if p.history.now() != nil || p.stage.view > viewResting {
		return
	}
	p.opening.stop()
	p.stage.err = nil
	p.showHere()
	if was != "" {
		p.askLatestSoon()
	} else if p.conn.Link == client.LinkConnected {
		p.askLatest(latestRows)
	}
}

// askLatestSoon asks for the latest reports when a new name has reached the client:
// pane and client learn of it at the same moment and in no order.
func (p *Panel) askLatestSoon() {
	name := p.station.Name
	p.d.After(settle, func() {
		if p.station.Name == name && p.history.now() == nil && p.stage.view <= viewResting &&
			!p.asking.busy() && p.conn.Link == client.LinkConnected {
			p.askLatest(latestRows)
		}
	})
}

// foreign reports whether rows are another station's than the one shown.
func (p *Panel) foreign(rows []report.Header) bool {
	names := p.station.Spellings()
	if len(rows) == 0 || len(names) == 0 {
		return false
	}
	for _, h := range rows {
		for _, n := range names {
			if strings.EqualFold(strings.TrimSpace(h.StationName), n) {
				return false
			}
		}
	}
	return true
}

// forget drops everything an earlier server said: it must not stand under another.
func (p *Panel) forget() {
	p.closePage()
	for _, s := range []*slot{&p.asking, &p.opening, &p.adding, &p.daying} {
		s.stop()
	}
	p.history = history{}
	p.stage = stage{due: true, stop: p.stage.stop}
	p.bar.entry.put("")
	p.showHere()
}

// waitsForConnection reports whether an error will be another one once the server
// answers: those are asked again by themselves.
func waitsForConnection(err error) bool {
	switch client.KindOf(err) {
	case client.KindOpen, client.KindPaused, client.KindRefused, client.KindUnreachable, client.KindName,
		client.KindProxy, client.KindTLS, client.KindTimeout, client.KindCut, client.KindUnauthorized, client.KindServer,
		client.KindNotWATS, client.KindNotConfigured, client.KindRateLimited, client.KindBadBody,
		client.KindWithheld, client.KindCancelled:
		return true
	}
	return false
}

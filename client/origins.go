package client

import (
	"bytes"
	"context"
	"io"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"stationcompanion/client/report"
	"stationcompanion/logging"
)

// originsKept is how many of the newest reports under this station's name are looked at.
const originsKept = 3

// originBound is how much of a report is read for its origin, in bytes: at
// detailLevel=0 a report is far smaller.
const originBound = 64 << 10

// ReportOrigin tells where one of the newest test reports under this station's name came from.
type ReportOrigin struct {
	ID     string // of the report
	Start  time.Time
	Origin string // the sender's adapter or a guid, as the server has it; often empty
}

// Origins are those of the newest test reports that were asked for, newest first; entries
// without an ID are empty. A value that can be compared.
type Origins [originsKept]ReportOrigin

// newestReports are the newest test reports, and what is known of their origin.
type newestReports struct {
	list  Origins
	asked [originsKept]bool // also when nothing came of it
	known [originsKept]bool
}

// with gives the newest reports after a list came; what is known of a report stays.
func (n newestReports) with(hs []report.Header) (out newestReports) {
	i := 0
	for _, h := range hs {
		id, ok := ParseID(h.UUID)
		if !ok || strings.EqualFold(h.ReportType, "R") { // a repair may be written anywhere
			continue
		}
		out.list[i] = ReportOrigin{ID: id, Start: h.Start}
		for j := range n.list {
			if n.known[j] && n.list[j].ID == id {
				out.list[i], out.asked[i], out.known[i] = n.list[j], true, true
			}
		}
		if i++; i == originsKept {
			break
		}
	}
	return out
}

// open is a report whose origin was not asked for since the last list.
func (n newestReports) open() (id string, ok bool) {
	for i, r := range n.list {
		if r.ID != "" && !n.asked[i] {
			return r.ID, true
		}
	}
	return "", false
}

// answered notes what came of asking for a report.
func (n *newestReports) answered(id, origin string, ok bool) {
	for i := range n.list {
		if n.list[i].ID == id {
			n.asked[i], n.known[i], n.list[i].Origin = true, ok, origin
		}
	}
}

// told are the origins that are known.
func (n newestReports) told() (out Origins) {
	i := 0
	for j, r := range n.list {
		if n.known[j] {
			out[i] = r
			i++
		}
	}
	return out
}

// askOrigin asks where one of the newest reports came from: one for each heartbeat that
// was well, and only after askArrival brought reports that are not known yet, so at most
// originsKept in ten minutes. Like askArrival it waits no longer than a heartbeat may.
func (c *Client) askOrigin(ctx context.Context, s *session) {
	c.mu.Lock()
	id, wanted := s.facts.arrival.newest.open()
	wanted = wanted && s == c.sess && c.snap.Link == LinkConnected && !s.cfg.Demo
	c.mu.Unlock()
	if !wanted || s.extras.lacks(extraOrigin, c.now()) {
		return
	}
	ctx = logging.Begin(ctx, "report origin")
	origin := ""
	e := c.roundTrip(ctx, s, &call{
		op: "report origin", url: s.base + "/api/Report/Wsjf/" + id + "?detailLevel=0&includeChartdata=false&includeAttachments=false",
		timeout: c.timing.Health, bound: reportBound, entity: true, background: true, attempt: 1, about: aboutReport, value: id,
		decode: func(body io.Reader) error {
			data, err := io.ReadAll(io.LimitReader(body, originBound))
			origin = originOf(data)
			return err
		},
	})
	if e != nil && e.Status != 0 && e.Kind != KindNotFound { // refused: it can do without
		s.extras.lack(extraOrigin, c.now().Add(lackingFor))
	}
	c.update(ctx, s, func(f *facts) { f.arrival.newest.answered(id, s.mask.Mask(origin), e == nil) })
}

// originOf finds the origin in the beginning of a WSJF report; empty when it is null, a
// thing of another form, or not there. An odd body is no fault of the connection.
func originOf(data []byte) string {
	dec := jsontext.NewDecoder(bytes.NewReader(data))
	if t, err := dec.ReadToken(); err != nil || t.Kind() != '{' {
		return ""
	}
	for {
		name, err := dec.ReadToken()
		if err != nil || name.Kind() != '"' {
			return ""
		}
		here := strings.EqualFold(name.String(), "origin")
		value, err := dec.ReadValue()
		if err != nil {
			return ""
		}
		if here {
			text, err := jsontext.AppendUnquote(nil, value)
			if err != nil || value.Kind() != '"' {
				return ""
			}
			return cleanDetail(string(text))
		}
	}
}

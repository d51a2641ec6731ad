package ui

import (
	"strings"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/support"
	"stationcompanion/station"
	"stationcompanion/ui/look"
	"stationcompanion/ui/words"
)

// supportFacts is what the support page says, in words.
type supportFacts struct {
	code, station, state, advice, server, clock string
	program, uptime, memory                     string
	cause, asOf                                 string // of the text only
	tone                                        words.Tone
	shape                                       look.Shape
}

// supportFactsOf puts together what is known at now. Nothing of it changes by the second: a
// countdown is not among it.
func supportFactsOf(s client.Snapshot, id station.Identity, version string, uptime time.Duration, memory int64, now time.Time) supportFacts {
	w := words.Connection(s, now)
	f := supportFacts{
		code:    support.CodeOf(s, id.Name, version, now).String(),
		station: look.Visible(id.Name), state: w.Title, advice: w.Advice,
		server: look.Visible(s.Server), clock: clockFact(s),
		program: words.T("support.version", look.Visible(version)), uptime: words.Uptime(uptime), memory: words.Bytes(memory / 1e6 * 1e6),
		asOf: now.Local().Format("2006-01-02 15:04 -07:00"),
		tone: w.Tone, shape: shapeOf(s, w),
	}
	if id.Name == "" {
		f.station = words.T("window.station.none")
	}
	if s.Server == "" {
		f.server = words.T("window.details.no_server")
	} else if s.Version != "" {
		f.server = words.T("support.wats", f.server, look.Visible(s.Version))
	}
	if s.Demo {
		f.server = words.T("support.demo", f.server)
	}
	if s.LastError != nil {
		f.cause = look.Visible(s.LastError.Error())
	}
	return f
}

// text is the facts for copying; each value is shortened to so many characters, 0 for not.
func (f supportFacts) text(most int) string {
	var b strings.Builder
	line := func(key, value string) {
		if value == "" {
			return
		}
		if most > 0 {
			value = look.Shorten(value, most)
		}
		b.WriteString(words.T("support.fact", words.T("support."+key), value) + "\n")
	}
	line("code", f.code)
	line("station", f.station)
	line("state", f.state)
	line("cause", f.cause)
	line("server", f.server)
	line("clock", f.clock)
	line("program", f.program)
	line("uptime", f.uptime)
	line("memory", f.memory)
	line("as_of", f.asOf)
	return b.String()
}

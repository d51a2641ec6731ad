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
	clockWell                                   bool   // nothing to be done about it
	memoryKey                                   string
	tone                                        words.Tone
	shape                                       look.Shape
}

// supportFactsOf puts together what is known at now. Nothing of it changes by the second: a
// countdown is not among it.
func supportFactsOf(s client.Snapshot, id station.Identity, version string, uptime time.Duration, memory support.Memory, now time.Time) supportFacts {
	w := words.Connection(s, now)
	f := supportFacts{
		code:    support.CodeOf(s, id.Name, version, now).String(),
		station: look.Visible(id.Name), state: w.Title, advice: w.Advice,
		server: look.Visible(s.Server), clock: clockMeasured(s), clockWell: words.Clock(s.Offset) == "",
		program: words.T("support.version", look.Visible(version)), uptime: words.Uptime(uptime), memory: memoryShown(memory), memoryKey: memoryKey(memory),
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
	line(f.memoryKey, f.memory)
	line("as_of", f.asOf)
	return b.String()
}

// clockMeasured says how this PC's clock stands to the server's, with how well that is known.
func clockMeasured(s client.Snapshot) string {
	off := s.Offset.Round(time.Second)
	switch {
	case !s.HasOffset || words.Clock(s.Offset) != "":
		return clockFact(s)
	case off > 0:
		return words.T("support.clock_behind", words.Duration(off))
	case off < 0:
		return words.T("support.clock_ahead", words.Duration(-off))
	}
	return words.T("support.clock_as")
}

// memoryKey tells which memory is meant; its name is the text "support." and this.
func memoryKey(m support.Memory) string {
	if _, resident := m.Shown(); !resident {
		return "memory_own"
	}
	return "memory"
}

// memoryShown is its size, to the megabyte.
func memoryShown(m support.Memory) string {
	n, _ := m.Shown()
	return words.Bytes(n / 1e6 * 1e6)
}

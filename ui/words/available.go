package words

import (
	"math"
	"strconv"
	"strings"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/availability"
)

// Share says which part of the time known was connected ("Connected 98.7 % of the time
// known"). It is rounded down: 100 means every second.
func Share(ps []availability.Piece) string {
	share, ok := availability.Share(ps)
	if !ok {
		return T("available.nothing")
	}
	return T("available.share", strconv.FormatFloat(math.Floor(share*1000+1e-9)/10, 'f', -1, 64))
}

// Availability names a state of the connection.
func Availability(s availability.State) string {
	switch s {
	case availability.Connected:
		return T("available.connected")
	case availability.Unsure:
		return T("available.unsure")
	case availability.Down:
		return T("available.down")
	}
	return T("available.unknown")
}

// AvailabilityFor names a state with how long it was ("Connected 22 h 5 min").
func AvailabilityFor(s availability.State, d time.Duration) string {
	return T("available.of", Availability(s), lasting(d))
}

// fromTo names two moments, the day once where it is one ("yesterday 13:21 – 14:08").
func fromTo(from, to, now time.Time) string {
	a, b := When(from, now), When(to, now)
	if daysBetween(from.In(now.Location()), to.In(now.Location())) == 0 {
		b = to.In(now.Location()).Format("15:04")
		if strings.HasSuffix(a, b) {
			return a
		}
	}
	return T("available.from_to", a, b)
}

// lasting gives a length of time, without parts of a second where there are whole ones.
func lasting(d time.Duration) string {
	if d >= time.Second {
		d = d.Round(time.Second)
	}
	return Duration(d)
}

// Piece says of a stretch of time how it was and when ("Not connected", "09:31 – 10:02 ·
// 31 min 4 s"), and why in a sentence.
func Piece(p availability.Piece, now time.Time) (title, when, why string) {
	title, why = Availability(p.State()), whyOf(p)
	when = facts(fromTo(p.At, p.At.Add(p.Length()), now), lasting(p.Length()))
	if !p.Mixed() {
		return title, when, why
	}
	var parts string
	for _, s := range []availability.State{availability.Connected, availability.Unsure, availability.Down, availability.Unknown} {
		if d := p.Spans[s]; d > 0 {
			parts = facts(parts, AvailabilityFor(s, d))
		}
	}
	return T("available.mixed"), when, facts(parts, why)
}

// whyOf gives a piece's reason; of a link or gap this version does not know, none.
func whyOf(p availability.Piece) string {
	switch p.Why {
	case availability.GapNotRunning, availability.GapSlept, availability.GapNotProven, availability.GapDemo, availability.GapBefore:
		return T("available.why." + string(p.Why))
	}
	switch p.Link {
	case client.LinkConnected:
		return T("available.why.well")
	case client.LinkChecking, client.LinkNotSetUp, client.LinkPaused, client.LinkNotWATS:
		return T("available.why." + string(p.Link))
	case client.LinkTokenRefused:
		return T("available.why.token")
	case client.LinkWithheld:
		return T("available.why.withheld")
	}
	return Cause(p.Kind)
}

// Cause puts a kind of failure in a sentence; empty for none.
func Cause(k client.Kind) string {
	if k == client.KindNone {
		return ""
	}
	return Error(&client.Error{Kind: k}).Title
}

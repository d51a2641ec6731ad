package cli

import (
	"errors"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/support"
	"stationcompanion/ui/words"
)

// codeAnswer is `code --json`.
type codeAnswer struct {
	Code         string        `json:"code"`        // as it is written: XXXX-XXXX
	State        support.State `json:"state"`       // as in `status --json`
	StateWords   string        `json:"state_words"` // what the window's header says
	Cause        client.Kind   `json:"cause"`       // empty: nothing is wrong; support.CauseClock
	Reason       client.Reason `json:"reason"`      // which of the cause's; empty where that says it all
	CauseWords   string        `json:"cause_words"`
	Advice       string        `json:"advice"`
	Version      string        `json:"version"`       // "1.2.3", "1.40.x" or "beyond"; empty: not a released one
	StationCheck int           `json:"station_check"` // twelve bits of the station's name
	Fits         *bool         `json:"fits"`          // whether --station does; null without it
	Station      string        `json:"station"`       // --station as it fits: with O for 0 and the like
}

// runCode says what a support code says. It asks nobody: the code is all there is.
func runCode(c Command, env Env, p *printer) int {
	code, err := support.Decode(c.Args[0])
	if err != nil {
		tell(env.Err, codeTrouble(err))
		return ExitBad
	}
	a := answerOf(code, c.Flags.Station)
	if c.Options.JSON {
		writeJSON(p, a)
	} else {
		writeCode(p, a, c.Flags.Station)
	}
	if a.Fits != nil && !*a.Fits {
		return ExitBad
	}
	return ExitOK
}

func answerOf(code support.Code, station string) codeAnswer {
	now := time.Now()
	header := words.Connection(code.Snapshot(now), now)
	a := codeAnswer{
		Code: code.String(), State: code.State, StateWords: header.Title, Cause: code.Cause, Reason: code.Reason,
		Version: code.Version, StationCheck: int(code.Station),
	}
	a.CauseWords, a.Advice = causeOf(code)
	if a.Advice == "" || code.State == support.StateUnstable { // the cause was there, and went
		a.Advice = header.Advice
	}
	if station != "" {
		as, fits := support.StationFits(station, code.Station)
		a.Fits, a.Station = &fits, as
	}
	return a
}

// causeOf puts a code's cause in words. A code holds no names, so that the sentences that
// have one are put otherwise.
func causeOf(code support.Code) (title, advice string) {
	e := code.Err()
	if e == nil && code.Cause == client.KindNone {
		return "", ""
	}
	key := "cli.code.cause." + string(code.Cause) + "." + string(code.Reason)
	if e == nil {
		return words.T(key), words.T("cli.status.clock")
	}
	title = words.Error(e).Title
	if words.Has(key) {
		title = words.T(key)
		e.Detail = "-" // whatever it is: the advice is that of the sentence with a name
	}
	return title, words.Error(e).Advice
}

func writeCode(p *printer, a codeAnswer, station string) {
	p.line(a.Code)
	p.field("cli.code.state", a.StateWords)
	cause := a.CauseWords
	if cause == "" {
		cause = words.T("cli.code.no_cause")
	}
	p.field("cli.code.cause", cause)
	if a.Advice != "" {
		p.field("", a.Advice)
	}
	version := a.Version
	switch version {
	case "":
		version = words.T("cli.code.not_released")
	case support.VersionBeyond:
		version = words.T("cli.code.beyond")
	}
	p.field("cli.code.program", version)
	fits := words.T("cli.code.not_asked")
	switch {
	case a.Fits == nil:
	case *a.Fits:
		fits = words.T("cli.code.fits", words.Visible(a.Station))
	default:
		fits = words.T("cli.code.other", words.Visible(station))
	}
	p.field("cli.code.station", fits)
}

// codeTrouble says what is wrong with a code that was read out.
func codeTrouble(err error) words.Trouble {
	key := "length"
	switch {
	case errors.Is(err, support.ErrCodeCheck):
		key = "check"
	case errors.Is(err, support.ErrCodeFormat):
		key = "format"
	}
	return words.Trouble{Title: words.T("cli.code." + key), Advice: words.T("cli.code." + key + "_advice")}
}

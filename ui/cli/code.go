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
	Code         string      `json:"code"` // as it is written: XXXX-XXXX
	State        client.Link `json:"state"`
	StateWords   string      `json:"state_words"`
	Cause        client.Kind `json:"cause"` // empty: nothing is wrong
	CauseWords   string      `json:"cause_words"`
	Advice       string      `json:"advice"`
	Version      string      `json:"version"`       // empty: not a released one
	StationCheck int         `json:"station_check"` // twelve bits of the station's name
	Fits         *bool       `json:"fits"`          // whether --station does; null without it
	Station      string      `json:"station"`       // --station as it fits: with O for 0 and the like
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
	snap := client.Snapshot{Link: code.Link, Proven: time.Now(), Interval: time.Minute}
	a := codeAnswer{
		Code: code.String(), State: code.Link, Cause: code.Cause, Version: code.Version, StationCheck: int(code.Station),
	}
	if code.Cause != client.KindNone {
		snap.LastError = &client.Error{Kind: code.Cause}
		t := words.Error(snap.LastError)
		a.CauseWords, a.Advice = t.Title, t.Advice
	}
	a.StateWords = words.Connection(snap, snap.Proven).Title
	if station != "" {
		as, fits := support.StationFits(station, code.Station)
		a.Fits, a.Station = &fits, as
	}
	return a
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
	if version == "" {
		version = words.T("cli.code.not_released")
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

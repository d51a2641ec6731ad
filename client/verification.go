package client

import (
	"context"
	"encoding/json"
	"time"
)

// Verified says whether a unit's verification could be had.
type Verified string

// What became of it.
const (
	VerifiedNot      Verified = ""              // not asked: no part number, or several
	VerifiedGiven    Verified = "given"         //
	VerifiedUnknown  Verified = "unknown_unit"  // the server does not know the unit, or not in production
	VerifiedLacking  Verified = "not_available" // this server or token does not have it, or answered oddly
	VerifiedNoAnswer Verified = "no_answer"     // the connection failed on the way
)

// UnitVerification is how far a unit got on its way through production, as the
// server judges it. What it did not say is nil, "" or zero.
type UnitVerification struct {
	Status, Grade  string
	InOrder        *bool // all processes were done in the right order
	PassedFirstRun *bool // all of them, and so on
	PassedAnyRun   *bool
	PassedLastRun  *bool
	NoRepairs      *bool
	Processes      []VerifiedProcess
}

// VerifiedProcess is one process of the way.
type VerifiedProcess struct {
	Code    *int
	Name    string
	Index   *int
	Status  string
	Start   time.Time // of the last run, UTC; zero when there was none
	Station string
	Total   *int // runs
	NotOK   *int // of them did not pass
	Repairs *int
}

// verify asks for a unit's verification (GET /api/Production/UnitVerification, which
// only servers with production activated have).
func (c *Client) verify(ctx context.Context, s *session, serial, part string) (UnitVerification, Verified) {
	b := append(make([]byte, 0, 256), s.base...)
	b = append(b, "/api/Production/UnitVerification?serialNumber="...)
	b = appendEncoded(b, []byte(serial))
	b = appendEncoded(append(b, "&partNumber="...), []byte(part))
	var v UnitVerification
	outcome, _ := c.askExtra(ctx, s, extraVerification, &call{
		op: "unit verification", url: string(b), about: aboutSerial, value: serial, by: c.now().Add(c.timing.LookUp),
	}, func(body []byte) (ok bool) {
		v, ok = decodeVerification(body)
		return ok
	})
	switch outcome {
	case extraGiven:
		return v, VerifiedGiven
	case extraNone:
		return UnitVerification{}, VerifiedUnknown
	case extraLacking:
		return UnitVerification{}, VerifiedLacking
	}
	return UnitVerification{}, VerifiedNoAnswer
}

// decodeVerification reads the answer leniently; ok is false when it is none.
func decodeVerification(body []byte) (v UnitVerification, ok bool) {
	var in struct {
		Status, Grade                      loose
		AllProcessesExecutedInCorrectOrder loose
		AllProcessesPassedFirstRun         loose
		AllProcessesPassedAnyRun           loose
		AllProcessesPassedLastRun          loose
		NoRepairs                          loose
		Results                            loose
	}
	if json.Unmarshal(body, &in) != nil || !in.Status.there() && !in.Results.there() {
		return v, false
	}
	v = UnitVerification{
		Status: in.Status.text(), Grade: in.Grade.text(),
		InOrder:        in.AllProcessesExecutedInCorrectOrder.truth(),
		PassedFirstRun: in.AllProcessesPassedFirstRun.truth(),
		PassedAnyRun:   in.AllProcessesPassedAnyRun.truth(),
		PassedLastRun:  in.AllProcessesPassedLastRun.truth(),
		NoRepairs:      in.NoRepairs.truth(),
	}
	var list []loose
	if in.Results.there() && json.Unmarshal(in.Results.raw, &list) != nil {
		return v, v.Status != ""
	}
	for _, l := range list {
		if p, ok := decodeProcess(l.raw); ok {
			v.Processes = append(v.Processes, p)
		}
	}
	return v, true
}

func decodeProcess(raw []byte) (VerifiedProcess, bool) {
	var in struct {
		ProcessCode, ProcessName, ProcessIndex  loose
		Status, StartUtc, StationName           loose
		TotalCount, NonPassedCount, RepairCount loose
	}
	if json.Unmarshal(raw, &in) != nil || !in.ProcessCode.there() && !in.ProcessName.there() {
		return VerifiedProcess{}, false
	}
	return VerifiedProcess{
		Code: in.ProcessCode.whole(), Name: in.ProcessName.text(), Index: in.ProcessIndex.whole(),
		Status: in.Status.text(), Start: in.StartUtc.time(), Station: in.StationName.text(),
		Total: in.TotalCount.whole(), NotOK: in.NonPassedCount.whole(), Repairs: in.RepairCount.whole(),
	}, true
}

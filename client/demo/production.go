package demo

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"stationcompanion/client/report"
)

type processInfo struct {
	Code        int    `json:"code"`
	Name        string `json:"name"`
	Description string `json:"description"`
	IsTest      bool   `json:"isTestOperation"`
	IsRepair    bool   `json:"isRepairOperation"`
	IsWIP       bool   `json:"isWipOperation"`
	Index       int    `json:"processIndex"`
	State       int    `json:"state"`
}

// processes lists the operations that occur in the reports.
func (s *Server) processes(*request) answer {
	out := []processInfo{}
	for _, op := range s.store().operations() {
		out = append(out, processInfo{
			Code: op.code, Name: op.name, Description: op.name, IsTest: !op.repair, IsRepair: op.repair, Index: len(out) + 1, State: 1,
		})
	}
	return jsonOf(out)
}

type knownOperation struct {
	code   int
	name   string
	repair bool
}

// operations are those of all reports, by code.
func (st *store) operations() []knownOperation {
	var out []knownOperation
	for _, r := range st.records {
		if r.head.ProcessCode == nil {
			continue
		}
		op := knownOperation{*r.head.ProcessCode, r.head.ProcessName, r.head.ReportType == "R"}
		if !slices.ContainsFunc(out, func(o knownOperation) bool { return o.code == op.code }) {
			out = append(out, op)
		}
	}
	slices.SortFunc(out, func(a, b knownOperation) int { return a.code - b.code })
	return out
}

type clientInfo struct {
	Name         string  `json:"name"`
	DisplayName  string  `json:"displayName"`
	Location     string  `json:"location"`
	Purpose      string  `json:"purpose"`
	LastPing     *string `json:"lastPingUtc"`
	LastReport   string  `json:"lastReportUtc"`
	PendingCount int     `json:"pendingCount"`
	Status       string  `json:"statusString"`
}

// clients lists the stations the reports came from, most recent first.
func (s *Server) clients(*request) answer {
	out := []clientInfo{}
	for _, r := range s.store().records { // newest first
		h := &r.head
		if slices.ContainsFunc(out, func(c clientInfo) bool { return c.Name == h.StationName }) {
			continue
		}
		c := clientInfo{
			Name: h.StationName, DisplayName: h.StationName, Location: h.Location, Purpose: h.Purpose,
			LastReport: webTime(h.Start), Status: "Offline",
		}
		if age := s.now().Sub(h.Start); age < 48*time.Hour {
			c.Status, c.LastPing = "Online", ptr(webTime(s.now().Add(-2*time.Minute)))
		} else if age > 30*24*time.Hour {
			c.Status = "Inactive"
		}
		out = append(out, c)
	}
	return jsonOf(out)
}

type verification struct {
	Status         string            `json:"status"`
	Grade          string            `json:"grade"`
	InOrder        bool              `json:"allProcessesExecutedInCorrectOrder"`
	PassedFirstRun bool              `json:"allProcessesPassedFirstRun"`
	PassedAnyRun   bool              `json:"allProcessesPassedAnyRun"`
	PassedLastRun  bool              `json:"allProcessesPassedLastRun"`
	NoRepairs      bool              `json:"noRepairs"`
	Results        []verifiedProcess `json:"results"`
}

type verifiedProcess struct {
	Code      int     `json:"processCode"`
	Name      string  `json:"processName"`
	Index     int     `json:"processIndex"`
	Status    string  `json:"status"`
	Start     *string `json:"startUtc"`
	Station   *string `json:"stationName"`
	Total     int     `json:"totalCount"`
	NonPassed int     `json:"nonPassedCount"`
	Repairs   int     `json:"repairCount"`
}

// unitVerification says how far a unit got on its way.
func (s *Server) unitVerification(r *request) answer {
	serial, part := r.query.Get("serialNumber"), r.query.Get("partNumber")
	if serial == "" || part == "" {
		return plain(http.StatusBadRequest, "serialNumber and partNumber are needed")
	}
	var runs []*report.Header // oldest first
	for _, rec := range slices.Backward(s.store().records) {
		if strings.EqualFold(rec.head.SerialNumber, serial) && strings.EqualFold(rec.head.PartNumber, part) {
			runs = append(runs, &rec.head)
		}
	}
	if len(runs) == 0 {
		return plain(http.StatusNotFound, "The unit %s / %s was not found.", serial, part)
	}
	return jsonOf(verify(runs, s.store().route(runs)))
}

// route is the way a unit should go: its product's, or what was done.
func (st *store) route(runs []*report.Header) []knownOperation {
	var out []knownOperation
	if p := productOf(runs[0].PartNumber); p != nil && len(st.places) > 0 {
		for _, op := range p.route {
			out = append(out, knownOperation{code: op.code, name: op.name})
		}
		return out
	}
	for _, h := range runs {
		if h.ReportType != "R" && h.ProcessCode != nil &&
			!slices.ContainsFunc(out, func(o knownOperation) bool { return o.code == *h.ProcessCode }) {
			out = append(out, knownOperation{code: *h.ProcessCode, name: h.ProcessName})
		}
	}
	return out
}

func verify(runs []*report.Header, route []knownOperation) verification {
	v := verification{InOrder: true, PassedFirstRun: true, PassedAnyRun: true, PassedLastRun: true, NoRepairs: true}
	passedBy := make(map[string]int) // uuid of a test → index in results
	var last time.Time
	for i, op := range route {
		p := verifiedProcess{Code: op.code, Name: op.name, Index: i + 1, Status: "Unknown"}
		first, anyRun, lastRun := false, false, false
		for _, h := range runs {
			if h.ReportType == "R" || h.ProcessCode == nil || *h.ProcessCode != op.code {
				continue
			}
			passedBy[h.UUID] = i
			ok := h.Verdict() == report.Passed
			if p.Total++; p.Total == 1 {
				first = ok
				v.InOrder = v.InOrder && !h.Start.Before(last)
				last = h.Start
			}
			if !ok {
				p.NonPassed++
			}
			anyRun, lastRun = anyRun || ok, ok
			p.Status, p.Start, p.Station = h.Result, ptr(webTime(h.Start)), ptr(h.StationName)
		}
		v.PassedFirstRun, v.PassedAnyRun, v.PassedLastRun = v.PassedFirstRun && first, v.PassedAnyRun && anyRun, v.PassedLastRun && lastRun
		v.Results = append(v.Results, p)
	}
	for _, h := range runs {
		if h.ReportType != "R" {
			continue
		}
		v.NoRepairs = false
		if i, ok := passedBy[h.ReferencedUUT]; ok {
			v.Results[i].Repairs++
		}
	}
	v.judge()
	return v
}

func (v *verification) judge() {
	v.Status, v.Grade = "Failed", "NotPassed"
	switch {
	case v.PassedFirstRun && v.PassedLastRun:
		v.Status, v.Grade = "Passed", "AllPassedFirstRun"
	case v.PassedLastRun:
		v.Status, v.Grade = "Passed", "AllPassedLastRun"
	case v.PassedAnyRun:
		v.Grade = "AllPassedAnyRun"
	case slices.ContainsFunc(v.Results, func(p verifiedProcess) bool { return p.Status == "Unknown" }) &&
		!slices.ContainsFunc(v.Results, func(p verifiedProcess) bool { return p.Status != "Unknown" && p.Status != "Passed" }):
		v.Status = "Unknown" // not finished, and nothing wrong so far
	}
}

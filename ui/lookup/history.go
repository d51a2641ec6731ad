package lookup

import (
	"slices"
	"time"

	"stationcompanion/client"
	"stationcompanion/client/report"
)

// keptAnswers is how many earlier answers stay one tap away. An operator with three
// units in hand needs two; the rest is for the technician who compares.
const keptAnswers = 8

// keptSteps bounds what the open reports of earlier answers may hold together; past
// it the oldest are fetched again when they are wanted (about 75 bytes a step).
const keptSteps = 400_000

// answer is one question with what was found, as it is shown.
type answer struct {
	client.Answer
	origin
	path    string          // of the file it was read from
	headers []report.Header // Headers and what "Show more" added
	more    bool
	opened  string    // id of the open report; empty when none is
	byHand  bool      // the operator chose it
	docFrom origin    // where doc comes from, if not from where the rows do
	doc     *document // the open report; nil when it must be fetched (again)
}

// newAnswer takes what Find or Latest gave.
func newAnswer(a client.Answer) *answer {
	n := &answer{Answer: a, headers: a.Headers, more: a.More}
	if a.Report != nil && len(n.headers) == 0 {
		n.headers = []report.Header{headerOf(a.Report)}
	}
	return n
}

// index is the place of a report among the headers, -1 when it is not there.
func (a *answer) index(id string) int {
	return slices.IndexFunc(a.headers, func(h report.Header) bool { return h.UUID == id })
}

// pick is the report that opens by itself: the newest failing one, else the newest;
// -1 when there is none.
func (a *answer) pick() int {
	newest, failing := -1, -1
	for i, h := range a.headers {
		if newest < 0 || h.Start.After(a.headers[newest].Start) {
			newest = i
		}
		if h.Verdict().Bad() && (failing < 0 || h.Start.After(a.headers[failing].Start)) {
			failing = i
		}
	}
	if failing >= 0 {
		return failing
	}
	return newest
}

// headerOf makes the row of a report that was asked for by its id.
func headerOf(r *report.Report) report.Header {
	h := report.Header{
		UUID: r.ID, SerialNumber: r.SerialNumber, PartNumber: r.PartNumber, Revision: r.Revision,
		ReportType: r.Type, Start: r.Start.T, Result: r.Result, StationName: r.Station,
		Location: r.Location, Purpose: r.Purpose, ProcessName: r.ProcessName,
	}
	if r.ProcessCode.Set() {
		code := int(r.ProcessCode.F)
		h.ProcessCode = &code
	}
	if r.UUT != nil {
		h.UserName = r.UUT.User
	}
	if r.UUR != nil {
		h.UserName, h.ReferencedUUT = r.UUR.User, r.UUR.RefUUT
	}
	return h
}

// history is the answers of this session, newest question first. The place after the
// last stands for the resting pane, so that going back ends there.
type history struct {
	list []*answer
	at   int // len(list): the resting pane
}

// add puts the answer to a new question in front, in place of an older answer to the
// same one, and goes to it.
func (h *history) add(a *answer) {
	h.list = slices.DeleteFunc(h.list, func(o *answer) bool { return o.Clean == a.Clean && o.Query.By == a.Query.By })
	h.list = slices.Insert(h.list, 0, a)
	if len(h.list) > keptAnswers {
		clear(h.list[keptAnswers:])
		h.list = h.list[:keptAnswers]
	}
	h.at = 0
	h.trim()
}

// trim lets go of the reports that do not fit, from the oldest answer on.
func (h *history) trim() {
	steps := 0
	for i, a := range h.list {
		if a.doc == nil {
			continue
		}
		if steps += a.doc.rep.Len(); steps > keptSteps && i != h.at {
			a.doc = nil
		}
	}
}

// now is the answer at the present place, nil for the resting pane.
func (h *history) now() *answer { return h.peek(0) }

// peek is the answer dir places on (1 = earlier, -1 = later), nil for the resting
// pane and beyond the ends.
func (h *history) peek(dir int) *answer {
	if i := h.at + dir; i >= 0 && i < len(h.list) {
		return h.list[i]
	}
	return nil
}

// can reports whether there is a place to go to.
func (h *history) can(dir int) bool { return h.at+dir >= 0 && h.at+dir <= len(h.list) }

// move goes there.
func (h *history) move(dir int) {
	if h.can(dir) {
		h.at += dir
	}
}

// home goes to the resting pane.
func (h *history) home() { h.at = len(h.list) }

// stamp is the moment an answer was given, zero for none.
func (a *answer) stamp() time.Time {
	if a == nil {
		return time.Time{}
	}
	return a.AsOf
}

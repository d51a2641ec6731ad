package report

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// DifferenceKind says what differs most between two reports at one place.
type DifferenceKind uint8

// The kinds, in the order in which differences are listed.
const (
	VerdictDiffers DifferenceKind = iota // passed in one, not in the other
	ValueDiffers                         // another value, the same verdict
	LimitsDiffer                         // the same value; other limits, comparison or unit
	OnlyInA                              // the step or measurement is not in B
	OnlyInB                              // … not in A
)

// Comparison is what differs between two reports, A and B. It refers to their steps
// by row, so both reports must be kept to show it.
type Comparison struct {
	Header      []HeaderDifference
	Differences []Difference // by kind; values by how far they moved, the rest in document order
	Aligned     int          // steps that are in both
	Equal       int          // of those: without any difference of their own
	Kinds       [OnlyInB + 1]int

	a, b *Report
}

// Difference is one place where two reports differ: a measurement, or a step as a
// whole (MeasA and MeasB are -1).
type Difference struct {
	Kind         DifferenceKind
	RowA, RowB   int // rows of the step; -1 where it is missing
	MeasA, MeasB int // numbers within the step; -1 where there is none
	Below        int // of a step in one report only: how many steps below it are missing with it
	VerdictA     Verdict
	VerdictB     Verdict
	// What differs beside the verdict.
	Value, Limits bool
	// Delta is A's value minus B's, in their own unit; NaN when one of them is no finite
	// number or the units differ. Percent is Delta in per cent of the span of A's limits;
	// NaN without two limits that differ.
	Delta, Percent float64
}

// HeaderDifference is a fact about the reports as a whole that differs.
type HeaderDifference struct {
	Field HeaderFact
	A, B  string
}

// HeaderFact names what is compared of the reports as a whole.
type HeaderFact string

// The facts, in the order in which they are listed.
const (
	FactResult    HeaderFact = "result"
	FactSerial    HeaderFact = "serial"
	FactPart      HeaderFact = "part"
	FactRevision  HeaderFact = "revision"
	FactOperation HeaderFact = "operation"
	FactStation   HeaderFact = "station"
	FactOperator  HeaderFact = "operator"
	FactSequence  HeaderFact = "sequence"   // the main sequence's file
	FactSWVersion HeaderFact = "sw_version" // of the main sequence
	FactFixture   HeaderFact = "fixture"
	FactSocket    HeaderFact = "socket"
	FactBatch     HeaderFact = "batch"
	FactLocation  HeaderFact = "location"
	FactPurpose   HeaderFact = "purpose"
)

// Path gives the names from below the root to the step of d, in the report that has it.
func (c Comparison) Path(d Difference) []string {
	if d.RowA >= 0 {
		return c.a.Path(d.RowA)
	}
	return c.b.Path(d.RowB)
}

// Reports gives the two reports that were compared.
func (c Comparison) Reports() (a, b *Report) { return c.a, c.b }

// Compare tells what differs between two reports. Steps are aligned by their path
// (names, loop index, and which of several such siblings it is), measurements by kind
// and name. A sequence that differs only because a step in it does is not listed, nor
// is a step only because its measurement is; of a sequence in one report only, the top
// step stands for all of it. Times are not compared.
func Compare(a, b *Report) Comparison {
	c := comparer{Comparison: Comparison{a: a, b: b, Header: compareHeaders(a, b)}}
	c.align()
	c.steps()
	slices.SortStableFunc(c.Differences, c.order)
	for _, d := range c.Differences {
		c.Kinds[d.Kind]++
	}
	return c.Comparison
}

// order puts the weightiest first; a value that cannot be weighed comes after those
// that can.
func (c *comparer) order(x, y Difference) int {
	if x.Kind != y.Kind {
		return cmp.Compare(x.Kind, y.Kind)
	}
	if x.Kind == ValueDiffers {
		return cmp.Compare(weight(y), weight(x))
	}
	return 0
}

func weight(d Difference) float64 {
	if math.IsNaN(d.Percent) {
		return -1
	}
	return math.Abs(d.Percent)
}

func compareHeaders(a, b *Report) []HeaderDifference {
	fa, fb := headerFacts(a), headerFacts(b)
	var out []HeaderDifference
	for i, f := range fa {
		if f.text != fb[i].text {
			out = append(out, HeaderDifference{f.fact, f.text, fb[i].text})
		}
	}
	return out
}

type headerFact struct {
	fact HeaderFact
	text string
}

// headerFacts gives every fact of a report, in the order they are listed.
func headerFacts(r *Report) []headerFact {
	facts := []headerFact{
		{FactResult, resultText(r)}, {FactSerial, r.SerialNumber}, {FactPart, r.PartNumber},
		{FactRevision, r.Revision}, {FactOperation, operationText(r)}, {FactStation, r.Station},
	}
	u := UUT{}
	switch {
	case r.UUT != nil:
		u = *r.UUT
	case r.UUR != nil:
		u.User = r.UUR.User
	}
	call := SeqCall{}
	if r.Len() > 0 {
		if of := r.Step(0).SeqCall; of != nil {
			call = *of
		}
	}
	return append(facts,
		headerFact{FactOperator, u.User}, headerFact{FactSequence, call.Path}, headerFact{FactSWVersion, call.Version},
		headerFact{FactFixture, u.FixtureID}, headerFact{FactSocket, u.TestSocketIndex.Raw}, headerFact{FactBatch, u.BatchSN},
		headerFact{FactLocation, r.Location}, headerFact{FactPurpose, r.Purpose})
}

// resultText is one form for "P" and "Passed"; what is neither stays as sent.
func resultText(r *Report) string {
	if v := r.Verdict(); v != VerdictUnknown {
		return v.String()
	}
	return r.Result
}

func operationText(r *Report) string {
	return strings.TrimSpace(r.ProcessCode.Raw + " " + r.ProcessName)
}

package report

import (
	"strings"
	"testing"
	"time"
)

func TestFirstFailure(t *testing.T) {
	const uutID = `,"uut":{"stepIdCausedUUTFailure":`
	for name, c := range map[string]struct {
		fields string
		want   string // path joined, with the number of the measurement; "" none
	}{
		"by id":                    {steps(`{"id":2,"name":"A","status":"F"},{"id":3,"name":"B","status":"F"}`) + uutID + `3}`, "B -1"},
		"by id as text":            {steps(`{"id":2,"name":"A","status":"F"},{"id":3,"name":"B","status":"F"}`) + uutID + `"3"}`, "B -1"},
		"by id, though it passed":  {steps(`{"id":2,"name":"A","status":"F"},{"id":3,"name":"B","status":"P"}`) + uutID + `3}`, "B -1"},
		"id of a container":        {steps(`{"id":2,"name":"G","status":"F","steps":[{"id":3,"name":"a","status":"P"},{"id":4,"name":"b","status":"F"}]}`) + uutID + `2}`, "G/b -1"},
		"id of a bare container":   {steps(`{"id":2,"name":"G","status":"E","steps":[{"id":3,"name":"a","status":"D"}]},{"id":5,"name":"L","status":"F"}`) + uutID + `2}`, "G -1"},
		"id of a well container":   {steps(`{"id":2,"name":"G","status":"P","steps":[{"id":3,"name":"a","status":"P"}]},{"id":5,"name":"L","status":"F"}`) + uutID + `2}`, "L -1"},
		"id twice":                 {steps(`{"id":2,"name":"A","status":"P"},{"id":2,"name":"B","status":"F"}`) + uutID + `2}`, "B -1"},
		"id missing":               {steps(`{"id":2,"name":"A","status":"F"}`) + uutID + `99}`, "A -1"},
		"id zero of steps from 1":  {steps(`{"id":2,"name":"A","status":"F"}`) + uutID + `0}`, "A -1"},
		"steps without ids":        {steps(`{"name":"A","status":"P"},{"name":"B","status":"F"}`) + uutID + `0}`, "B -1"},
		"caused":                   {steps(`{"id":2,"name":"A","status":"F"},{"id":3,"name":"B","status":"F","causedUUTFailure":true}`), "B -1"},
		"caused container":         {steps(`{"id":2,"name":"G","status":"F","causedUUTFailure":true,"steps":[{"name":"x","status":"F"}]},{"id":3,"name":"B","status":"F","causedUUTFailure":true}`), "B -1"},
		"first leaf":               {steps(`{"name":"A","status":"P"},{"name":"G","status":"F","steps":[{"name":"d","status":"D"},{"name":"e","status":"E"}]},{"name":"Z","status":"F"}`), "G/e -1"},
		"terminated":               {steps(`{"name":"A","status":"S"},{"name":"B","status":"T"}`), "B -1"},
		"leaf before container":    {steps(`{"name":"G","status":"E","steps":[{"name":"a","status":"P"}]},{"name":"L","status":"F"}`), "L -1"},
		"container alone":          {steps(`{"name":"G","status":"F","steps":[{"name":"H","status":"E","steps":[{"name":"a","status":"P"}]}]}`), "G/H -1"},
		"only the root":            {steps(`{"name":"A","status":"P"}`), " -1"},
		"nothing failed":           {`"result":"F","root":{"status":"P","steps":[{"status":"P"}]}`, ""},
		"passed":                   {strings.Replace(steps(`{"name":"A","status":"F","causedUUTFailure":true}`), `"result":"F"`, `"result":"P"`, 1), ""},
		"unknown result":           {strings.Replace(steps(`{"name":"A","status":"F"}`), `"result":"F"`, `"result":"U"`, 1), "A -1"},
		"measurement":              {steps(`{"name":"A","status":"F","numericMeas":[{"status":"P"},{"status":"F"}]}`), "A 1"},
		"measurement by judgement": {steps(`{"name":"A","status":"F","numericMeas":[{"compOp":"LT","value":1,"lowLimit":2},{"compOp":"LT","value":3,"lowLimit":2}]}`), "A 1"},
		"its own word first":       {steps(`{"name":"A","status":"F","numericMeas":[{"compOp":"LT","value":3,"lowLimit":2,"status":"P"},{"status":"F"}]}`), "A 1"},
		"passed loop":              {steps(`{"name":"L","status":"P","loop":{"num":2}},{"name":"L","status":"F","loop":{"idx":0}},{"name":"L","status":"P","loop":{"idx":1}},{"name":"Z","status":"F"}`), "Z -1"},
		"failed loop":              {steps(`{"name":"L","status":"F","loop":{"num":1},"steps":[]},{"name":"L","status":"F","loop":{"idx":0}},{"name":"Z","status":"F"}`), "L -1"},
		"sequence in passed loop":  {steps(`{"name":"L","status":"P","loop":{"num":2}},{"name":"L","status":"F","loop":{"idx":0},"steps":[{"name":"x","status":"F"}]},{"name":"Z","status":"F"}`), "Z -1"},
		"below a passed summary":   {steps(`{"name":"L","status":"P","loop":{"num":2},"steps":[{"name":"x","status":"F"}]},{"name":"Z","status":"F"}`), "Z -1"},
		"sequence in failed loop":  {steps(`{"name":"L","status":"F","loop":{"num":2},"steps":[{"name":"s","status":"P"}]},{"name":"L","status":"F","loop":{"idx":0},"steps":[{"name":"x","status":"F"}]}`), "L/x -1"},
		"no summary, parent passed": {steps(`{"name":"G","status":"P","steps":[{"name":"L","status":"F","loop":{"idx":0}}]},{"name":"Z","status":"F"}`),
			"Z -1"},
		"no summary, parent failed": {steps(`{"name":"G","status":"F","steps":[{"name":"L","status":"F","loop":{"idx":0}}]},{"name":"Z","status":"F"}`), "G/L -1"},
		"summary of another loop": {steps(`{"name":"L","status":"P","loop":{"num":1}},{"name":"M","status":"F","loop":{"num":1}},{"name":"M","status":"F","loop":{"idx":0}}`),
			"M -1"},
		"loop over, then another": {steps(`{"name":"L","status":"P","loop":{"num":1}},{"name":"x","status":"P"},{"name":"M","status":"F","loop":{"idx":0}}`), "M -1"},
		"nested under siblings": {steps(`{"name":"G","status":"P","steps":[{"name":"L","status":"P","loop":{"num":1}}]},{"name":"H","status":"F","steps":[{"name":"M","status":"F","loop":{"idx":0}}]}`),
			"H/M -1"},
		"all forgiven": {`"result":"F","root":{"status":"P","steps":[{"name":"L","status":"P","loop":{"num":1}},{"name":"L","status":"F","loop":{"idx":0}}]}`, ""},
	} {
		r := decodeText(t, c.fields)
		f, ok := r.FirstFailure()
		got := ""
		if ok {
			got = strings.Join(f.Path, "/") + " " + map[int]string{-1: "-1", 0: "0", 1: "1"}[f.Measurement]
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A loop of many failing turns must be walked once, not once a turn.
func TestFirstFailureIsLinear(t *testing.T) {
	const turns = 200_000
	body := `"result":"F","root":{"status":"P","steps":[{"status":"P","loop":{"num":9}}` + strings.Repeat(`,{"status":"F","loop":{"idx":1}}`, turns) + `]}`
	r := decodeText(t, body)
	before := time.Now()
	if _, ok := r.FirstFailure(); ok || r.Len() != turns+2 {
		t.Fatal("found one among forgiven turns, or ", r.Len())
	}
	if took := time.Since(before); took > 5*time.Second { // a walk each turn takes minutes
		t.Errorf("took %v", took)
	}
}

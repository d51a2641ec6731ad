package demo

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"

	"github.com/go-json-experiment/json"

	"stationcompanion/client/report"
)

// body gives a report's WSJF in full: made on demand, the same each time, or as
// it was loaded. It must not be changed.
func (st *store) body(r *record) []byte {
	if r.plan == nil {
		return r.bytes
	}
	if b, ok := st.made.get(r); ok {
		return b
	}
	b, err := json.Marshal(st.build(r))
	if err != nil {
		panic(err) // our own plain structs
	}
	st.made.put(r, b)
	return b
}

const keptBodies = 64

// bodies keeps the last few made: the same report is asked for again soon.
type bodies struct {
	mu    sync.Mutex
	byRec map[*record][]byte
	order [keptBodies]*record
	next  int
}

func (b *bodies) get(r *record) ([]byte, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	body, ok := b.byRec[r]
	return body, ok
}

func (b *bodies) put(r *record, body []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, ok := b.byRec[r]; ok {
		return
	}
	if b.byRec == nil {
		b.byRec = make(map[*record][]byte)
	}
	delete(b.byRec, b.order[b.next])
	b.byRec[r], b.order[b.next] = body, r
	b.next = (b.next + 1) % keptBodies
}

// build makes the parts of a made-up report.
func (st *store) build(r *record) *wsjf {
	p, h := r.plan, &r.head
	w := &wsjf{
		Type: h.ReportType, ID: h.UUID, PN: h.PartNumber, SN: h.SerialNumber, Rev: h.Revision, ProductName: p.product.name,
		ProcessCode: *h.ProcessCode, ProcessName: h.ProcessName, Result: letter(p.verdict),
		MachineName: h.StationName, Location: h.Location, Purpose: h.Purpose, Origin: st.originOf(r),
		Start: wsjfTime(h.Start.In(p.zone)), StartUTC: wsjfTime(h.Start),
		MiscInfos: []miscInfo{}, SubUnits: []subUnit{}, Assets: []raw{}, AssetStats: []raw{}, AdditionalData: []raw{},
	}
	if p.of != nil {
		st.buildRepair(w, r)
		return w
	}
	b := newBuilder(p)
	w.Root = b.root()
	w.UUT = &uut{
		ExecTime: fixed(*h.ExecutionTime, 2), Socket: *h.TestSocketIndex, BatchSN: h.BatchNumber, Comment: h.Comment,
		ErrorText: h.ErrorMessage, FixtureID: h.FixtureID, User: h.UserName,
	}
	if h.ErrorCode != nil {
		w.UUT.ErrorCode = whole(*h.ErrorCode)
	}
	if b.failed != 0 && p.verdict == report.Failed {
		w.UUT.FailedStep = whole(b.failed)
	}
	lot := "LOT-" + h.BatchNumber
	w.MiscInfos = append(w.MiscInfos, miscInfo{Description: "Component lot", Text: &lot},
		miscInfo{Description: "Ambient temperature", Numeric: fixed(21+4*b.rng.Float64(), 1)})
	for i, part := range p.product.subUnits {
		w.SubUnits = append(w.SubUnits, subUnit{PartType: "PCBA", PN: part, Rev: "B", SN: p.subs[i]})
	}
	return w
}

// originOf is the adapter a report came from, or null. The made-up addresses are of the
// kind no maker gives, so that they are nobody's.
func (st *store) originOf(r *record) *string {
	text := "DE3000" + fmt.Sprintf("%06X", len(r.plan.at.name)*7919)
	if st.origin != nil {
		text = st.origin(r.head)
	}
	if text == "" {
		return nil
	}
	return &text
}

func (st *store) buildRepair(w *wsjf, r *record) {
	p, h, of := r.plan, &r.head, r.plan.of
	done := h.Start.Add(time.Duration(*h.ExecutionTime) * time.Second)
	w.UUR = &uur{
		Comment: h.Comment, User: h.UserName, ProcessCode: *of.head.ProcessCode, ProcessName: of.head.ProcessName,
		RefUUT: of.head.UUID, ConfirmDate: wsjfTime(done), FinalizeDate: wsjfTime(done), ExecTime: fixed(*h.ExecutionTime, 1),
	}
	failed := newBuilder(of.plan)
	failed.root()
	w.SubUnits = append(w.SubUnits, subUnit{
		PartType: "Main", PN: h.PartNumber, Rev: h.Revision, SN: h.SerialNumber, Index: ptr(0),
		Failures: []failure{{
			ArtNumber: "ART-" + p.cause.ref, Category: p.cause.category, Code: p.cause.code, Comment: p.cause.comment,
			ComRef: p.cause.ref, FuncBlock: of.plan.group, RefStepID: failed.failed, RefStepName: of.plan.step,
		}},
	})
	w.BinaryData = []binary{{ContentType: "image/png", Data: picture(p.seed), Name: "repair.png", ID: guid(p.seed + 1)}}
}

// letter is the WSJF form of a verdict.
func letter(v report.Verdict) string { return v.String()[:1] }

func wsjfTime(t time.Time) string { return t.Format("2006-01-02T15:04:05.0000000Z07:00") }

func fixed(v float64, decimals int) raw { return raw(strconv.FormatFloat(v, 'f', decimals, 64)) }

func whole(n int) raw { return raw(strconv.Itoa(n)) }

// builder makes the steps of a plan, numbering them in document order.
type builder struct {
	plan    *plan
	rng     *rand.Rand
	last    int // step id
	failed  int // id of the failing step
	stopped bool
}

func newBuilder(p *plan) *builder {
	return &builder{plan: p, rng: rand.New(rand.NewPCG(p.seed, 3))} // #nosec G404 -- demo data, the same for the same seed
}

func (b *builder) id() int { b.last++; return b.last }

func (b *builder) time() raw { return fixed(0.01+b.rng.ExpFloat64()*0.2, 3) }

func (b *builder) root() *step {
	root := b.sequence("MainSequence Callback", "M")
	add := func(g *step) { root.Steps = append(root.Steps, g) }
	setup := b.sequence("Setup", "S")
	setup.Steps = append(setup.Steps, b.action("Lock fixture"), b.action("Power on"))
	add(setup)
	for _, g := range b.plan.product.testsOf(b.plan.op) {
		if b.stopped {
			break
		}
		add(b.group(g))
	}
	cleanup := b.sequence("Cleanup", "C")
	cleanup.Steps = append(cleanup.Steps, b.action("Power off"), b.action("Unlock fixture"))
	add(cleanup)
	root.Status = letter(b.plan.verdict)
	return root
}

func (b *builder) sequence(name, group string) *step {
	return &step{
		ID: b.id(), Group: group, Type: "SequenceCall", Name: name, Status: "P", TotTime: b.time(), Steps: []*step{},
		SeqCall: &seqCall{Path: `C:\Tests\` + b.plan.op.file, Name: name, Version: "2.14.0"},
	}
}

func (b *builder) action(name string) *step {
	return &step{ID: b.id(), Group: "M", Type: "Action", Name: name, Status: "D", TotTime: b.time()}
}

func (b *builder) group(g group) *step {
	seq := b.sequence(g.name, "M")
	for _, t := range g.tests {
		bad := g.name == b.plan.group && t.name == b.plan.step
		steps := b.steps(t, bad && b.plan.verdict == report.Failed)
		seq.Steps = append(seq.Steps, steps...)
		if !bad {
			continue
		}
		b.blame(steps)
		seq.Status = letter(b.plan.verdict)
		if b.stopped = b.plan.verdict != report.Failed; b.stopped {
			return seq
		}
	}
	return seq
}

// blame marks the step where it went wrong.
func (b *builder) blame(steps []*step) {
	s := steps[0]
	b.failed = s.ID
	switch b.plan.verdict {
	case report.Failed:
		s.Caused = true
	case report.Errored:
		s.ErrorCode, s.ErrorMessage = whole(-17502), errorMessage
		s.undone(letter(b.plan.verdict))
	case report.Terminated:
		s.undone(letter(b.plan.verdict))
	}
}

// undone is a step that ended without a result.
func (s *step) undone(status string) {
	s.Status = status
	s.Numeric, s.Strings, s.Booleans, s.Chart, s.Attachment, s.CallExe = nil, nil, nil, nil, nil, nil
}

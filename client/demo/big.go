package demo

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
)

// BigReport gives the WSJF of a failed UUT with exactly so many steps, the root
// among them (at least 1), for benchmarks: groups of fifty steps, most of them
// numeric, some 200 bytes a step.
func BigReport(steps int, seed uint64) []byte {
	var b bytes.Buffer
	b.Grow(steps*260 + 1024)
	_ = WriteBigReport(&b, steps, seed) // a bytes.Buffer takes all
	return b.Bytes()
}

// WriteBigReport writes what BigReport gives without holding it.
func WriteBigReport(out io.Writer, steps int, seed uint64) error {
	steps = max(steps, 1)
	w := &bigWriter{w: bufio.NewWriterSize(out, 64<<10), rng: rand.New(rand.NewPCG(seed, 5)), left: steps - 1, fail: 1 + (steps-1)*2/3} // #nosec G404 -- demo data, the same for the same seed
	fmt.Fprintf(w.w, `{"type":"T","id":%q,"pn":"BIG-1","sn":"BIG-%d","rev":"A","productName":"Large assembly","processCode":110,`+
		`"processName":"End of line","result":"F","machineName":"BIG-STATION","location":"Hall 2","purpose":"Production","origin":null,`+
		`"start":"2026-01-30T22:01:41.4707353+01:00","startUTC":"2026-01-30T21:01:41.4707353Z","root":`, guid(seed), steps)
	w.open("MainSequence Callback")
	for group := 1; w.left > 0; group++ {
		w.comma(group > 1)
		w.left--
		w.open(fmt.Sprintf("Board %d", group))
		for i := range min(50, w.left) {
			w.comma(i > 0)
			w.left--
			w.leaf(i)
		}
		w.close()
	}
	w.close()
	fmt.Fprintf(w.w, `,"uut":{"execTime":912.5,"testSocketIndex":0,"batchSN":"B1","comment":null,"errorCode":null,"errorMessage":null,`+
		`"fixtureId":"FX-1","user":"anna","stepIdCausedUUTFailure":%s},"miscInfos":[],"subUnits":null,"assets":[],"assetStats":[],"additionalData":[]}`, w.failed())
	return w.w.Flush() // a bufio.Writer keeps the first error
}

type bigWriter struct {
	w      *bufio.Writer
	rng    *rand.Rand
	id     int
	left   int
	fail   int // from this id on the next numeric step fails
	caused int
}

func (w *bigWriter) comma(needed bool) {
	if needed {
		_ = w.w.WriteByte(',')
	}
}

func (w *bigWriter) head(kind, name, status string) {
	w.id++
	fmt.Fprintf(w.w, `{"id":%d,"group":"M","stepType":%q,"name":%q,"status":%q,"totTime":%.3f,"causedUUTFailure":%v`,
		w.id, kind, name, status, w.rng.Float64(), status == "F" && kind == "ET_NLT")
}

func (w *bigWriter) open(name string) {
	w.head("SequenceCall", name, "F")
	fmt.Fprintf(w.w, `,"seqCall":{"path":"C:\\Tests\\big.seq","name":%q,"version":"1.0.0"},"steps":[`, name)
}

func (w *bigWriter) close() { _, _ = w.w.WriteString("]}") }

func (w *bigWriter) leaf(i int) {
	switch {
	case i%10 == 8:
		w.head("ET_PFT", fmt.Sprintf("Contact %d", i), "P")
		_, _ = w.w.WriteString(`,"booleanMeas":[{"name":null,"status":"P"}]}`)
	case i%10 == 9:
		w.head("ET_SVT", fmt.Sprintf("Answer %d", i), "P")
		_, _ = w.w.WriteString(`,"stringMeas":[{"compOp":"IgnoreCase","name":null,"status":"P","value":"READY","limit":"ready"}]}`)
	default:
		status, value := "P", 3.3+0.1*(w.rng.Float64()-0.5)
		if w.caused == 0 && w.id+1 >= w.fail {
			status, value, w.caused = "F", 3.71, w.id+1
		}
		w.head("ET_NLT", fmt.Sprintf("Rail %d", i), status)
		fmt.Fprintf(w.w, `,"numericMeas":[{"compOp":"GELE","name":null,"status":%q,"unit":"V","value":%.6f,"highLimit":3.45,"lowLimit":3.15}]}`, status, value)
	}
}

func (w *bigWriter) failed() string {
	if w.caused == 0 {
		return "null"
	}
	return fmt.Sprint(w.caused)
}

package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

// scan reads all tokens and does nothing with them: the floor of any decoder.
func scan(b *testing.B, body []byte) {
	d := jsontext.NewDecoder(struct{ io.Reader }{bytes.NewReader(body)}, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		if _, err := d.ReadToken(); err != nil {
			if !errors.Is(err, io.EOF) {
				b.Fatal(err)
			}
			return
		}
	}
}

// BenchmarkDecodeReport decodes a report of 10 MB and about 48,000 steps, each time
// beside a bare scan of the same bytes: x-scan is the median of the ratios, so that a
// busy moment of the machine falls on both. With keep, the original is kept too;
// alone, pages are compressed with the same level and nothing else is done.
func BenchmarkDecodeReport(b *testing.B) {
	for _, c := range []struct {
		name string
		body []byte
	}{{"plain", plain(10 << 20)}, {"dated", made(36_000)}, {"indented", indented(plain(5 << 20))}, {"rich", rich(36_000)}} {
		b.Run(c.name, func(b *testing.B) {
			beside(b, c.body, func() { decodes(b, c.body, Decode) }, func() { scan(b, c.body) })
		})
	}
	body := plain(10 << 20)
	b.Run("keep", func(b *testing.B) {
		beside(b, body, func() { decodes(b, body, DecodeKeeping) }, func() { scan(b, body) })
	})
	b.Run("alone", func(b *testing.B) {
		beside(b, body, func() {
			k := &keeper{max: len(body)}
			k.write(body)
			k.close(true)
		}, func() { scan(b, body) })
	})
}

func decodes(b *testing.B, body []byte, decode func(io.Reader, Limits) (*Report, error)) {
	if r, err := decode(bytes.NewReader(body), Limits{}); err != nil || r.Len() < len(body)/1000 {
		b.Fatal(err)
	}
}

// beside times both in turns.
func beside(b *testing.B, body []byte, what, floor func()) {
	took := func(f func()) float64 {
		from := time.Now()
		f()
		return time.Since(from).Seconds()
	}
	var ratios, times, floors []float64
	b.ReportAllocs()
	for b.Loop() {
		f := took(floor)
		w := took(what)
		ratios, times, floors = append(ratios, w/f), append(times, w), append(floors, f)
	}
	slices.Sort(ratios)
	slices.Sort(times)
	b.ReportMetric(ratios[len(ratios)/2], "x-scan")
	b.ReportMetric(times[0]/slices.Min(floors), "best-x-scan")
	b.ReportMetric(times[len(times)/2]*1000, "ms")
	b.ReportMetric(float64(len(body))/1e6/times[len(times)/2], "MB/s")
	b.ReportMetric(0, "ns/op")
}

// plain writes a report of about size bytes as the real exports are: steps without
// dates, values and times that differ.
func plain(size int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"type":"T","id":"x","sn":"S","result":"P","root":{"id":1,"group":"M","name":"Main","status":"P","steps":[`)
	for n := 2; b.Len() < size; n++ {
		if n > 2 {
			b.WriteString(`},`)
		}
		fmt.Fprintf(&b, `{"id":%d,"group":"M","stepType":"SequenceCall","name":"Group %d","status":"P","totTime":0.5,"causedUUTFailure":false,"steps":[`, n, n)
		for k := range 10 {
			if k > 0 {
				b.WriteByte(',')
			}
			n++
			fmt.Fprintf(&b, `{"id":%d,"group":"M","stepType":"ET_NLT","name":"Rail %d","status":"P","totTime":0.%03d,"causedUUTFailure":false,`+
				`"numericMeas":[{"compOp":"GELE","name":null,"status":"P","unit":"V","value":3.%05d,"highLimit":3.5,"lowLimit":3.0}]}`, n, n%50, n%1000, n%100_000)
		}
		b.WriteString(`],"seqCall":{"path":"C:\\seq\\main.seq","name":"Group","version":null}`)
	}
	b.WriteString(`}]},"uut":{"execTime":1.5}}`)
	return b.Bytes()
}

// rich writes steps with what only some programs write.
func rich(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"type":"T","id":"x","root":{"id":1,"name":"Main","steps":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"id":%d,"group":"M","stepType":"ET_NLT","name":"Rail %d","start":"2026-01-%02dT22:%02d:41.%07d+01:00","status":"P","errorCode":null,"errorMessage":null,`+
			`"tsGuid":"ID#:%022d","totTime":0.%03d,"causedSeqFailure":false,"causedUUTFailure":false,"reportText":"measured at %d","loop":{"idx":%d,"num":null,"endingIndex":null,"passed":null,"failed":null},`+
			`"numericMeas":[{"compOp":"GELE","name":null,"status":"P","unit":"V","value":3.%05d,"highLimit":3.5,"lowLimit":3.0}]}`, i+2, i%50, i%28+1, i%60, i, i, i%1000, i, i%10, i)
	}
	b.WriteString(`]},"uut":{"execTime":1.5}}`)
	return b.Bytes()
}

func indented(body []byte) []byte {
	v := jsontext.Value(body)
	if err := v.Indent(); err != nil {
		panic(err)
	}
	return v
}

// BenchmarkDecodeHeaders decodes a list of 1,000.
func BenchmarkDecodeHeaders(b *testing.B) {
	body := headerList(1000)
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if h, err := DecodeHeaders(bytes.NewReader(body)); err != nil || len(h) != 1000 {
				b.Fatal(err)
			}
		}
	})
	b.Run("tokens", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			scan(b, body)
		}
	})
}

func BenchmarkFirstFailure(b *testing.B) {
	r, err := Decode(bytes.NewReader(bytes.Replace(made(20_000), []byte(`"result":"P"`), []byte(`"result":"F"`), 1)), Limits{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r.FirstFailure()
	}
}

// What a decoded report holds on to, beside the original: a budget, so that large
// reports stay small.
func TestHeapPerStep(t *testing.T) {
	const budget = 100
	heap := func() uint64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for name, body := range map[string][]byte{"plain": plain(10 << 20), "dated": made(36_000)} {
		before := heap()
		r, err := DecodeKeeping(bytes.NewReader(body), Limits{})
		if err != nil {
			t.Fatal(err)
		}
		held := float64(heap()-before-uint64(r.Body().Held())) / float64(r.Len())
		t.Logf("%s: %.0f bytes a step, %d steps; the original's %d bytes take %d", name, held, r.Len(), r.Body().Size(), r.Body().Held())
		if held > budget {
			t.Errorf("%s: %.0f bytes a step, more than %d", name, held, budget)
		}
		runtime.KeepAlive(r)
		runtime.KeepAlive(body)
	}
}

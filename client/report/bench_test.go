package report

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"testing"

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

// BenchmarkDecodeReport decodes 20,000 steps; tokens is the bare scan of the same bytes.
func BenchmarkDecodeReport(b *testing.B) {
	body := made(20_000)
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(len(body)))
		b.ReportAllocs()
		for b.Loop() {
			if r, err := Decode(bytes.NewReader(body), Limits{}); err != nil || r.Len() < 20_000 {
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

// What a decoded report holds on to: a budget, so that large reports stay small.
func TestHeapPerStep(t *testing.T) {
	const n, budget = 50_000, 120
	body := made(n)
	heap := func() uint64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	r, err := Decode(bytes.NewReader(body), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	held := float64(heap()-before) / float64(r.Len())
	t.Logf("%.0f bytes a step", held)
	if held > budget {
		t.Errorf("%.0f bytes a step, more than %d", held, budget)
	}
	runtime.KeepAlive(r)
	runtime.KeepAlive(body)
}

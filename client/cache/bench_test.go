package cache

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stationcompanion/client/report"
)

// quick is the real thing without waiting for the disk, to fill large directories.
var quick = seams{create: func(r *os.Root, name string) (file, error) {
	f, err := r.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	return noSync{f}, err
}}

type noSync struct{ *os.File }

func (noSync) Sync() error { return nil }

// wsjf makes a report of about size bytes, with numbers that do not repeat.
func wsjf(n, size int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"type":"T","id":"%s","pn":"PN-%d","sn":"SN-%05d","result":"P","root":{"id":0,"name":"MainSequence Callback","type":"SequenceCall","status":"P","steps":[`, idOf(n), n%7, n)
	for i := 0; b.Len() < size; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		v := uint32(n*7919+i) * 2654435761
		fmt.Fprintf(&b, `{"id":%d,"group":"M","stepType":"ET_NLT","name":"Voltage rail %d","start":"2026-10-01T12:%02d:%02d.%03d","status":"P","totTime":%.4f,"numericMeas":[{"compOp":"GELE","name":null,"status":"P","unit":"V","value":%.9g,"highLimit":5.25,"lowLimit":4.75}]}`,
			i+1, i, i/60%60, i%60, v%1000, float64(v%9999)/1e4, 4.75+float64(v)/(1<<33))
	}
	b.WriteString(`]}}`)
	return b.Bytes()
}

func idOf(n int) string {
	var g guid
	binary.BigEndian.PutUint64(g[:], uint64(n)*0x9e3779b97f4a7c15)
	binary.BigEndian.PutUint64(g[8:], uint64(n))
	return g.String()
}

func headerOf(n int) report.Header {
	return report.Header{
		UUID: idOf(n), SerialNumber: fmt.Sprintf("SN-%05d", n/3), PartNumber: fmt.Sprintf("PN-%d", n%7), Revision: "A2",
		ReportType: "T", Start: time.Date(2026, 1, 1, 0, n, 0, 0, time.UTC), Result: []string{"Passed", "Failed", "Passed"}[n%3],
		UserName: "operator", StationName: fmt.Sprintf("FCT-%02d", n%5), Location: "Line 3", Purpose: "Production",
		TimeStamp: int64(n) * 1000, ProcessCode: new(100), ProcessName: "Functional test", SWFilename: "Main.seq",
		SWVersion: "4.2.1", ExecutionTime: new(12.5), ErrorCode: new(0), Run: new(1), ReportSize: new(180),
		CausedUUTFailure: "Voltage rail 7", CausedUUTFailurePath: "MainSequence¶Power¶Voltage rail 7",
	}
}

// filled is a directory of n reports of size bytes, closed.
func filled(tb testing.TB, n, size int) Options {
	o := Options{Dir: filepath.Join(tb.TempDir(), "reports"), Account: "https://wats.example/ a", seams: quick, indexEvery: 1 << 30, Cap: 1 << 40}
	c, err := Open(o)
	if err != nil {
		tb.Fatal(err)
	}
	body := wsjf(0, size)
	for i := range n {
		if err := c.Put(context.Background(), idOf(i), headerOf(i), body); err != nil {
			tb.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		tb.Fatal(err)
	}
	o.seams, o.indexEvery = seams{}, 0
	return o
}

func BenchmarkOpen20000(b *testing.B) {
	o := filled(b, 20000, 2000)
	open := func(b *testing.B, prepare func()) {
		for b.Loop() {
			b.StopTimer()
			prepare()
			b.StartTimer()
			c, _ := Open(o)
			b.StopTimer()
			if s := c.Stats(); s.Reports != 20000 {
				b.Fatalf("%+v", s)
			}
			_ = c.Close()
			b.StartTimer()
		}
	}
	b.Run("index", func(b *testing.B) { open(b, func() {}) })
	index := filepath.Join(o.Dir, accountDir(o.Account), indexName)
	b.Run("rebuilt", func(b *testing.B) { open(b, func() { _ = os.Truncate(index, 100) }) })
}

func BenchmarkGet200KB(b *testing.B) {
	o := filled(b, 100, 200_000)
	c, err := Open(o)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	n := 0
	for b.Loop() {
		body, _, err := c.Get(idOf(n % 100))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, body.Reader()); err != nil {
			b.Fatal(err)
		}
		n++
	}
}

func BenchmarkFind20000(b *testing.B) {
	o := filled(b, 20000, 500)
	c, err := Open(o)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	for name, q := range map[string]Query{
		"serial": {Serial: "SN-00100"}, "folded": {Serial: "sn-00100"}, "text": {Text: "n-0010"}, "newest": {}, "id": {ID: idOf(77)},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if len(c.Find(q)) == 0 {
					b.Fatal("nothing")
				}
			}
		})
	}
}

func BenchmarkPut(b *testing.B) {
	for name, s := range map[string]seams{"durable": {}, "without-sync": quick} {
		for _, size := range []int{8_000, 200_000} {
			b.Run(fmt.Sprintf("%s/%dKB", name, size/1000), func(b *testing.B) {
				c, err := Open(Options{Dir: b.TempDir(), Account: "a", seams: s})
				if err != nil {
					b.Fatal(err)
				}
				defer c.Close()
				body, n := wsjf(1, size), 0
				b.SetBytes(int64(size))
				for b.Loop() {
					if err := c.Put(b.Context(), idOf(n%1000), headerOf(n%1000), body); err != nil {
						b.Fatal(err)
					}
					n++
				}
				st := c.Stats()
				b.ReportMetric(float64(st.Bytes)/float64(st.Reports), "disk-B/report")
			})
		}
	}
}

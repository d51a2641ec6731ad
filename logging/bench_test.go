package logging

import (
	"context"
	"testing"
	"time"
)

func benchLine(b *testing.B, f Format, level string) {
	l, err := Open(Options{Dir: b.TempDir(), Format: f, Level: level, Station: "LINE-3", MaxFiles: 2})
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	log := l.For("client")
	ctx := Begin(context.Background(), "lookup")
	b.ReportAllocs()
	for b.Loop() {
		log.Info().Ctx(ctx).Str("report_id", "f3c1a2b4-0000-4000-8000-1234567890ab").Str("serial_number", "SN-000123").
			Int("status_code", 200).Dur("duration_ms", 12*time.Millisecond).Int("attempt", 1).Bool("conn_reused", true).Msg("Fetching report")
	}
}

func BenchmarkLineJSON(b *testing.B)     { benchLine(b, JSON, "INFO") }
func BenchmarkLineText(b *testing.B)     { benchLine(b, Text, "INFO") }
func BenchmarkLineDisabled(b *testing.B) { benchLine(b, JSON, "ERROR") }

// BenchmarkCompose is our share of a line: from zerolog's event to our own order.
func BenchmarkCompose(b *testing.B) {
	l := Discard()
	event := []byte(`{"level":"info","report_id":"f3c1a2b4-0000-4000-8000-1234567890ab","serial_number":"SN-000123","status_code":200,"duration_ms":12,"attempt":1,"conn_reused":true,"correlation_id":"a1b2c3d4e5f60718","operation":"lookup","message":"Fetching report"}` + "\n")
	b.ReportAllocs()
	for b.Loop() {
		l.line.read(event)
		l.compose(time.Now(), []byte(`"client"`), 1)
	}
}

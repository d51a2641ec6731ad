package breaker

import (
	"context"
	"errors"
	"testing"
	"time"
)

func BenchmarkRefusal(b *testing.B) {
	br := New(Options{Timeout: time.Hour})
	ctx := context.Background()
	for range DefaultThreshold {
		br.Do(ctx, fail)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := br.Do(ctx, fail); err == nil {
			b.Fatal("passed")
		}
	}
}

func BenchmarkDoClosed(b *testing.B) {
	br := New(Options{})
	ctx := context.Background()
	b.ReportAllocs()
	for b.Loop() {
		if err := br.Do(ctx, ok); err != nil {
			b.Fatal(err)
		}
	}
}

// The budget of a refusal: it is what every look-up costs while WATS is down.
func TestRefusalAllocatesNothing(t *testing.T) {
	br := New(Options{Timeout: time.Hour})
	for range DefaultThreshold {
		br.Do(t.Context(), fail)
	}
	ctx := t.Context()
	// One value per millisecond is made; the average over many rounds down to none.
	if n := testing.AllocsPerRun(10_000, func() {
		if !errors.Is(br.Do(ctx, fail), ErrOpen) {
			t.Fatal("passed")
		}
	}); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

package breaker_test

import (
	"context"
	"errors"
	"fmt"
	"time"

	"stationcompanion/breaker"
)

func Example() {
	b := breaker.New(breaker.Options{
		Threshold: 2,
		Timeout:   30 * time.Second,
		OnTransition: func(_ context.Context, t breaker.Transition) {
			fmt.Printf("%v -> %v (%s)\n", t.From, t.To, t.Note)
		},
	})
	ask := func(context.Context) (breaker.Outcome, error) {
		return breaker.Failure, errors.New("connection refused")
	}
	for range 3 {
		err := b.Do(context.Background(), ask)
		if refused, ok := errors.AsType[*breaker.OpenError](err); ok {
			fmt.Println("refused, next probe in", refused.RetryIn.Round(time.Second), "because:", refused.Cause)
		} else {
			fmt.Println("failed:", err)
		}
	}
	// A health check outside the breaker succeeded:
	b.Reset(context.Background(), "retried by operator")
	fmt.Println(b.Status().State)
	// Output:
	// failed: connection refused
	// CLOSED -> OPEN (2 consecutive failures)
	// failed: connection refused
	// refused, next probe in 30s because: connection refused
	// OPEN -> CLOSED (retried by operator)
	// CLOSED
}

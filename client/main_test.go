package client

import (
	"flag"
	"testing"

	"go.uber.org/goleak"
)

// The rows of the fault matrix wait far more than they compute, so more of them run at
// a time than there are processors.
const rowsAtATime = "16"

func TestMain(m *testing.M) {
	flag.Parse()
	if p := flag.Lookup("test.parallel"); p != nil && p.Value.String() == p.DefValue {
		_ = p.Value.Set(rowsAtATime)
	}
	goleak.VerifyTestMain(m)
}

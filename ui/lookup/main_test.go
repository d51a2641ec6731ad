package lookup

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails the run when a goroutine outlives the tests: Wait must have waited.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

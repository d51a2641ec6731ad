package report

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
)

// Whatever becomes of the report, the goroutine that compresses has ended when
// decoding has: one left behind would fail the bubble.
func TestKeeperEnds(t *testing.T) {
	big := string(made(5000))
	for name, c := range map[string]struct {
		r   io.Reader
		lim Limits
	}{
		"whole": {strings.NewReader(big), Limits{}}, "small": {strings.NewReader(everyUUT), Limits{}},
		"cut":          {io.MultiReader(strings.NewReader(big[:len(big)-9]), iotest.ErrReader(io.ErrClosedPipe)), Limits{}},
		"too large":    {strings.NewReader(big), Limits{Body: 1000}},
		"over a limit": {strings.NewReader(big), Limits{Steps: 4000}},
		"no report":    {strings.NewReader(`{"a":[` + strings.Repeat(`"no report",`, 100_000) + `1]}`), Limits{}},
		"no JSON":      {bytes.NewReader(bytes.Repeat([]byte("<p>"), 1<<20)), Limits{}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				DecodeKeeping(c.r, c.lim) //nolint:errcheck // most are errors
			})
		})
	}
}

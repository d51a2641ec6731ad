package export

import (
	"errors"
	"io"

	"stationcompanion/client/report"
)

// ErrCut says that the original was kept only up to where the connection broke.
var ErrCut = errors.New("the original of this report is not whole: its end was never received")

// Original writes the report's WSJF as it came, byte for byte; of a report read from
// WSXF it is the WSJF that was made of it. Nothing is written and the error is
// report.ErrNoBody where the original was not kept, ErrCut where its end is missing;
// else it is that of w.
func Original(w io.Writer, rep *report.Report) error {
	switch b := rep.Body(); {
	case b == nil:
		return report.ErrNoBody
	case !b.Whole():
		return ErrCut
	default:
		return b.WriteWSJF(w)
	}
}

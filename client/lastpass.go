package client

import (
	"context"
	"strings"
	"time"

	"stationcompanion/client/report"
	"stationcompanion/logging"
)

// LastPass finds the report to compare one with: the last pass of the same unit in the
// same operation, else of the same part in that operation, that began before a moment
// (zero: up to now). ok is false when there is none. Of a repair there is none.
func (c *Client) LastPass(ctx context.Context, of report.Header, before time.Time) (h report.Header, ok bool, err error) {
	ctx = logging.Begin(ctx, "last pass")
	if isRepair(of) || of.PartNumber == "" {
		return h, false, nil
	}
	s, by := c.session(), c.now().Add(c.timing.LookUp)
	units := []string{of.SerialNumber, ""} // none: any unit
	if of.SerialNumber == "" {
		units = units[1:]
	}
	for _, serial := range units {
		var w where
		w.equals("serialNumber", serial)
		w.equals("partNumber", of.PartNumber)
		w.operation(of.ProcessCode, of.ProcessName)
		w.and([]byte("reportType eq 'T' and result eq 'Passed'"))
		w.before(before)
		// Three: the report itself, and one of the same second, may be among them.
		list, e := c.list(ctx, s, by, listQuery{filter: w, top: 3}, aboutPart, of.PartNumber)
		if e != nil {
			return h, false, e
		}
		for _, h := range list {
			if h.Verdict() == report.Passed && !strings.EqualFold(h.UUID, of.UUID) && (before.IsZero() || h.Start.Before(before)) {
				return h, true, nil
			}
		}
	}
	return report.Header{}, false, nil
}

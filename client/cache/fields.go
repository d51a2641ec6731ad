package cache

import (
	"encoding/binary"
	"math"
	"time"

	"stationcompanion/client/report"
)

// A header in the index is a row: four bytes that say which fields are there (the
// lowest bit is the first of the table), then those fields one after the other.
// What is searched for stands first. The id is not in it.

type field struct {
	append func(b []byte, h *report.Header) []byte // appends nothing when absent
	read   func(c *cursor, h *report.Header)
}

const hotFields = 5

var fields = []field{
	text(func(h *report.Header) *string { return &h.SerialNumber }),
	text(func(h *report.Header) *string { return &h.PartNumber }),
	text(func(h *report.Header) *string { return &h.StationName }),
	text(func(h *report.Header) *string { return &h.Result }),
	{appendStart, readStart},
	text(func(h *report.Header) *string { return &h.ReportType }),
	text(func(h *report.Header) *string { return &h.Revision }),
	text(func(h *report.Header) *string { return &h.BatchNumber }),
	text(func(h *report.Header) *string { return &h.UserName }),
	text(func(h *report.Header) *string { return &h.Location }),
	text(func(h *report.Header) *string { return &h.Purpose }),
	{appendDeleted, func(c *cursor, h *report.Header) { h.MeasuresDeleted = c.byte() == 1 }},
	{appendTimeStamp, func(c *cursor, h *report.Header) { h.TimeStamp = c.varint() }},
	whole(func(h *report.Header) **int { return &h.ProcessCode }),
	text(func(h *report.Header) *string { return &h.ProcessName }),
	text(func(h *report.Header) *string { return &h.Comment }),
	text(func(h *report.Header) *string { return &h.SWFilename }),
	text(func(h *report.Header) *string { return &h.SWVersion }),
	text(func(h *report.Header) *string { return &h.FixtureID }),
	text(func(h *report.Header) *string { return &h.ErrorMessage }),
	{appendSeconds, readSeconds},
	whole(func(h *report.Header) **int { return &h.TestSocketIndex }),
	whole(func(h *report.Header) **int { return &h.ErrorCode }),
	whole(func(h *report.Header) **int { return &h.Run }),
	whole(func(h *report.Header) **int { return &h.ReceiveCount }),
	whole(func(h *report.Header) **int { return &h.ReportSize }),
	whole(func(h *report.Header) **int { return &h.PassedInRun }),
	text(func(h *report.Header) *string { return &h.CausedUUTFailure }),
	text(func(h *report.Header) *string { return &h.CausedUUTFailurePath }),
	text(func(h *report.Header) *string { return &h.ReferencedUUT }),
}

// appendRow writes a header as a row.
func appendRow(b []byte, h *report.Header) []byte {
	at := len(b)
	b = append(b, 0, 0, 0, 0)
	var mask uint32
	for i, f := range fields {
		before := len(b)
		if b = f.append(b, h); len(b) > before {
			mask |= 1 << i
		}
	}
	binary.LittleEndian.PutUint32(b[at:], mask)
	return b
}

// readRow reads the first n fields of a row; false when it is none. With all fields
// wanted, nothing may follow. The texts share the row's memory.
func readRow(row string, n int) (h report.Header, ok bool) {
	c := cursor{s: row}
	mask := c.uint32()
	if mask>>len(fields) != 0 {
		return h, false
	}
	for i, f := range fields[:n] {
		if mask&(1<<i) != 0 {
			f.read(&c, &h)
		}
	}
	return h, !c.bad && (n < len(fields) || c.s == "")
}

func text(at func(*report.Header) *string) field {
	return field{
		func(b []byte, h *report.Header) []byte {
			s := *at(h)
			if s == "" {
				return b
			}
			return appendText(b, s)
		},
		func(c *cursor, h *report.Header) { *at(h) = c.text() },
	}
}

func whole(at func(*report.Header) **int) field {
	return field{
		func(b []byte, h *report.Header) []byte {
			n := *at(h)
			if n == nil {
				return b
			}
			return binary.AppendVarint(b, int64(*n))
		},
		func(c *cursor, h *report.Header) { *at(h) = new(int(c.varint())) },
	}
}

func appendStart(b []byte, h *report.Header) []byte {
	if h.Start.IsZero() {
		return b
	}
	return binary.AppendUvarint(binary.AppendVarint(b, h.Start.Unix()), uint64(h.Start.Nanosecond())) // #nosec G115 -- not below 0
}

func readStart(c *cursor, h *report.Header) {
	sec, ns := c.varint(), c.uvarint()
	if ns >= 1e9 {
		c.bad = true
		return
	}
	h.Start = time.Unix(sec, int64(ns)).UTC()
}

func appendDeleted(b []byte, h *report.Header) []byte {
	if h.MeasuresDeleted {
		return append(b, 1)
	}
	return b
}

func appendTimeStamp(b []byte, h *report.Header) []byte {
	if h.TimeStamp == 0 {
		return b
	}
	return binary.AppendVarint(b, h.TimeStamp)
}

func appendSeconds(b []byte, h *report.Header) []byte {
	if h.ExecutionTime == nil {
		return b
	}
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(*h.ExecutionTime))
}

func readSeconds(c *cursor, h *report.Header) {
	h.ExecutionTime = new(math.Float64frombits(c.uint64()))
}

package client

import (
	"encoding/json"
	"strings"
)

// decodeMeasurements reads the server's list leniently: a list of paths with their
// measurements, or the measurements alone. ok is false when it is neither.
func decodeMeasurements(body []byte, path string) (values []listed, ok bool) {
	var list []struct {
		MeasurementPath loose
		Measurements    []json.RawMessage
		Value           loose
	}
	if json.Unmarshal(body, &list) != nil {
		return nil, false
	}
	for _, one := range list {
		named := one.MeasurementPath.text()
		if one.Measurements == nil && !one.MeasurementPath.there() && !one.Value.there() {
			return nil, false
		}
		if named != "" && len(list) > 1 && !strings.EqualFold(strings.TrimRight(named, pathSign), path) {
			continue // another path than was asked for
		}
		for _, raw := range one.Measurements {
			if v, ok := decodeListed(raw); ok {
				values = append(values, v)
			}
		}
	}
	if len(list) > 0 && list[0].Measurements == nil && list[0].Value.there() {
		return decodeBareList(body)
	}
	return values, true
}

func decodeBareList(body []byte) (values []listed, ok bool) {
	var list []json.RawMessage
	if json.Unmarshal(body, &list) != nil {
		return nil, false
	}
	for _, raw := range list {
		if v, ok := decodeListed(raw); ok {
			values = append(values, v)
		}
	}
	return values, true
}

func decodeListed(raw []byte) (listed, bool) {
	var in struct {
		ID, UUID, ReportID, Value, Limit1, Limit2, LowLimit, HighLimit loose
		StartUtc, Start, CompOp, Status                                loose
	}
	if json.Unmarshal(raw, &in) != nil || !in.Value.there() {
		return listed{}, false
	}
	first := func(of ...loose) loose {
		for _, l := range of {
			if l.there() {
				return l
			}
		}
		return loose{}
	}
	return listed{
		id: first(in.ReportID, in.UUID, in.ID).text(), start: first(in.StartUtc, in.Start).time(),
		compOp: in.CompOp.text(), status: in.Status.text(),
		value: in.Value.number(), low: first(in.Limit1, in.LowLimit).number(), high: first(in.Limit2, in.HighLimit).number(),
	}, true
}

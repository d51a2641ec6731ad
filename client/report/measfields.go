package report

// measField is a field of a measurement.
type measField uint8

const (
	measUnknown measField = iota
	measCompOp
	measName
	measStatus
	measUnit
	measValue
	measLow
	measHigh
	measLimit
	measValueFormat
	measLowFormat
	measHighFormat
)

func measFieldOf(name []byte) measField {
	switch string(name) {
	case "compOp":
		return measCompOp
	case "name":
		return measName
	case "status":
		return measStatus
	case "unit":
		return measUnit
	case "value":
		return measValue
	case "lowLimit":
		return measLow
	case "highLimit":
		return measHigh
	case "limit":
		return measLimit
	case "valueFormat":
		return measValueFormat
	case "lowLimitFormat":
		return measLowFormat
	case "highLimitFormat":
		return measHighFormat
	}
	return measUnknown
}

// kindFields are the fields each kind of measurement has, and what it is called.
var kindFields = [...]struct {
	called string
	has    uint64
}{
	Numeric: {"numericMeas", 1<<measCompOp | 1<<measName | 1<<measStatus | 1<<measUnit | 1<<measValue | 1<<measLow | 1<<measHigh |
		1<<measValueFormat | 1<<measLowFormat | 1<<measHighFormat},
	String:  {"stringMeas", 1<<measCompOp | 1<<measName | 1<<measStatus | 1<<measUnit | 1<<measValue | 1<<measLimit},
	Boolean: {"booleanMeas", 1<<measName | 1<<measStatus},
}

package demo

import "time"

// stepKind says what a made-up test step is.
type stepKind uint8

const (
	numericStep  stepKind = iota // one measurement
	multiStep                    // several, named
	passFailStep                 // boolean
	textStep                     // string value
	chartStep                    // several with a curve
	photoStep                    // boolean with a picture attached
	actionStep                   // does something, measures nothing
	programStep                  // calls a program
	popupStep                    // asks the operator
	loopStep                     // a numeric step tried three times
)

// test is one made-up step. low and high are as the contract's operator wants
// them: of LT and LE the bound is low.
type test struct {
	kind      stepKind
	name      string
	op        string
	low, high float64
	unit      string
	decimals  int
	parts     []string // multiStep, chartStep: names of the measurements
	limit     string   // textStep
	weight    int      // how often it is the one that fails; 0 = never
}

// group is a sequence of tests.
type group struct {
	name  string
	tests []test
}

// operation is a kind of test a product goes through.
type operation struct {
	code    int
	name    string
	file    string // of the sequence
	seconds float64
	groups  []group
}

// product is what is made; groups are its own tests beside the operation's.
type product struct {
	part, name, prefix string
	revisions          []string // newest last
	share              int
	route              []*operation
	groups             map[*operation][]group
	subUnits           []string // part numbers inside
}

// place is a station.
type place struct {
	name, location, purpose string
	arrivesAs               string // the name in its reports
	operations              []*operation
}

func within(name string, low, high float64, unit string, decimals, weight int) test {
	return test{kind: numericStep, name: name, op: "GELE", low: low, high: high, unit: unit, decimals: decimals, weight: weight}
}

func atMost(name string, bound float64, unit string, decimals, weight int) test {
	return test{kind: numericStep, name: name, op: "LE", low: bound, unit: unit, decimals: decimals, weight: weight}
}

func atLeast(name string, bound float64, unit string, decimals, weight int) test {
	return test{kind: numericStep, name: name, op: "GE", low: bound, unit: unit, decimals: decimals, weight: weight}
}

func passFail(name string, weight int) test {
	return test{kind: passFailStep, name: name, weight: weight}
}

var (
	ict = &operation{code: 100, name: "ICT", file: "ict_main.seq", seconds: 48, groups: []group{
		{"Shorts", []test{passFail("Shorts 3V3 rail", 4), passFail("Shorts 5V rail", 3), passFail("Shorts VIN", 2)}},
		{"Resistors", []test{
			within("R101", 9.5, 10.5, "kOhm", 3, 3), within("R102", 95, 105, "kOhm", 2, 1),
			within("R117", 46.5, 47.5, "Ohm", 3, 2), within("R204", 0.9, 1.1, "kOhm", 4, 2),
		}},
		{"Capacitors", []test{
			within("C12", 90, 115, "nF", 1, 3), within("C31", 8.5, 11.5, "uF", 2, 2), within("C40", 19, 25, "uF", 2, 2),
		}},
		{"Diodes", []test{within("D3 forward", 0.55, 0.75, "V", 3, 4), atMost("D3 leakage", 5, "uA", 2, 1)}},
	}}
	endOfLine = &operation{code: 110, name: "End of line", file: "eol_main.seq", seconds: 95, groups: []group{
		{"Power", []test{
			within("VIN", 11.4, 12.6, "V", 3, 1), within("VCC 5V", 4.75, 5.25, "V", 3, 3),
			within("VCC 3V3", 3.15, 3.45, "V", 2, 6), within("VCC 1V8", 1.71, 1.89, "V", 3, 2),
			within("Supply current", 0.12, 0.28, "A", 3, 4),
			{kind: multiStep, name: "Ripple", op: "LT", low: 50, unit: "mV", decimals: 1, parts: []string{"5V", "3V3", "1V8"}, weight: 3},
		}},
		{"Programming", []test{
			{kind: actionStep, name: "Enter boot loader"},
			{kind: programStep, name: "Flash firmware", weight: 2},
			{kind: textStep, name: "Firmware version", op: "CASESENSIT", limit: "4.2.1", weight: 2},
			{kind: textStep, name: "Boot message", op: "LOG", limit: "ready"},
		}},
		{"Communication", []test{
			passFail("CAN loopback", 4), passFail("Ethernet link", 3),
			{kind: loopStep, name: "UART echo", op: "LE", low: 12, unit: "ms", decimals: 2, weight: 3},
		}},
		{"Analog", []test{
			{kind: multiStep, name: "ADC channels", op: "GELE", low: 2.45, high: 2.55, unit: "V", decimals: 4,
				parts: []string{"AIN0", "AIN1", "AIN2", "AIN3"}, weight: 5},
			{kind: chartStep, name: "Filter response", op: "GELE", low: -3.5, high: -2.5, unit: "dB", decimals: 2,
				parts: []string{"at 1 kHz", "at 10 kHz"}, weight: 2},
			atLeast("Signal to noise", 68, "dB", 1, 3),
		}},
	}}
	burnIn = &operation{code: 120, name: "Burn-in", file: "burnin.seq", seconds: 7200, groups: []group{
		{"Soak", []test{
			{kind: chartStep, name: "Current during soak", op: "GTLT", low: 0.1, high: 0.35, unit: "A", decimals: 4,
				parts: []string{"mean", "peak"}, weight: 4},
			{kind: loopStep, name: "Case temperature", op: "LT", low: 85, unit: "degC", decimals: 1, weight: 4},
			atMost("Restarts", 3, "", 0, 3),
		}},
	}}
	finalTest = &operation{code: 130, name: "Final", file: "final.seq", seconds: 60, groups: []group{
		{"Appearance", []test{
			{kind: popupStep, name: "Scratches or dents?"},
			{kind: photoStep, name: "Photo of label", weight: 2}, passFail("Cover closed", 2),
		}},
		{"Calibration", []test{
			within("Offset", -0.5, 0.5, "mV", 3, 3), within("Gain error", -0.2, 0.2, "%", 3, 4),
			{kind: numericStep, name: "Serial number words", op: "EQ", low: 4},
			{kind: textStep, name: "Label", op: "IGNORECASE", limit: "CE", weight: 1},
		}},
		{"Hipot", []test{atMost("Leakage 1500 V", 2, "mA", 3, 3), atLeast("Insulation", 100, "MOhm", 0, 1)}},
	}}
	repairOperation = &operation{code: 500, name: "Repair"}
)

// Part numbers the documentation may name.
const (
	partPower = "PCBA-100"
	partMotor = "PCBA-330"
	partRadio = "MOD-500"
)

var products = []*product{
	{part: partPower, name: "Power supply board", prefix: "PS", revisions: []string{"A", "B", "C"}, share: 28,
		route: []*operation{ict, endOfLine, burnIn, finalTest}},
	{part: "PCBA-210", name: "Sensor interface board", prefix: "SI", revisions: []string{"01", "02"}, share: 22,
		route: []*operation{ict, endOfLine, finalTest},
		groups: map[*operation][]group{endOfLine: {{"Sensor", []test{
			within("Bridge excitation", 4.9, 5.1, "V", 4, 3), within("Zero", -12, 12, "uV", 2, 4),
		}}}}},
	{part: partMotor, name: "Motor driver", prefix: "MD", revisions: []string{"C", "D"}, share: 20,
		route: []*operation{ict, endOfLine, burnIn},
		groups: map[*operation][]group{endOfLine: {{"Motor", []test{
			driftTest, atMost("Gate rise time", 120, "ns", 1, 2), passFail("Overcurrent trip", 2),
		}}}}},
	{part: partRadio, name: "Radio module", prefix: "RM", revisions: []string{"2", "3"}, share: 14,
		route: []*operation{ict, endOfLine, finalTest},
		groups: map[*operation][]group{endOfLine: {{"RF", []test{
			within("TX power", 17, 20, "dBm", 2, 5), atMost("Sensitivity", -96, "dBm", 1, 4),
			within("Frequency error", -10, 10, "ppm", 2, 3),
		}}}}},
	{part: "MOD-620", name: "Display module", prefix: "DM", revisions: []string{"A"}, share: 8,
		route: []*operation{endOfLine, finalTest},
		groups: map[*operation][]group{finalTest: {{"Display", []test{
			within("Brightness", 380, 460, "cd/m2", 0, 4), passFail("Dead pixels", 4),
		}}}}},
	{part: "SYS-900", name: "Control unit", prefix: "CU", revisions: []string{"1.0", "1.1"}, share: 8,
		route: []*operation{endOfLine, burnIn, finalTest}, subUnits: []string{partPower, partRadio}},
}

// driftTest is the measurement that drifts: at driftStation its mean moves from the
// middle of the limits towards the upper one over the weeks, so its failures grow.
var driftTest = within("Phase current", 1.8, 2.2, "A", 3, 2)

const (
	driftGroup   = "Motor"
	driftStation = "EOL-02"
	driftTo      = 0.19  // A above the middle, at the end
	driftSigma   = 0.035 // A
)

// weeks is how far back the data goes.
const weeks = 5

const history = weeks * 7 * 24 * time.Hour

func places(own, arrivesAs string) []*place {
	all := []*place{
		{name: "ICT-01", location: "Hall 1", operations: []*operation{ict}},
		{name: "ICT-02", location: "Hall 1", operations: []*operation{ict}},
		{name: "EOL-01", location: "Hall 2", operations: []*operation{endOfLine}},
		{name: driftStation, location: "Hall 2", operations: []*operation{endOfLine}},
		{name: "BURNIN-01", location: "Hall 3", operations: []*operation{burnIn}},
		{name: "FINAL-01", location: "Hall 2", operations: []*operation{finalTest}},
		{name: "REPAIR-01", location: "Workshop", purpose: "Repair", operations: []*operation{repairOperation}},
	}
	for _, p := range all {
		if p.purpose == "" {
			p.purpose = "Production"
		}
	}
	mine := &place{name: own, arrivesAs: arrivesAs, location: "Hall 2", purpose: "Production", operations: []*operation{endOfLine, finalTest}}
	for i, p := range all {
		if p.name == own { // a station of ours by chance: it keeps what it does
			mine.operations = append(p.operations, endOfLine)
			all = append(all[:i], all[i+1:]...)
			break
		}
	}
	return append([]*place{mine}, all...)
}

var operators = [][]string{ // by shift
	{"anna", "bjorn", "chen"},
	{"dilan", "eva", "farid"},
	{"grete"},
}

type repairCause struct{ category, code, comment, ref string }

var repairCauses = []repairCause{
	{"Component", "Wrong value", "Replaced by the right value", "R117"},
	{"Component", "Defective", "Regulator replaced", "U12"},
	{"Solder", "Cold joint", "Joint redone", "C31"},
	{"Solder", "Bridge", "Bridge removed between pins 4 and 5", "U3"},
	{"Assembly", "Connector not seated", "Connector pressed home", "J2"},
	{"Test", "Dirty contact", "Contacts of fixture cleaned", "FX1"},
}

// testsOf gives the groups of tests of a product in an operation.
func (p *product) testsOf(op *operation) []group {
	if own := p.groups[op]; len(own) > 0 {
		return append(op.groups[:len(op.groups):len(op.groups)], own...)
	}
	return op.groups
}

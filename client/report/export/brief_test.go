package export

import (
	"strings"
	"testing"
	"time"

	"stationcompanion/client/report"
)

func asDuration(seconds float64) time.Duration { return time.Duration(seconds * float64(time.Second)) }

// inZone sets the PC's zone for a test.
func inZone(t *testing.T, hours int) {
	old := time.Local
	time.Local = time.FixedZone("", hours*3600)
	t.Cleanup(func() { time.Local = old })
}

func TestBriefOfAFailure(t *testing.T) {
	inZone(t, 2)
	want := `✖ FAILED  PCBA-100 rev A · SN-1001
End of line test · TEST-01 · operator1 · 42.7 s · socket 2 · batch B-7
2026-04-21 09:31:05 +02:00
First failure: Power › VCC 3V3
3.71 V · limits 3.15 <= x <= 3.45 V · GELE · above 3.45 V by 0.26 V (+87 %) · FAILED
and 2 more failing steps
Report id 6f1a2c3d-1111-2222-3333-444455556666`
	if got := Brief(decode(t, failingWSJF)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBriefOfARepair(t *testing.T) {
	inZone(t, 1)
	want := `✔ PASSED  REPAIR  M-1 rev A · S-1
Repair · RepairStation · Rita
2025-12-21 23:01:45 +01:00
Failed in Burn In test
Test report 873d67f8-7669-4f4b-a627-e598e444d323
U1 · Burned Component · Component · at step VCC 3V3 · PSU · AN-5 · Reworked
J4 · Cold joint · Solder · Part RF-7 · RF-0001
Comment: Thermal failure repaired
Report id 83ac0b8e-b575-4004-94de-f905774c3ed8`
	if got := Brief(decode(t, repairWSJF)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBriefStep(t *testing.T) {
	r := decode(t, failingWSJF)
	for _, c := range []struct {
		row, meas int
		want      []string
		not       string
	}{
		{3, -1, []string{"Power › VCC 5V", "5.023457 V · exactly 5.0234567891 · limits 4.75 <= x <= 5.25 V", "PASSED"}, "First failure"},
		{5, 1, []string{"Power › Ripple › VCC 3V3", "81 mV", "above 50 mV by 31 mV"}, "%"},
		{5, -1, []string{"Power › Ripple", "2 measurements", "FAILED"}, "mV"},
		{8, -1, []string{"Flash", "Error -17502: Verify failed at 0x0800_4000\nread back FF", "ERROR"}, "First"},
		{0, -1, []string{"MainSequence", "FAILED"}, "First"},
		{99, -1, []string{"First failure"}, "\n\n"},
		{5, 7, []string{"First failure"}, "\n\n"},
	} {
		got := BriefStep(r, c.row, c.meas)
		for _, w := range append(c.want, "SN-1001", "Report id 6f1a2c3d") {
			if !strings.Contains(got, w) {
				t.Errorf("%d %d: %q lacks %q", c.row, c.meas, got, w)
			}
		}
		if strings.Contains(got, c.not) {
			t.Errorf("%d %d: %q holds %q", c.row, c.meas, got, c.not)
		}
	}
}

func TestBriefOfHardlyAnything(t *testing.T) {
	r := &report.Report{Type: "T", Incomplete: true}
	got := Brief(r)
	for _, want := range []string{"? UNKNOWN", "no part number · no serial number", "no operation named", "incomplete"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
}

func TestWhenWithoutZoneIsAsWritten(t *testing.T) {
	r := decode(t, `{"type":"T","pn":"a","sn":"b","result":"P","start":"2018-04-01T13:40:40","root":{"name":"x","status":"P"}}`)
	if got := when(r.Start, nil); got != "2018-04-01T13:40:40" {
		t.Errorf("%q", got)
	}
}

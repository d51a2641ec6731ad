package report

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

func decodeWhole(t testing.TB, body string) *Report {
	t.Helper()
	r, err := Decode(strings.NewReader(body), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Problems) > 0 || r.Incomplete || len(r.NotShown) > 0 {
		t.Errorf("problems %v, incomplete %v, not shown %v", r.Problems, r.Incomplete, r.NotShown)
	}
	return r
}

func TestEveryFieldOfATest(t *testing.T) {
	r := decodeWhole(t, everyUUT)
	if r.ProcessCode.Format != "pf-1" || r.ProcessCode.Raw != "1001" || r.StartUTC.Raw != "2026-01-30T21:01:41.4707353Z" || !r.Start.T.Equal(r.StartUTC.T) {
		t.Errorf("%+v %+v", r.ProcessCode, r.StartUTC)
	}
	u := r.UUT
	if u.BatchFailCount.Raw != "1033" || u.BatchLoopIndex.Format != "bf-3" || len(u.RefUURs) != 2 || u.RefUURs[1].ID != "uur-2" || u.RefUURs[0].Start.T.IsZero() {
		t.Errorf("%+v", u)
	}
	s := r.Step(0)
	if s.TSGuid != "guid-1" || s.Interactive.Raw != "1005" || s.Interactive.Format != "if-1" || !s.CausedSeq || s.Caused || s.TotTime.Format != "tf-1" || s.ErrorCode.Format != "ef-1" {
		t.Errorf("%+v", s)
	}
	m := r.Measurements(1)
	if m[0].Name != "meas-1" || m[0].Value.Format != "vf-1" || m[0].Low.Format != "lf-1" || m[0].High.Format != "hf-1" || m[1].Name != "meas-2" || !math.IsNaN(m[1].Value.F) {
		t.Errorf("%+v", m)
	}
	s = r.Step(1)
	if !s.HasChart || len(s.Results) != 1 || !s.Caused || s.CausedSeq {
		t.Fatalf("%+v", s)
	}
	p := s.Results[0].Props[0]
	want := []Pair{{"dimension", "1018"}, {"type", "at-1"}, {"indexes[0]/text", "it-1"}, {"indexes[0]/indexes[0]", "1019"}, {"indexes[0]/indexes[1]", "1020"},
		{"indexes[0]/value/name", "prop-3"}, {"indexes[0]/value/value", "value-3"}}
	if p.Name != "prop-1" || p.Type != "Number" || p.Flags.Raw != "1016" || p.NumFormat != "nf-1" || p.Comment != "comment-1" || p.Props[0].Value != "value-2" || !slices.Equal(p.Array, want) {
		t.Errorf("%+v", p)
	}
	if s = r.Step(3); s.Loop.Index.Format != "xf-1" || s.ExitCode.Format != "xf-2" || s.Popup.Button.Format != "bf-1" || s.File == nil || s.File.ContentType != "text/plain" || s.File.Size != 12 || s.Attachment != "a-1.txt" {
		t.Errorf("%+v %+v", s, s.File)
	}
	a := r.AssetStats[0]
	if r.Assets[0].UsageCount.Raw != "1037" || a.CalibrationDaysOverdue.Raw != "1043" || a.Message != "message-1" || !a.Overdue() || (AssetStat{RunningCount: MakeNumber("5")}).Overdue() {
		t.Errorf("%+v %+v", r.Assets, a)
	}
	if r.Additional[0].Props[0].Value != "value-4" || r.MiscInfos[0].Numeric.Format != "mf-1" {
		t.Errorf("%+v %+v", r.Additional, r.MiscInfos)
	}
}

func TestEveryFieldOfARepair(t *testing.T) {
	r := decodeWhole(t, everyUUR)
	u, s := r.UUR, r.SubUnits[0]
	if u.Parent != "parent-3" || !slices.Equal(u.Children, []string{"child-3", "child-4"}) || s.ReplacedIndex.Raw != "2006" || s.ParentIndex.Raw != "2005" {
		t.Errorf("%+v %+v", u, s)
	}
	f := s.Failures[0]
	if f.ArticleRevision != "artrev-4" || f.ArticleVendor != "vendor-4" || f.ArticleDescription != "description-4" || len(f.Files) != 1 || f.Files[0].Size != 8 || f.Files[0].ID != "file-4" {
		t.Errorf("%+v", f)
	}
	if len(r.Files) != 1 || r.Files[0].Name != "b-4.csv" || r.Files[0].ContentType != "text/csv" || r.Files[0].Size != 8 {
		t.Errorf("%+v", r.Files)
	}
}

func TestOddForms(t *testing.T) {
	r := decodeText(t, `"root":{},"uur":{"parent":{"id":"p"},"children":[null,{"id":"c"},"d"]},"assetStats":[{"totalCountExceeded":true,"calibrationDaysOverdue":false}]`)
	if r.UUR.Parent != "p" || !slices.Equal(r.UUR.Children, []string{"c", "d"}) || !r.AssetStats[0].Overdue() || r.AssetStats[0].TotalCountExceeded.Raw != "true" || len(r.Problems) > 0 {
		t.Errorf("%+v %+v %v", r.UUR, r.AssetStats, r.Problems)
	}
	r = decodeText(t, `"processCodeFormat":"f","processCode":1,"root":{"numericMeas":[{"valueFormat":"v","name":"n","value":1}],"numericMeas":[{"name":"m","value":2}]}`)
	if m := r.Measurements(0); r.ProcessCode.Format != "f" || len(m) != 1 || m[0].Name != "m" || m[0].Value.Format != "" {
		t.Errorf("%+v %+v", r.ProcessCode, m)
	}
}

// What nobody knows is passed over, but said.
func TestUnknownFieldsAreCounted(t *testing.T) {
	r := decodeText(t, `"colour":"red","nothing":null,"empty":[],"none":{},"uut":{"mood":{"good":true}},"root":{"steps":[{"x":1},{"x":[0]},{"numericMeas":[{"y":2,"limit":"3"}]}]}`)
	want := []Unknown{{"report/colour", "colour", 1}, {"uut/mood", "uut/mood", 1}, {"step/x", "root/steps[0]/x", 2}, {"numericMeas/y", "root/steps[2]/numericMeas[0]/y", 1}, {"numericMeas/limit", "root/steps[2]/numericMeas[0]/limit", 1}}
	if !slices.Equal(r.NotShown, want) || r.MoreNotShown != 0 {
		t.Errorf("%+v", r.NotShown)
	}
	var many strings.Builder
	for i := range 2 * maxUnknown {
		fmt.Fprintf(&many, `,"f%d":1`, i)
	}
	r = decodeText(t, `"root":{}`+many.String())
	if len(r.NotShown) != maxUnknown || r.MoreNotShown != maxUnknown {
		t.Errorf("%d listed, %d more", len(r.NotShown), r.MoreNotShown)
	}
}

package report

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

const wsxfTest = `<?xml version="1.0" encoding="utf-16"?>
<Reports xmlns="http://wats.example/schemas/Report/wsxf" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x y">
 <Report type="UUT" ID="id-1" PN="pn-1 " SN="sn-1" Rev="A" Result="Failed" MachineName="station-1" Location="Hall &amp; 2" Purpose="Production" Start="2026-01-30T22:01:41+01:00" Start_utc="2026-01-30T21:01:41Z">
  <Process Code="100" Name="ICT"/>
  <UUT UserLoginName="anna" BatchSN="B1" ExecutionTime="12.50" TestSocketIndex="0"><Comment>two
lines</Comment></UUT>
  <MiscInfo Description="Lot" Typedef="T" Numeric="5">text-1</MiscInfo>
  <Step ID="1" Group="Main" StepType="SequenceCall" Name="Main" Status="Failed" total_time="3.5">
   <SequenceCall Name="seq" Filepath="C:\a.seq" Version="1.0"/>
   <Step ID="2" Group="Setup" StepType="ET_NLT" Name="VCC" Status="Failed" total="0.25" StepCausedUUTFailure="1" StepErrorCode="-17" StepErrorMessage="low">
    <NumericLimit Name="" CompOperator="GELE" NumericValue="2.80" Units="V" LowLimit="3.15" HighLimit="3.45" Status="Failed"/>
    <NumericLimit Name="ripple" CompOperator="LT" NumericValue="NaN" Units="mV" LowLimit="5" Status="Passed"/>
    <ReportText>said &lt;so&gt;</ReportText>
    <Chart idx="0" ChartType="LineLogX" Label="curve" XLabel="t" XUnit="s" YLabel="U" YUnit="V"><Series Name="a" DataType="XYG"><xdata>0;1;2</xdata><ydata>3.1;3.2;3.3</ydata></Series><Series Name="b" DataType="XYG"><ydata>1</ydata></Series></Chart>
   </Step>
   <Step ID="3" Name="Texts" Status="Passed"><StringValue Name="s" CompOperator="IgnoreCase" StringValue="abc" StringLimit="ABC" Status="Passed"/><PassFail Name="p" Status="Passed"/><Loop num="2" ending_index="1" passed="2" failed="0"/></Step>
   <step id="4" NAME="lower" status="Skipped"><CallExe ExitCode="3"/><MessagePopup Button="2">yes</MessagePopup><Attachment Name="a.txt" ContentType="text/plain" Size="2">
     aGk=
   </Attachment><Colour Depth="3"><Deep/></Colour></step>
   <PassFail Name="late" Status="Failed"/>
  </Step>
  <ReportUnitHierarchy PartType="PCBA" PN="p" Rev="r" SN="s"/>
  <MiscInfo Description="After" Numeric="6"/>
  <Asset AssetSN="a1" UsageCount="3"/>
 </Report>
 <Report type="UUT" ID="id-2"/>
</Reports>`

func readXML(t testing.TB, body string) *Report {
	t.Helper()
	r, err := Read(strings.NewReader(body), Options{Keep: true})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestReadWSXF(t *testing.T) {
	r := readXML(t, wsxfTest)
	if r.Type != "T" || r.ID != "id-1" || r.PartNumber != "pn-1" || r.Verdict() != Failed || r.Location != "Hall & 2" || r.ProcessCode.F != 100 || r.ProcessName != "ICT" || r.StartUTC.T.IsZero() {
		t.Errorf("%+v", r)
	}
	if u := r.UUT; u == nil || u.User != "anna" || u.ExecTime.Raw != "12.50" || u.Comment != "two\nlines" || u.BatchSN != "B1" {
		t.Errorf("%+v", u)
	}
	if len(r.MiscInfos) != 2 || r.MiscInfos[0].Text != "text-1" || r.MiscInfos[0].Typedef != "T" || r.MiscInfos[1].Numeric.F != 6 || len(r.SubUnits) != 1 || r.Assets[0].UsageCount.F != 3 {
		t.Errorf("%+v %+v %+v", r.MiscInfos, r.SubUnits, r.Assets)
	}
	if len(r.Problems) != 1 || !strings.Contains(r.Problems[0].What, "more than one report") || r.Incomplete || r.Len() != 4 {
		t.Errorf("problems %+v, %d steps", r.Problems, r.Len())
	}
	want := []Unknown{{"step/Colour", "root/steps[2]/Colour", 1}}
	if !slices.Equal(r.NotShown, want) {
		t.Errorf("%+v", r.NotShown)
	}
	root, vcc, texts, last := r.Step(0), r.Step(1), r.Step(2), r.Step(3)
	if root.SeqCall == nil || root.SeqCall.Path != `C:\a.seq` || root.TotTime.Raw != "3.5" || root.Group != "M" || root.Measurements != 1 || r.Measurements(0)[0].Name != "late" {
		t.Errorf("%+v", root)
	}
	if vcc.Group != "S" || vcc.Status != "F" || !vcc.Caused || vcc.ErrorCode.F != -17 || vcc.ErrorMessage != "low" || vcc.Text != "said <so>" || vcc.TotTime.Raw != "0.25" {
		t.Errorf("%+v", vcc)
	}
	if m := r.Measurements(1); len(m) != 2 || m[0].Value.Raw != "2.80" || m[0].Unit != "V" || m[0].Judge() != Failed || m[1].Name != "ripple" {
		t.Errorf("%+v", m)
	}
	if c, err := r.Chart(1); err != nil || !c.LogX() || len(c.Series) != 2 || c.Series[0].Y[2] != 3.3 || len(c.NotShown)+len(c.Problems) != 0 {
		t.Errorf("%+v %v", c, err)
	}
	if m := r.Measurements(2); len(m) != 2 || m[0].Text != "abc" || m[0].Judge() != Passed || texts.Loop == nil || texts.Loop.EndingIndex.F != 1 {
		t.Errorf("%+v %+v", m, texts)
	}
	if last.Name != "lower" || last.Verdict != Skipped || last.ExitCode.F != 3 || last.Popup.Response != "yes" || last.Attachment != "a.txt" {
		t.Errorf("%+v", last)
	}
	if b, err := r.AttachmentData(3); string(b) != "hi" || err != nil {
		t.Errorf("%q %v", b, err)
	}
	if f, ok := r.FirstFailure(); !ok || f.Step.Row != 1 || f.M.Value.Raw != "2.80" {
		t.Errorf("%+v", f)
	}
}

func TestReadWSXFRepair(t *testing.T) {
	r := readXML(t, `<Report type="UUR" ID="x"><UUR UserLoginName="bo" ReferencedUUT="u-1" ProcessCode="90" ConfirmDate="2025-12-21T22:01:45Z"/>
		<ReportUnitHierarchy PN="p" Idx="0"><Failure Category="Component" Code="C" ComponentReference="U1" StepId="3" StepName="VCC"><Attachment Name="f.png">iVBORw0KGgo=</Attachment></Failure></ReportUnitHierarchy>
		<Failure Code="alone"/><Failure Code="two"/></Report>`)
	u := r.SubUnits
	if r.Type != "R" || r.UUR.RefUUT != "u-1" || r.UUR.ProcessCode.F != 90 || len(u) != 2 || u[0].Failures[0].ComRef != "U1" || u[0].Failures[0].Files[0].Size != 8 || len(u[1].Failures) != 2 || len(r.Problems) > 0 {
		t.Errorf("%+v %+v %v", r.UUR, u, r.Problems)
	}
}

func TestReadTellsTheFormsApart(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		is   error
		says string
	}{
		"WSJF": {" \n" + `{"type":"T","root":{}}`, nil, ""}, "marked WSJF": {"\xef\xbb\xbf" + `{"type":"T","root":{}}`, nil, ""},
		"marked WSXF": {"\xef\xbb\xbf\n" + `<Report type="UUT"><Step/></Report>`, nil, ""}, "blanks": {strings.Repeat(" ", 3000) + `<Report type="UUT"><Step/></Report>`, nil, ""},
		"latin": {`<?xml version="1.0" encoding="ISO-8859-1"?><Report type="UUT" SN="` + "\xe9" + `"><Step/></Report>`, nil, ""},
		"empty": {"", ErrEmpty, "empty"}, "HTML": {"<!DOCTYPE html><html><body>", ErrShape, "HTML"}, "other XML": {"<a/>", ErrShape, "not a report"},
		"cut": {wsxfTest[:1500], io.ErrUnexpectedEOF, "ends in the middle"}, "cut at once": {"<Rep", io.ErrUnexpectedEOF, ""},
		"broken": {`<Report type="UUT"><Step></Report>`, ErrNotXML, "line 1"}, "strange characters": {`<?xml version="1.0" encoding="koi8-r"?><Report/>`, nil, "not understood"},
		"no report": {`<Reports/>`, io.ErrUnexpectedEOF, ""},
		"too deep":  {`<Report type="UUT">` + strings.Repeat("<Step>", 1000), ErrLimit, "levels of steps"},
		"long text": {`<Report type="UUT"><Step Name="` + strings.Repeat("x", 2<<20) + `"/></Report>`, ErrLimit, "bytes in one text"},
	} {
		r, err := Read(strings.NewReader(c.body), Options{})
		var de *DecodeError
		switch {
		case c.is == nil && c.says == "":
			if err != nil || r.Len() != 1 {
				t.Errorf("%s: %v", name, err)
			}
		case c.is != nil && !errors.Is(err, c.is), !errors.As(err, &de), !strings.Contains(err.Error(), c.says):
			t.Errorf("%s: %v", name, err)
		case r != nil && !r.Incomplete:
			t.Errorf("%s: complete", name)
		}
	}
	if r := readXML(t, `<?xml version="1.0" encoding="ISO-8859-1"?><Report type="UUT" SN="`+"\xe9"+`"><Step/></Report>`); r.SerialNumber != "é" {
		t.Errorf("%q", r.SerialNumber)
	}
	if _, err := Read(iotest.ErrReader(io.ErrClosedPipe), Options{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Error(err)
	}
}

// A WSXF file of any shape: no panic, rows that hold together, and what is kept is the
// WSJF from which the same report comes.
func FuzzRead(f *testing.F) {
	f.Add([]byte(wsxfTest))
	f.Add([]byte(`<Report type="UUR"><UUR/><Failure Code="a"><Attachment>QQ</Attachment></Failure><Step><Step/><PassFail/><Step/></Step><Step/></Report>`))
	f.Add([]byte(`<Reports><Report steps="1" type="x"><Step steps="2"><steps/><Chart><Series/></Chart></Step></Report></Reports>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(begin(b)) == 0 || begin(b)[0] != '<' {
			return
		}
		r, err := Read(bytes.NewReader(b), Options{Limits: fuzzLimits, Keep: true})
		var de *DecodeError
		if err != nil && !errors.As(err, &de) || r == nil && err == nil {
			t.Fatalf("%T %v", err, err)
		}
		if r == nil {
			return
		}
		checkRows(t, r)
		if err != nil {
			return
		}
		var wsjf bytes.Buffer
		if err := r.Body().WriteWSJF(&wsjf); err != nil {
			t.Fatal(err)
		}
		again, err := Decode(&wsjf, fuzzLimits)
		if err != nil || again.Len() != r.Len() || len(again.NotShown) != len(r.NotShown) {
			t.Fatalf("%v, %d rows, not %d", err, again.Len(), r.Len())
		}
		for i := range r.Len() {
			if _, err := r.Chart(i); err != nil && r.Step(i).HasChart && !errors.As(err, &de) {
				t.Fatal(err)
			}
		}
	})
}

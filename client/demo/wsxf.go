package demo

import (
	"bytes"
	"encoding/xml"
	"strconv"

	"stationcompanion/client/report"
)

// appendWSXF writes a report as XML, with the element and attribute names of the
// XML report format as far as they are known. Charts and attachments are left out.
func appendWSXF(r *report.Report) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	x := &xmlWriter{enc: xml.NewEncoder(&b)}
	x.enc.Indent("", " ")
	kind := "UUT"
	if r.Type == "R" {
		kind = "UUR"
	}
	x.open("Reports")
	x.open("Report", "type", kind, "ID", r.ID, "PN", r.PartNumber, "SN", r.SerialNumber, "Rev", r.Revision,
		"Result", r.Verdict().String(), "MachineName", r.Station, "Location", r.Location, "Purpose", r.Purpose, "Start", r.Start.Raw)
	x.leaf("Process", "Code", r.ProcessCode.Raw, "Name", r.ProcessName)
	x.head(r)
	for i := 0; i < r.Len(); {
		i = x.step(r, i)
	}
	x.close("Report")
	x.close("Reports")
	if x.err == nil {
		x.err = x.enc.Close()
	}
	return b.Bytes(), x.err
}

// xmlWriter keeps the first error.
type xmlWriter struct {
	enc *xml.Encoder
	err error
}

func (x *xmlWriter) token(t xml.Token) {
	if x.err == nil {
		x.err = x.enc.EncodeToken(t)
	}
}

// open starts an element; empty attributes are left out.
func (x *xmlWriter) open(name string, attrs ...string) {
	e := xml.StartElement{Name: xml.Name{Local: name}}
	for i := 0; i < len(attrs); i += 2 {
		if attrs[i+1] != "" { // #nosec G602 -- callers give pairs
			e.Attr = append(e.Attr, xml.Attr{Name: xml.Name{Local: attrs[i]}, Value: attrs[i+1]}) // #nosec G602 -- callers give pairs
		}
	}
	x.token(e)
}

func (x *xmlWriter) close(name string) { x.token(xml.EndElement{Name: xml.Name{Local: name}}) }

func (x *xmlWriter) leaf(name string, attrs ...string) {
	x.open(name, attrs...)
	x.close(name)
}

func (x *xmlWriter) head(r *report.Report) {
	if u := r.UUT; u != nil {
		x.leaf("UUT", "UserLoginName", u.User, "BatchSN", u.BatchSN, "FixtureId", u.FixtureID, "TestSocketIndex", u.TestSocketIndex.Raw,
			"ExecutionTime", u.ExecTime.Raw, "ErrorCode", u.ErrorCode.Raw, "ErrorMessage", u.ErrorMessage, "Comment", u.Comment)
	}
	if u := r.UUR; u != nil {
		x.leaf("UUR", "UserLoginName", u.User, "ReferencedUUT", u.RefUUT, "ProcessCode", u.ProcessCode.Raw, "ProcessName", u.ProcessName,
			"ConfirmDate", u.ConfirmDate.Raw, "FinalizeDate", u.FinalizeDate.Raw, "ExecutionTime", u.ExecTime.Raw, "Comment", u.Comment)
	}
	for _, m := range r.MiscInfos {
		x.leaf("MiscInfo", "Description", m.Description, "Text", m.Text, "Numeric", m.Numeric.Raw)
	}
	for _, u := range r.SubUnits {
		x.open("ReportUnitHierarchy", "PartType", u.PartType, "PN", u.PartNumber, "Rev", u.Revision, "SN", u.SerialNumber)
		for _, f := range u.Failures {
			x.leaf("Failure", "Category", f.Category, "Code", f.Code, "Comment", f.Comment, "ComponentReference", f.ComRef,
				"StepId", f.RefStepID.Raw, "StepName", f.RefStepName)
		}
		x.close("ReportUnitHierarchy")
	}
}

// step writes row i and everything below it; it gives the row after.
func (x *xmlWriter) step(r *report.Report, i int) int {
	s := r.Step(i)
	caused := ""
	if s.Caused {
		caused = "true"
	}
	x.open("Step", "ID", strconv.Itoa(s.ID), "Group", s.Group, "StepType", s.Type, "Name", s.Name, "Status", s.Verdict.String(),
		"total", s.TotTime.Raw, "StepCausedUUTFailure", caused, "StepErrorCode", s.ErrorCode.Raw, "StepErrorMessage", s.ErrorMessage)
	if l := s.Loop; l != nil {
		x.leaf("Loop", "index", l.Index.Raw, "num", l.Num.Raw, "ending_index", l.EndingIndex.Raw, "passed", l.Passed.Raw, "failed", l.Failed.Raw)
	}
	if c := s.SeqCall; c != nil {
		x.leaf("SequenceCall", "Filepath", c.Path, "Name", c.Name, "Version", c.Version)
	}
	for _, m := range r.Measurements(i) {
		x.measurement(m)
	}
	for i++; i < s.End; {
		i = x.step(r, i)
	}
	x.close("Step")
	return s.End
}

func (x *xmlWriter) measurement(m report.Measurement) {
	switch m.Kind {
	case report.Numeric:
		x.leaf("NumericLimit", "Name", m.Name, "CompOperator", m.CompOp, "NumericValue", m.Value.Raw, "Units", m.Unit,
			"LowLimit", m.Low.Raw, "HighLimit", m.High.Raw, "Status", m.Verdict.String())
	case report.String:
		x.leaf("StringValue", "Name", m.Name, "CompOperator", m.CompOp, "StringValue", m.Text, "StringLimit", m.Limit, "Status", m.Verdict.String())
	default:
		x.leaf("PassFail", "Name", m.Name, "Status", m.Verdict.String())
	}
}

package demo

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"stationcompanion/client/report"
)

// Detail levels. The contract names the ends only; what each level between adds is
// this server's own choice.
const (
	detailUUT          = 1 // the uut or uur part
	detailInfos        = 2 // misc infos, sub-units
	detailGroups       = 3 // the root and the steps just below
	detailSteps        = 4 // all steps
	detailMeasurements = 5
	detailCharts       = 6
	detailAll          = 7 // attachments
)

// one finds the report a path or option names, as a server reads GUIDs: any case,
// with or without dashes and braces.
func (s *Server) one(id string) (*record, *answer) {
	bare := strings.NewReplacer("-", "", "{", "", "}", "").Replace(id)
	if len(bare) == 32 {
		bare = bare[:8] + "-" + bare[8:12] + "-" + bare[12:16] + "-" + bare[16:20] + "-" + bare[20:]
	}
	canonical, ok := parseGUID(bare)
	if !ok {
		a := plain(http.StatusBadRequest, "The value %q is not a report id.", id)
		return nil, &a
	}
	r, ok := s.store().byID[canonical]
	if !ok {
		a := plain(http.StatusNotFound, "Report %s was not found.", canonical)
		return nil, &a
	}
	return r, nil
}

func (s *Server) wsjf(r *request) answer {
	rec, bad := s.one(r.id)
	if bad != nil {
		return *bad
	}
	level, charts, files, err := detail(r)
	if err != nil {
		return plain(http.StatusBadRequest, "%v", err)
	}
	if rec.plan == nil || level == detailAll && charts && files {
		a := jsonBody(s.store().body(rec)) // a loaded one always as it is in its file
		a.zip = rec.zip
		return a
	}
	w := s.store().build(rec)
	w.thin(level, charts, files)
	return jsonOf(w)
}

func detail(r *request) (level int, charts, files bool, err error) {
	level, charts, files = detailAll, true, true
	flag := func(name string, into *bool) {
		if v := r.query.Get(name); v != "" && err == nil {
			if *into, err = strconv.ParseBool(strings.ToLower(v)); err != nil {
				err = fmt.Errorf("%s: %q is neither true nor false", name, v)
			}
		}
	}
	if v := r.query.Get("detailLevel"); v != "" {
		if level, err = wholeBetween(v, 0, detailAll); err != nil {
			err = fmt.Errorf("detailLevel: %w", err)
		}
	}
	flag("includeChartdata", &charts)
	flag("includeAttachments", &files)
	return level, charts, files, err
}

// thin leaves out what was not asked for.
func (w *wsjf) thin(level int, charts, files bool) {
	if level < detailUUT {
		w.UUT, w.UUR = nil, nil
	}
	if level < detailInfos {
		w.MiscInfos, w.SubUnits = []miscInfo{}, []subUnit{}
	}
	if level < detailGroups {
		w.Root = nil
	}
	charts = charts && level >= detailCharts
	files = files && level >= detailAll
	if !files {
		for i := range w.BinaryData {
			w.BinaryData[i].Data = nil
		}
	}
	if w.Root != nil {
		w.Root.thin(level, charts, files, 0)
	}
}

func (s *step) thin(level int, charts, files bool, depth int) {
	if level < detailMeasurements {
		s.Numeric, s.Strings, s.Booleans = nil, nil, nil
	}
	if !charts && s.Chart != nil {
		s.Chart.Series = []series{}
	}
	if !files && s.Attachment != nil {
		s.Attachment.Data = nil
	}
	if level < detailSteps && depth > 0 {
		s.Steps = nil
	}
	for _, c := range s.Steps {
		c.thin(level, charts, files, depth+1)
	}
}

func (s *Server) wsxf(r *request) answer {
	rec, bad := s.one(r.id)
	if bad != nil {
		return *bad
	}
	rep, err := report.Decode(bytes.NewReader(s.store().body(rec)), report.Limits{})
	if err != nil {
		return plain(http.StatusInternalServerError, "%v", err)
	}
	b, err := appendWSXF(rep)
	if err != nil {
		return plain(http.StatusInternalServerError, "%v", err)
	}
	return answer{status: http.StatusOK, ctype: typeXML, body: b}
}

// file is one attachment of a report.
type file struct {
	name, ctype string
	data        []byte
	stepID      string // of a UUT
	id          string // of a UUR
}

// parts is what is read back of a body, made-up or loaded, for what the server
// offers apart from the report.
type parts struct {
	Root       *partStep    `json:"root"`
	MiscInfos  []raw        `json:"miscInfos"`
	SubUnits   []raw        `json:"subUnits"`
	BinaryData []partBinary `json:"binaryData"`
	files      []file
}

type partStep struct {
	ID         raw         `json:"id"`
	Steps      []*partStep `json:"steps"`
	Attachment *partBinary `json:"attachment"`
}

type partBinary struct {
	ContentType string `json:"contentType"`
	Data        []byte `json:"data"`
	Name        string `json:"name"`
	ID          string `json:"id"`
}

// lenient reads what real files hold.
var lenient = []json.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

func partsOf(body []byte) (*parts, error) {
	p := &parts{MiscInfos: []raw{}, SubUnits: []raw{}}
	if err := json.Unmarshal(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), p, lenient...); err != nil {
		return nil, err
	}
	for _, b := range p.BinaryData {
		p.files = append(p.files, file{name: b.Name, ctype: b.ContentType, data: b.Data, id: strings.ToLower(b.ID)})
	}
	if p.Root != nil {
		p.collect(p.Root)
	}
	return p, nil
}

func (p *parts) collect(s *partStep) {
	if a := s.Attachment; a != nil {
		p.files = append(p.files, file{name: a.Name, ctype: a.ContentType, data: a.Data, stepID: strings.Trim(string(s.ID), `"`)})
	}
	for _, c := range s.Steps {
		if c != nil {
			p.collect(c)
		}
	}
}

type attachmentName struct {
	Name        string `json:"name"`
	ContentType string `json:"contentType"`
	StepID      string `json:"stepId,omitzero"`
	ID          string `json:"id,omitzero"`
}

func (p *parts) attachmentNames() []attachmentName {
	out := []attachmentName{}
	for _, f := range p.files {
		out = append(out, attachmentName{f.name, f.ctype, f.stepID, f.id})
	}
	return out
}

// attachment gives the bytes of one file: by stepId of a UUT, by attachmentId of a UUR.
func (s *Server) attachment(r *request) answer {
	rec, bad := s.one(r.query.Get("reportId"))
	if bad != nil {
		return *bad
	}
	stepID, id := r.query.Get("stepId"), strings.ToLower(r.query.Get("attachmentId"))
	if (stepID == "") == (id == "") {
		return plain(http.StatusBadRequest, "either stepId or attachmentId is needed")
	}
	p, err := partsOf(s.store().body(rec))
	if err != nil {
		return plain(http.StatusInternalServerError, "%v", err)
	}
	for _, f := range p.files {
		if f.stepID == stepID && f.id == id {
			a := answer{status: http.StatusOK, ctype: f.ctype, body: f.data}
			if a.ctype == "" {
				a.ctype = "application/octet-stream"
			}
			a.header = map[string]string{"Content-Disposition": "attachment; filename=" + strconv.Quote(safeName(f.name))}
			return a
		}
	}
	return plain(http.StatusNotFound, "The report has no such attachment.")
}

func (s *Server) attachments(r *request) answer {
	rec, bad := s.one(r.id)
	if bad != nil {
		return *bad
	}
	p, err := partsOf(s.store().body(rec))
	if err != nil {
		return plain(http.StatusInternalServerError, "%v", err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, f := range p.files {
		w, err := z.CreateHeader(&zip.FileHeader{
			Name: fmt.Sprintf("%02d-%s", i+1, safeName(f.name)), Method: zip.Deflate, Modified: rec.head.Start.UTC().Truncate(time.Second),
		})
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err != nil {
			return plain(http.StatusInternalServerError, "%v", err)
		}
	}
	if err := z.Close(); err != nil {
		return plain(http.StatusInternalServerError, "%v", err)
	}
	return answer{status: http.StatusOK, ctype: "application/zip", body: b.Bytes()}
}

// safeName is the last part of a name, without what a header or path may not hold.
func safeName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune(`"<>|:*?`, r) {
			return '_'
		}
		return r
	}, name)
	if name == "." || name == "/" || name == ".." {
		return "attachment"
	}
	return name
}

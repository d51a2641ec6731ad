package report

// rare reads the fields few steps have.
func (s *stepReader) rare(f stepField) error {
	switch f {
	case stepErrorCode:
		return s.num(propErrorCode)
	case stepErrorMessage:
		return s.str(propErrorMessage)
	case stepText:
		return s.str(propText)
	case stepTSGuid:
		return s.str(propTSGuid)
	case stepInteractive:
		return s.num(propInteractive)
	case stepTotTimeFormat:
		return s.str(propTotTime | propFormat)
	case stepErrorCodeFormat:
		return s.str(propErrorCode | propFormat)
	case stepInteractiveFormat:
		return s.str(propInteractive | propFormat)
	case stepLoop:
		return s.part("loop", propLoop, loopProps)
	case stepSeqCall:
		return s.part("seqCall", propSeqCall, seqCallProps)
	case stepPopup:
		return s.part("messagePopup", propPopup, popupProps)
	case stepCallExe:
		return s.part("callExe", 0, exeProps)
	case stepChart:
		return s.chart()
	case stepAttachment:
		return s.attachment()
	}
	return s.results()
}

// str keeps a text with the row.
func (s *stepReader) str(code propCode) error {
	v, err := s.ref()
	s.rep.rows.setText(s.row(), code, v)
	return err
}

// num keeps a number with the row.
func (s *stepReader) num(code propCode) error {
	v, err := s.numRef()
	s.rep.rows.setText(s.row(), code, v)
	return err
}

// partField is a field of one of a step's small parts.
type partField struct {
	name   string
	code   propCode
	number bool
}

var (
	loopProps = []partField{
		{"idx", propIndex, true}, {"num", propNum, true}, {"endingIndex", propEnding, true},
		{"passed", propPassed, true}, {"failed", propFailed, true},
		{"idxFormat", propIndex | propFormat, false}, {"numFormat", propNum | propFormat, false},
		{"endingIndexFormat", propEnding | propFormat, false},
		{"passedFormat", propPassed | propFormat, false}, {"failedFormat", propFailed | propFormat, false},
	}
	seqCallProps = []partField{{"path", propPath, false}, {"name", propSeqName, false}, {"version", propVersion, false}}
	popupProps   = []partField{
		{"response", propResponse, false}, {"button", propButton, true}, {"buttonFormat", propButton | propFormat, false},
	}
	exeProps = []partField{{"exitCode", propExitCode, true}, {"exitCodeFormat", propExitCode | propFormat, false}}
)

// part reads an object into props; there, unless 0, says that it was there.
func (s *stepReader) part(kind string, there propCode, fs []partField) error {
	if there != 0 && s.peek() == '{' {
		s.rep.rows.setProp(s.row(), there, 0)
	}
	var seen uint64
	return s.object(func(name []byte) error {
		for i, f := range fs {
			if f.name != string(name) {
				continue
			}
			s.once(&seen, i)
			if f.number {
				return s.num(f.code)
			}
			return s.str(f.code)
		}
		return s.unknown(kind, name)
	})
}

// chart remembers where the chart stands; its points are read when asked for.
func (s *stepReader) chart() error {
	from, is := s.offset(), s.peek() == '{'
	err := s.skip()
	if is && err == nil {
		r := &s.rep.rows
		r.charts = append(r.charts, span{from, s.offset()})
		r.setProp(s.row(), propChart, ref(len(r.charts)-1)) // #nosec G115 -- fewer than the bytes of a report, which are bounded
	}
	return err
}

func (s *stepReader) attachment() error {
	if s.peek() != '{' {
		_, err := s.open('{', "an object")
		return err
	}
	var f File
	err := s.file(&f)
	r := &s.rep.rows
	r.files = append(r.files, f)
	r.setProp(s.row(), propFile, ref(len(r.files)-1)) // #nosec G115 -- fewer than the bytes of a report, which are bounded
	return err
}

func (s *stepReader) results() error {
	var a []Additional
	err := s.additional(&a)
	if len(a) > 0 || s.rep.rows.has(s.row(), propResults) {
		r := &s.rep.rows
		r.results = append(r.results, a)
		r.setProp(s.row(), propResults, ref(len(r.results)-1)) // #nosec G115 -- fewer than the bytes of a report, which are bounded
	}
	return err
}

package report

// rare reads the fields few steps have.
func (s *stepReader) rare(name []byte) (err error) {
	var v ref
	switch string(name) {
	case "errorCode":
		v, err = s.numRef()
		s.put(func(x *extra) *ref { return &x.errorCode }, v)
	case "errorMessage":
		v, err = s.ref()
		s.put(func(x *extra) *ref { return &x.errorMessage }, v)
	case "reportText":
		v, err = s.ref()
		s.put(func(x *extra) *ref { return &x.text }, v)
	case "loop":
		return s.group(hasLoop, s.loop)
	case "seqCall":
		return s.group(hasSeqCall, s.seqCall)
	case "messagePopup":
		return s.group(hasPopup, s.popup)
	case "callExe":
		return s.object(s.callExe)
	case "chart":
		if s.dec.PeekKind() == '{' {
			s.extra().has |= hasChart
		}
		return s.skip()
	case "attachment":
		return s.object(s.attachment)
	default:
		return s.skip()
	}
	return err
}

// extra gives the row's extra, making one; valid until the next is made.
func (s *stepReader) extra() *extra {
	r := &s.rep.rows
	w := s.row()
	if w.extra == 0 {
		r.extras.push(extra{})
		w.extra = uint32(r.extras.len())
	}
	return r.extras.at(int(w.extra - 1))
}

// put stores a text of the extra, making none for an empty text.
func (s *stepReader) put(field func(*extra) *ref, v ref) {
	if v != 0 || s.row().extra != 0 {
		*field(s.extra()) = v
	}
}

// group reads an object whose being there matters.
func (s *stepReader) group(flag extraFlags, field func(name []byte) error) error {
	if s.dec.PeekKind() == '{' {
		s.extra().has |= flag
	}
	return s.object(field)
}

func (s *stepReader) loop(name []byte) error {
	i := -1
	switch string(name) {
	case "idx":
		i = 0
	case "num":
		i = 1
	case "endingIndex":
		i = 2
	case "passed":
		i = 3
	case "failed":
		i = 4
	default:
		return s.skip()
	}
	v, err := s.numRef()
	s.extra().loop[i] = v
	return err
}

func (s *stepReader) seqCall(name []byte) (err error) {
	var v ref
	switch string(name) {
	case "path":
		v, err = s.ref()
		s.extra().path = v
	case "name":
		v, err = s.ref()
		s.extra().seqName = v
	case "version":
		v, err = s.ref()
		s.extra().version = v
	default:
		err = s.skip()
	}
	return err
}

func (s *stepReader) popup(name []byte) (err error) {
	var v ref
	switch string(name) {
	case "response":
		v, err = s.ref()
		s.extra().response = v
	case "button":
		v, err = s.numRef()
		s.extra().button = v
	default:
		err = s.skip()
	}
	return err
}

func (s *stepReader) callExe(name []byte) error {
	if string(name) != "exitCode" {
		return s.skip()
	}
	v, err := s.numRef()
	s.put(func(x *extra) *ref { return &x.exitCode }, v)
	return err
}

func (s *stepReader) attachment(name []byte) error {
	if string(name) != "name" {
		return s.skip() // its data may be large and is fetched on its own
	}
	v, err := s.ref()
	s.put(func(x *extra) *ref { return &x.attachment }, v)
	return err
}

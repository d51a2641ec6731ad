package report

func noNumber() Number { return MakeNumber("") }

func (d *decoder) uut() error {
	u := &UUT{ExecTime: noNumber(), TestSocketIndex: noNumber(), ErrorCode: noNumber(), FailedStepID: noNumber()}
	d.rep.UUT = nil
	if d.dec.PeekKind() == '{' {
		d.rep.UUT, d.known = u, true
	}
	return d.object(func(name []byte) (err error) {
		switch string(name) {
		case "execTime":
			u.ExecTime, err = d.number()
		case "testSocketIndex":
			u.TestSocketIndex, err = d.number()
		case "batchSN":
			u.BatchSN, err = d.str()
		case "comment":
			u.Comment, err = d.str()
		case "errorCode":
			u.ErrorCode, err = d.number()
		case "errorMessage":
			u.ErrorMessage, err = d.str()
		case "fixtureId":
			u.FixtureID, err = d.str()
		case "user":
			u.User, err = d.str()
		case "stepIdCausedUUTFailure":
			u.FailedStepID, err = d.number()
		default:
			err = d.skip()
		}
		return err
	})
}

func (d *decoder) uur() error {
	u := &UUR{ProcessCode: noNumber(), ExecTime: noNumber()}
	d.rep.UUR = nil
	if d.dec.PeekKind() == '{' {
		d.rep.UUR, d.known = u, true
	}
	return d.object(func(name []byte) (err error) {
		switch string(name) {
		case "comment":
			u.Comment, err = d.str()
		case "user":
			u.User, err = d.str()
		case "processCode":
			u.ProcessCode, err = d.number()
		case "processName":
			u.ProcessName, err = d.str()
		case "refUUT":
			u.RefUUT, err = d.str()
		case "confirmDate":
			u.ConfirmDate, err = d.time()
		case "finalizeDate":
			u.FinalizeDate, err = d.time()
		case "execTime":
			u.ExecTime, err = d.number()
		default:
			err = d.skip()
		}
		return err
	})
}

// list reads an array of objects into out, one call of item for each.
func list[T any](d *decoder, out *[]T, called string, item func(*T) func(name []byte) error) error {
	*out = nil
	return d.array(func() error {
		if len(*out) >= d.lim.List {
			return d.over(called, d.lim.List)
		}
		if d.dec.PeekKind() != '{' {
			_, err := d.open('{', "an object")
			return err
		}
		var v T
		err := d.object(item(&v))
		*out = append(*out, v)
		return err
	})
}

func (d *decoder) miscInfos() error {
	return list(d, &d.rep.MiscInfos, "misc infos", func(m *MiscInfo) func([]byte) error {
		m.Numeric = noNumber()
		return func(name []byte) (err error) {
			switch string(name) {
			case "description":
				m.Description, err = d.str()
			case "text":
				m.Text, err = d.str()
			case "numeric":
				m.Numeric, err = d.number()
			default:
				err = d.skip()
			}
			return err
		}
	})
}

func (d *decoder) subUnits() error {
	return list(d, &d.rep.SubUnits, "sub-units", func(u *SubUnit) func([]byte) error {
		u.Index, u.ParentIndex = noNumber(), noNumber()
		return func(name []byte) (err error) {
			switch string(name) {
			case "partType":
				u.PartType, err = d.str()
			case "pn":
				u.PartNumber, err = d.trimmed()
			case "rev":
				u.Revision, err = d.trimmed()
			case "sn":
				u.SerialNumber, err = d.trimmed()
			case "position":
				u.Position, err = d.str()
			case "idx":
				u.Index, err = d.number()
			case "parentIdx":
				u.ParentIndex, err = d.number()
			case "failures":
				err = d.failures(&u.Failures)
			default:
				err = d.skip()
			}
			return err
		}
	})
}

func (d *decoder) failures(out *[]RepairFailure) error {
	return list(d, out, "repair failures of one unit", func(f *RepairFailure) func([]byte) error {
		f.RefStepID = noNumber()
		return func(name []byte) (err error) {
			switch string(name) {
			case "category":
				f.Category, err = d.str()
			case "code":
				f.Code, err = d.str()
			case "comment":
				f.Comment, err = d.str()
			case "comRef":
				f.ComRef, err = d.str()
			case "funcBlock":
				f.FuncBlock, err = d.str()
			case "refStepId":
				f.RefStepID, err = d.number()
			case "refStepName":
				f.RefStepName, err = d.str()
			case "artNumber":
				f.ArticleNumber, err = d.str()
			default:
				err = d.skip()
			}
			return err
		}
	})
}

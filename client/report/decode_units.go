package report

func (d *decoder) subUnits() error {
	return list(d, &d.rep.SubUnits, "sub-units", func(u *SubUnit) error {
		return d.fields("subUnits", []field{
			{"partType", &u.PartType},
			{"pn", trimmed{&u.PartNumber}},
			{"rev", trimmed{&u.Revision}},
			{"sn", trimmed{&u.SerialNumber}},
			{"position", &u.Position},
			{"idx", &u.Index},
			{"parentIdx", &u.ParentIndex},
			{"replacedIdx", &u.ReplacedIndex},
			{"failures", func() error { return list(d, &u.Failures, "repair failures of one unit", d.failure) }},
		})
	})
}

func (d *decoder) failure(f *RepairFailure) error {
	return d.fields("failures", []field{
		{"category", &f.Category},
		{"code", &f.Code},
		{"comment", &f.Comment},
		{"comRef", &f.ComRef},
		{"funcBlock", &f.FuncBlock},
		{"refStepId", &f.RefStepID},
		{"refStepName", &f.RefStepName},
		{"artNumber", &f.ArticleNumber},
		{"artRev", &f.ArticleRevision},
		{"artVendor", &f.ArticleVendor},
		{"artDescription", &f.ArticleDescription},
		{"attachments", func() error { return d.files(&f.Files) }},
	})
}

func (d *decoder) files(out *[]File) error {
	return list(d, out, "attachments", d.file)
}

// file reads an attachment, of its data the size and place alone.
func (d *decoder) file(f *File) error {
	return d.fields("attachment", []field{
		{"name", &f.Name},
		{"contentType", &f.ContentType},
		{"id", &f.ID},
		{"data", func() (err error) { f.data, f.Size, err = d.base64(); return err }},
	})
}

// base64 passes over a text of base64: where it stands and how many bytes it means.
func (d *decoder) base64() (span, int64, error) {
	from := d.offset()
	if d.peek() != '"' {
		_, _, err := d.scalar()
		return span{}, 0, err
	}
	before := d.src.max
	d.src.max = max(before, maxSkipped)
	v, err := d.value()
	d.src.max = before
	if err != nil {
		return span{}, 0, err
	}
	n := int64(0)
	for i := 0; i < len(v); i++ {
		switch c := v[i]; {
		case c == '\\':
			i++ // \n between the lines, or \/, which counts
			if v[i] == '/' {
				n++
			}
		case c > ' ' && c != '"' && c != '=':
			n++
		}
	}
	return span{from, d.offset()}, n * 6 / 8, nil
}

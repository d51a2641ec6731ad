package report

import (
	"strings"
)

// field says where the value of a named field goes: to a *string, trimmed, *Number,
// flagNumber, *Time, *bool, or to a func() error which reads it.
type field struct {
	name string
	to   any
}

// trimmed is a text without the blanks that real reports hold around it.
type trimmed struct{ s *string }

// flagNumber is a number for which some writers put true or false: 1 or 0 then.
type flagNumber struct{ n *Number }

// fields reads an object into fs. Of a field that stands twice the last one counts,
// which is noted; the "…Format" twin of a number is kept with it; what is not in fs
// is counted as not shown, under the name of the kind of object.
func (d *decoder) fields(kind string, fs []field) error {
	var seen uint64
	for _, f := range fs {
		if n, ok := numberOf(f.to); ok {
			*n = noNumber()
		}
	}
	return d.object(func(name []byte) error {
		for i, f := range fs {
			if f.name == string(name) {
				d.once(&seen, i)
				return d.into(f.to)
			}
		}
		if stem, ok := strings.CutSuffix(string(name), "Format"); ok {
			for _, f := range fs {
				if n, ok := numberOf(f.to); ok && f.name == stem {
					return d.into(&n.Format)
				}
			}
		}
		return d.unknown(kind, name)
	})
}

// once notes a field that stands here a second time.
func (d *decoder) once(seen *uint64, i int) {
	if *seen&(1<<i) != 0 {
		d.problem("this field stands here twice; the last one counts")
	}
	*seen |= 1 << i
}

func numberOf(to any) (*Number, bool) {
	switch v := to.(type) {
	case *Number:
		return v, true
	case flagNumber:
		return v.n, true
	}
	return nil, false
}

func (d *decoder) into(to any) (err error) {
	switch v := to.(type) {
	case *string:
		*v, err = d.str()
	case trimmed:
		*v.s, err = d.str()
		*v.s = strings.TrimSpace(*v.s)
	case *Number:
		format := v.Format
		*v, err = d.number()
		v.Format = format
	case flagNumber:
		return d.flagNumber(v.n)
	case *Time:
		*v, err = d.time()
	case *bool:
		*v, err = d.boolean()
	case func() error:
		return v()
	}
	return err
}

func (d *decoder) flagNumber(n *Number) (err error) {
	format := n.Format
	if k := d.peek(); k == 't' || k == 'f' {
		n.Raw, err = d.str()
		n.F = 0
		if k == 't' {
			n.F = 1
		}
		return err
	}
	*n, err = d.number()
	n.Format = format
	return err
}

// list reads an array of objects into out, calling item to read each.
func list[T any](d *decoder, out *[]T, called string, item func(*T) error) error {
	*out = nil
	return d.array(func() error {
		if len(*out) >= d.lim.List {
			return d.over(called, d.lim.List)
		}
		if d.peek() != '{' {
			_, err := d.open('{', "an object")
			return err
		}
		var v T
		err := item(&v)
		*out = append(*out, v)
		return err
	})
}

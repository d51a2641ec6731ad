package report

import (
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// additional reads trees of free data.
func (d *decoder) additional(out *[]Additional) error {
	return list(d, out, "additional data", func(a *Additional) error {
		return d.fields("additionalData", []field{
			{"name", &a.Name},
			{"props", func() error { return d.properties(&a.Props, 1) }},
		})
	})
}

func (d *decoder) properties(out *[]Property, depth int) error {
	if depth > d.lim.Depth {
		return d.over("levels of additional data", d.lim.Depth)
	}
	return list(d, out, "properties", func(p *Property) error {
		return d.fields("props", []field{
			{"name", &p.Name},
			{"type", &p.Type},
			{"flags", &p.Flags},
			{"value", &p.Value},
			{"numFormat", &p.NumFormat},
			{"comment", &p.Comment},
			{"props", func() error { return d.properties(&p.Props, depth+1) }},
			{"array", func() error { p.Array = nil; return d.pairs(&p.Array, "", 0) }},
		})
	})
}

// pairs reads whatever comes as the single values in it, each with its path.
func (d *decoder) pairs(out *[]Pair, path string, depth int) error {
	switch k := d.peek(); {
	case depth > d.lim.Depth:
		return d.over("levels of additional data", d.lim.Depth)
	case k == '{':
		return d.object(func(name []byte) error {
			p := printable(string(name))
			if path != "" {
				p = path + "/" + p
			}
			return d.pairs(out, clipped(p), depth+1)
		})
	case k == '[':
		i := 0
		return d.array(func() error {
			i++
			return d.pairs(out, clipped(path+"["+strconv.Itoa(i-1)+"]"), depth+1)
		})
	case len(*out) >= d.lim.List:
		return d.over("values in an array of additional data", d.lim.List)
	}
	b, k, err := d.scalar()
	if err == nil && k != 'n' {
		*out = append(*out, Pair{Path: path, Value: string(b)})
	}
	return err
}

// clipped bounds a path: names and depth are the writer's.
func clipped(path string) string {
	const most = 400
	if len(path) > most {
		return "…" + strings.ToValidUTF8(path[len(path)-most:], "")
	}
	return path
}

const maxUnknown = 100 // kinds of unknown fields that are listed

// unknown passes over a field nobody knows and counts it. Null and what is empty
// say nothing and do not count.
func (d *decoder) unknown(kind string, name []byte) error {
	d.named = append(d.named[:0], name...) // name itself may be gone after the peek
	name = d.named
	k := d.peek()
	if k == 'n' {
		return d.skip()
	}
	if k == '[' || k == '{' {
		return d.unknownTree(k, kind, string(name))
	}
	key := kind + "/" + printable(string(name))
	err := d.skip()
	if err == nil {
		d.count(key)
	}
	return err
}

func (d *decoder) unknownTree(k jsontext.Kind, kind, name string) error {
	if err := d.bracket(); err != nil {
		return err
	}
	empty := true
	for c := d.peek(); c != '}' && c != ']'; c = d.peek() {
		empty = false
		if k == '{' {
			if _, err := d.name(); err != nil {
				return err
			}
		}
		if err := d.skip(); err != nil {
			return err
		}
	}
	err := d.bracket()
	if err == nil && !empty {
		d.count(kind + "/" + printable(name))
	}
	return err
}

func (d *decoder) count(key string) {
	r := d.rep
	i, ok := d.unknowns[key]
	switch {
	case ok:
		r.NotShown[i].Count++
	case len(r.NotShown) >= maxUnknown:
		r.MoreNotShown++
	default:
		if d.unknowns == nil {
			d.unknowns = make(map[string]int)
		}
		d.unknowns[key] = len(r.NotShown)
		r.NotShown = append(r.NotShown, Unknown{Field: key, Where: d.place(), Count: 1})
	}
}

package cli

import "bufio"

// jsonObject writes the fields of one object as they come; after the first error it
// writes nothing more.
type jsonObject struct {
	w    *bufio.Writer
	some bool // there is a field already
	err  error
}

func (o *jsonObject) key(name string) {
	before := ",\n"
	if !o.some {
		o.some, before = true, "{\n"
	}
	o.w.WriteString(before + `  "` + name + `": `) // #nosec G104 -- the error stays in the writer
}

func (o *jsonObject) value(v any, prefix, indent string) {
	if o.err != nil {
		return
	}
	var text string
	if text, o.err = jsonText(v, prefix, indent); o.err == nil {
		_, o.err = o.w.WriteString(text)
	}
}

func (o *jsonObject) field(name string, v any) {
	o.key(name)
	o.value(v, "  ", "  ")
}

// list writes n entries, a line each.
func (o *jsonObject) list(name string, n int, at func(i int) any) {
	o.key(name)
	o.w.WriteString("[") // #nosec G104 -- the writer keeps its error until Flush
	for i := 0; i < n && o.err == nil; i++ {
		if i > 0 {
			o.w.WriteString(",") // #nosec G104 -- the writer keeps its error until Flush
		}
		o.w.WriteString("\n    ") // #nosec G104 -- the writer keeps its error until Flush
		o.value(at(i), "", "")
	}
	if n > 0 {
		o.w.WriteString("\n  ") // #nosec G104 -- the writer keeps its error until Flush
	}
	o.w.WriteString("]") // #nosec G104 -- the writer keeps its error until Flush
}

func (o *jsonObject) end() error {
	if o.err != nil {
		return o.err
	}
	o.w.WriteString("\n}\n") // #nosec G104 -- the writer keeps its error until Flush
	return o.w.Flush()
}

package report

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// notHeld are the fields deliberately not in the model, by the name of the field.
// There is none today; a name added here needs a reason beside it.
var notHeld = []string{}

// leaf is one value of a report's JSON and the name of the field it stands in.
type leaf struct{ field, text string }

// leaves walks every value of a report.
func leaves(t testing.TB, body []byte) (out []leaf) {
	t.Helper()
	d := jsontext.NewDecoder(bytes.NewReader(body))
	for {
		tok, err := d.ReadToken()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		k := tok.Kind()
		in, n := d.StackIndex(d.StackDepth())
		if k == '{' || k == '[' || k == '}' || k == ']' || k == 'n' || in == '{' && n%2 == 1 {
			continue
		}
		path := string(d.StackPointer())
		for strings.TrimLeft(path[strings.LastIndexByte(path, '/')+1:], "0123456789") == "" {
			path = path[:strings.LastIndexByte(path, '/')]
		}
		out = append(out, leaf{path[strings.LastIndexByte(path, '/')+1:], strings.TrimSpace(tok.String())})
	}
}

// held collects every text of the model with the name of the field it stands in.
func held(t testing.TB, r *Report) (out []leaf) {
	t.Helper()
	collect := func(v any) { out = append(out, texted("", reflect.ValueOf(v))...) }
	collect(*r)
	for i := range r.Len() {
		s := r.Step(i)
		if s.HasID {
			out = append(out, leaf{"id", fmt.Sprint(s.ID)})
		}
		collect(s)
		collect(r.Measurements(i))
		if s.HasChart {
			c, err := r.Chart(i)
			if err != nil || len(c.Problems)+len(c.NotShown) > 0 {
				t.Error(err, c.Problems, c.NotShown)
			}
			collect(c)
		}
		if s.File != nil {
			out = append(out, data(t, r, *s.File))
		}
	}
	for _, f := range r.Files {
		out = append(out, data(t, r, f))
	}
	for _, u := range r.SubUnits {
		for _, x := range u.Failures {
			for _, f := range x.Files {
				out = append(out, data(t, r, f))
			}
		}
	}
	return out
}

// data is a file's bytes as a report writes them.
func data(t testing.TB, r *Report, f File) leaf {
	b, err := r.FileData(f)
	if err != nil {
		t.Error(err)
	}
	return leaf{"data", base64.StdEncoding.EncodeToString(b)}
}

// texted walks a value of the model.
func texted(name string, v reflect.Value) (out []leaf) {
	switch x := v.Interface().(type) {
	case Number:
		return []leaf{{name, x.Raw}, {name + "Format", x.Format}}
	case Time:
		return []leaf{{name, x.Raw}}
	case Pair:
		return []leaf{{x.Path[strings.LastIndexByte(x.Path, '/')+1:], x.Value}}
	case string:
		return []leaf{{name, x}}
	case bool:
		return []leaf{{name, fmt.Sprint(x)}}
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "Problems" && f.Name != "NotShown" {
				out = append(out, texted(f.Name, v.Field(i))...)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			out = append(out, texted(name, v.Index(i))...)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			out = texted(name, v.Elem())
		}
	}
	return out
}

// modelNames are the model's names where they differ from the report's in more than
// letter case.
var modelNames = map[string]string{
	"pn": "partnumber", "sn": "serialnumber", "rev": "revision", "machinename": "station", "steptype": "type", "charttype": "type", "reporttext": "text",
	"causeduutfailure": "caused", "causedseqfailure": "causedseq", "interactiveexenum": "interactive", "interactiveexenumformat": "interactiveformat",
	"highlimit": "high", "lowlimit": "low", "highlimitformat": "highformat", "lowlimitformat": "lowformat", "idx": "index", "idxformat": "indexformat",
	"parentidx": "parentindex", "replacedidx": "replacedindex", "stepidcauseduutfailure": "failedstepid", "assetsn": "serialnumber",
	"artnumber": "articlenumber", "artrev": "articlerevision", "artvendor": "articlevendor", "artdescription": "articledescription", "xdata": "rawx", "ydata": "rawy",
}

func modelName(l leaf) leaf {
	name := strings.ToLower(l.field)
	if i := strings.IndexByte(name, '['); i > 0 {
		name = name[:i]
	}
	if n, ok := modelNames[name]; ok {
		name = n
	}
	return leaf{name, l.text}
}

// Every value of a report is found in the model, in the field of its name, as often
// as the report holds it.
func TestNothingIsLost(t *testing.T) {
	bodies := map[string][]byte{"every field of a test": []byte(everyUUT), "every field of a repair": []byte(everyUUR), "many steps": plain(20_000), "dates": made(50)}
	for _, name := range []string{"uut-export.json", "uur-export.json"} {
		t.Run(name, func(t *testing.T) { checkNothingLost(t, sample(t, name)) })
	}
	for name, body := range bodies {
		t.Run(name, func(t *testing.T) { checkNothingLost(t, body) })
	}
}

func checkNothingLost(t *testing.T, body []byte) {
	r := keep(t, string(body))
	if len(r.NotShown) > 0 || len(r.Problems) > 0 {
		t.Errorf("not shown %v, problems %v", r.NotShown, r.Problems)
	}
	have := make(map[leaf]int)
	for _, l := range held(t, r) {
		l = modelName(leaf{l.field, strings.TrimSpace(l.text)})
		have[l]++
		if l.field == "value" || l.field == "text" { // a string measurement's value
			have[leaf{"value", l.text}]++
		}
	}
	found := 0
	for _, l := range leaves(t, body) {
		if slices.Contains(notHeld, l.field) || l.text == "" {
			continue
		}
		m := modelName(l)
		if have[m] == 0 {
			t.Errorf("%s %q is nowhere in the model", l.field, l.text)
			continue
		}
		have[m]--
		found++
	}
	if found < 15 {
		t.Errorf("only %d values", found)
	}
}

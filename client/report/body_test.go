package report

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
)

func keep(t testing.TB, body string) *Report {
	t.Helper()
	r, err := DecodeKeeping(strings.NewReader(body), Limits{})
	if err != nil || r.Body() == nil {
		t.Fatal(err, r.Body())
	}
	return r
}

// checkBody: what is kept is what was sent.
func checkBody(t testing.TB, r *Report, want []byte) {
	t.Helper()
	var plain, packed bytes.Buffer
	if err := errors.Join(r.Body().WriteWSJF(&plain), r.Body().WriteGzip(&packed)); err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(&packed)
	if err != nil && len(want) > 0 {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(z)
	if err != nil || !bytes.Equal(plain.Bytes(), want) || !bytes.Equal(unpacked, want) || r.Body().Size() != int64(len(want)) {
		t.Fatalf("%v: %d and %d bytes, not %d", err, plain.Len(), len(unpacked), len(want))
	}
}

func TestBodyIsTheOriginal(t *testing.T) {
	big := string(made(3000))
	for name, body := range map[string]string{
		"small": `{"type":"T","root":{}}`, "mark and blanks": "\xef\xbb\xbf {\"type\":\"T\",\"root\":{}}\r\n\r\n",
		"several pages": string(made(3000)), "something after": `{"type":"T","root":{}}` + big, "every field": everyUUT,
	} {
		for _, src := range []io.Reader{strings.NewReader(body), iotest.HalfReader(strings.NewReader(body)), iotest.DataErrReader(strings.NewReader(body))} {
			r, err := DecodeKeeping(src, Limits{})
			if err != nil {
				t.Fatal(name, err)
			}
			checkBody(t, r, []byte(body))
			if !r.Body().Whole() || r.Body().Held() > r.Body().Size()+100 {
				t.Errorf("%s: whole %v, %d bytes held", name, r.Body().Whole(), r.Body().Held())
			}
		}
	}
	// What is broken or cut is kept as far as it came.
	for _, c := range []struct {
		body  string
		whole bool
	}{{big[:200_000], true}, {big[:200_000] + "#" + big[200_000:], true}} {
		r, err := DecodeKeeping(strings.NewReader(c.body), Limits{})
		if err == nil || !r.Incomplete || r.Body().Whole() != c.whole {
			t.Fatal(err)
		}
		checkBody(t, r, []byte(c.body))
	}
	r, err := DecodeKeeping(io.MultiReader(strings.NewReader(big[:200_000]), iotest.ErrReader(io.ErrClosedPipe)), Limits{})
	if !errors.Is(err, io.ErrClosedPipe) || r.Body().Whole() {
		t.Fatal(err)
	}
	checkBody(t, r, []byte(big[:200_000]))
}

func TestBodyIsBounded(t *testing.T) {
	r, err := DecodeKeeping(bytes.NewReader(made(5000)), Limits{Body: 10_000})
	if err != nil || r.Body() != nil || r.Len() < 5000 || len(r.Problems) != 1 || !strings.Contains(r.Problems[0].What, "too large to be kept") {
		t.Fatal(err, r.Problems)
	}
	if _, err := r.FileData(File{data: span{0, 5}}); !errors.Is(err, ErrNoBody) {
		t.Error(err)
	}
}

func TestChart(t *testing.T) {
	r := keep(t, "\xef\xbb\xbf"+everyUUT)
	c, err := r.Chart(1)
	if err != nil || len(c.Problems) > 0 || len(c.NotShown) > 0 {
		t.Fatal(err, c.Problems, c.NotShown)
	}
	if c.Type != "LineLogXY" || !c.LogX() || !c.LogY() || c.Label != "label-1" || c.XLabel != "x-1" || c.XUnit != "xu-1" || c.YLabel != "y-1" || c.YUnit != "yu-1" || len(c.Series) != 2 {
		t.Errorf("%+v", c)
	}
	s := c.Series[0]
	if s.Name != "series-1" || s.DataType != "XYG" || !slices.Equal(s.X, []float64{1010, 1011.5}) || !slices.Equal(s.Y, []float64{1012, -1.013}) || s.RawX != "1010;1011.5" || s.RawY != "1012;-1013e-3" {
		t.Errorf("%+v", s)
	}
	for _, i := range []int{-1, 0, 4, 100} {
		if _, err := r.Chart(i); !errors.Is(err, ErrNotThere) {
			t.Errorf("row %d: %v", i, err)
		}
		if _, err := r.AttachmentData(i); !errors.Is(err, ErrNotThere) {
			t.Errorf("row %d: %v", i, err)
		}
	}
	if _, err := decodeWhole(t, everyUUT).Chart(1); !errors.Is(err, ErrNoBody) {
		t.Error(err)
	}
	for typ, log := range map[string][2]bool{"Line": {}, "LineLogX": {true, false}, "linelogy": {false, true}, "": {}} {
		if c := (Chart{Type: typ}); c.LogX() != log[0] || c.LogY() != log[1] {
			t.Errorf("%s: %v %v", typ, c.LogX(), c.LogY())
		}
	}
}

func TestOddCharts(t *testing.T) {
	nan := math.NaN()
	for raw, c := range map[string]struct {
		want []float64
		odd  string
	}{
		"": {nil, ""}, ";;": {nil, ""}, "1;2;": {[]float64{1, 2}, ""}, " 1 ; 2\n;3 ;;": {[]float64{1, 2, 3}, ""}, "1;;3": {[]float64{1, nan, 3}, ""},
		"NaN;Infinity;-INF": {[]float64{nan, math.Inf(1), math.Inf(-1)}, ""}, "1,5;2": {[]float64{nan, 2}, "comma"}, "x;y;3": {[]float64{nan, nan, 3}, "2 values are no numbers"},
		"1e3;-0.5E-2": {[]float64{1000, -0.005}, ""}, "0x10": {[]float64{nan}, "no numbers"},
	} {
		b := []byte(`{"series":[{"ydata":` + strconv.Quote(raw) + `}]}`)
		got, err := decodeChart(b)
		if err != nil || !slices.EqualFunc(got.Series[0].Y, c.want, near) || len(got.Problems) > 0 != (c.odd != "") || c.odd != "" && !strings.Contains(got.Problems[0].What, c.odd) {
			t.Errorf("%q: %v %+v", raw, err, got)
		}
	}
	c, err := decodeChart([]byte(`{"series":[{"xdata":"1;2;3","ydata":"1;2"},null,5],"label":{},"colour":3}`))
	if err != nil || len(c.Problems) != 3 || len(c.NotShown) != 1 || len(c.Series) != 1 {
		t.Errorf("%v %+v", err, c)
	}
	r := keep(t, `{"type":"T","root":{"steps":[{"chart":"none"},{"chart":{"series":5}},{"chart":{},"chart":null}]}}`)
	if _, err := r.Chart(1); !errors.Is(err, ErrNotThere) {
		t.Error(err)
	}
	if c, err := r.Chart(2); err != nil || len(c.Series) != 0 || len(c.Problems) != 1 {
		t.Errorf("%v %+v", err, c)
	}
}

func TestFiles(t *testing.T) {
	if b, err := keep(t, everyUUT).AttachmentData(3); err != nil || string(b) != "hello, world" {
		t.Errorf("%q %v", b, err)
	}
	r := keep(t, everyUUR)
	if b, err := r.FileData(r.Files[0]); err != nil || string(b) != "a;b\n1;2\n" {
		t.Errorf("%q %v", b, err)
	}
	if b, err := r.FileData(r.SubUnits[0].Failures[0].Files[0]); err != nil || string(b) != "\x89PNG\r\n\x1a\n" {
		t.Errorf("%q %v", b, err)
	}
	for data, want := range map[string]string{
		`"aGVs\r\nbG8s IHdv\ncmxk"`: "hello, world", `"data:text/plain;base64,aGk="`: "hi", `"aGk"`: "hi", `"--__"`: "\xfb\xef\xff", `"\/\/\/\/"`: "\xff\xff\xff",
		`""`: "", `"aGk*"`: "error", `"a"`: "error", `null`: "none", `5`: "none", `[1]`: "none",
	} {
		r := keep(t, `{"type":"T","root":{"attachment":{"name":"x","data": `+data+` }}}`)
		b, err := r.AttachmentData(0)
		got := string(b)
		switch {
		case errors.Is(err, ErrNotThere):
			got = "none"
		case err != nil:
			got = "error"
		case r.Step(0).File.Size != int64(len(b)) && !strings.HasPrefix(data, `"data:`):
			t.Errorf("%s: size %d, not %d", data, r.Step(0).File.Size, len(b))
		}
		if got != want {
			t.Errorf("%s: %q %v", data, b, err)
		}
	}
}

// A chart far into a long report is found by its place, whatever page it is on.
func TestChartAcrossPages(t *testing.T) {
	for _, before := range []int{0, bodyPage - 60, bodyPage - 20, bodyPage, 3 * bodyPage} {
		points := strings.TrimSuffix(strings.Repeat("1.25;", 60_000), ";")
		r := keep(t, `{"type":"T","root":{"reportText":"`+strings.Repeat("x", before)+`","chart":{"label":"here","series":[{"ydata":"`+points+`"}]}}}`)
		c, err := r.Chart(0)
		if err != nil || c.Label != "here" || len(c.Series[0].Y) != 60_000 || c.Series[0].RawY != points {
			t.Errorf("after %d: %v", before, err)
		}
	}
}

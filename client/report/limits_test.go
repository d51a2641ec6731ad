package report

import (
	"errors"
	"strings"
	"testing"
)

// Free data and files keep to the limits too, and what went before them is there.
func TestLimitsOfParts(t *testing.T) {
	deep := func(n int, open, shut string) string {
		return strings.Repeat(open, n) + `0` + strings.Repeat(shut, n)
	}
	for name, c := range map[string]struct {
		fields string
		lim    Limits
		where  string // empty: it fits
	}{
		"properties":          {`"additionalData":[{"props":[` + strings.Repeat(`{"props":[`, 50) + strings.Repeat(`]}`, 50) + `]}]`, Limits{}, ""},
		"deep properties":     {`"additionalData":[{"props":[` + strings.Repeat(`{"props":[`, 300) + strings.Repeat(`]}`, 300) + `]}]`, Limits{}, "additionalData[0]/props[0]"},
		"deep array":          {`"additionalData":[{"props":[{"array":` + deep(300, `{"a":`, `}`) + `}]}]`, Limits{}, "additionalData[0]/props[0]/array"},
		"deep list":           {`"additionalData":[{"props":[{"array":` + deep(300, `[`, `]`) + `}]}]`, Limits{}, "additionalData[0]/props[0]/array"},
		"long array":          {`"additionalData":[{"props":[{"array":[1,2,3,4,5,6]}]}]`, Limits{List: 5}, "additionalData[0]/props[0]/array"},
		"files":               {`"binaryData":[{},{},{}]`, Limits{List: 2}, "binaryData[1]"},
		"assets":              {`"assets":[{},{},{}]`, Limits{List: 2}, "assets[1]"},
		"references":          {`"uut":{"refUURs":[{},{},{}]}`, Limits{List: 2}, "uut/refUURs[1]"},
		"children":            {`"uur":{"children":["a","b","c"]}`, Limits{List: 2}, "uur/children[1]"},
		"attachment":          {`"binaryData":[{"data":"` + strings.Repeat("A", 3<<20) + `"}]`, Limits{}, ""},
		"far too large file":  {`"binaryData":[{"data":"` + strings.Repeat("A", maxSkipped+1<<20) + `"}]`, Limits{}, "binaryData[0]"},
		"deep unknown":        {`"new":` + deep(3000, `[`, `]`), Limits{}, ""},
		"far too deep unkown": {`"new":` + deep(20_000, `[`, `]`), Limits{}, "new"},
		"long step text":      {`"root":{"steps":[{"name":"ok"},{"name":"` + strings.Repeat("x", 200) + `"}]}`, Limits{String: 100}, "root/steps[1]/name"},
		"long unit":           {`"root":{"steps":[{"numericMeas":[{"unit":"` + strings.Repeat("x", 200) + `"}]}]}`, Limits{String: 100}, "root/steps[0]/numericMeas[0]/unit"},
		"long chart":          {`"root":{"chart":{"series":[{"xdata":"` + strings.Repeat("1;", 2<<20) + `"}]}}`, Limits{}, ""},
	} {
		if raceEnabled && strings.HasPrefix(name, "far too large") {
			continue // a minute for 64 MB of one text
		}
		r, err := Decode(strings.NewReader(`{"type":"T","sn":"before",`+c.fields+`}`), c.lim)
		var de *DecodeError
		switch {
		case r == nil || r.SerialNumber != "before":
			t.Errorf("%s: nothing left, %v", name, err)
		case c.where == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.where != "" && (!errors.As(err, &de) || !strings.HasPrefix(de.Where, c.where) || !r.Incomplete):
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A text that is not UTF-8, and a field that stands twice, count where they are, in
// whatever part of the report.
func TestMarksOfParts(t *testing.T) {
	for fields, where := range map[string]string{
		"\"assets\":[{\"assetSN\":\"a\xffb\"}]":                        "assets[0]/assetSN",
		`"assetStats":[{"message":"a","message":"b"}]`:                 "assetStats[0]/message",
		`"uut":{"refUURs":[{"start":"soon"}]}`:                         "uut/refUURs[0]/start",
		`"uut":{"user":"a"},"uut":{"user":"b"}`:                        "uut",
		`"subUnits":[{"failures":[{"refStepId":"x"}]}]`:                "subUnits[0]/failures[0]/refStepId",
		`"root":{"steps":[{"loop":{"idx":0,"idx":1}}]}`:                "root/steps[0]/loop/idx",
		`"root":{"steps":[{"numericMeas":[{"unit":"a","unit":"b"}]}]}`: "root/steps[0]/numericMeas[0]/unit",
		"\"root\":{\"steps\":[{\"name\":\"a\xffb\"}]}":                 "root/steps[0]/name",
		`"root":{"steps":[{"callExe":{"exitCode":"none"}}]}`:           "root/steps[0]/callExe/exitCode",
		`"additionalData":[{"name":{}}]`:                               "additionalData[0]/name",
		`"binaryData":[{"data":[1]}]`:                                  "binaryData[0]/data",
	} {
		r := decodeText(t, fields)
		found := false
		for _, p := range r.Problems {
			found = found || p.Where == where
		}
		if !found {
			t.Errorf("%s: %+v", fields, r.Problems)
		}
	}
	r := decodeText(t, `"uut":{"user":"a"},"uut":{"user":"b"},"root":{"steps":[{"name":"x","name":"y"}]}`)
	if r.UUT.User != "b" || r.Step(1).Name != "y" {
		t.Errorf("the last one does not count: %+v %+v", r.UUT, r.Step(1))
	}
}

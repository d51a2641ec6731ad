package export

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"stationcompanion/client/report"
	"stationcompanion/client/report/plain"
)

func TestFileName(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{FileName(decode(t, failingWSJF), "pdf"), "SN-1001_PCBA-100_20260421-093105_FAILED.pdf"},
		{FileName(&report.Report{}, ".csv"), "UNKNOWN.csv"},
		{FileName(&report.Report{SerialNumber: "../../etc", PartNumber: `a:b|c*?"<>`, Result: "P"}, "txt"), "etc_a-b-c_PASSED.txt"},
		{FileName(&report.Report{SerialNumber: "con.x", Result: "E"}, ""), "_con.x_ERROR"},
		{FileName(&report.Report{SerialNumber: "Größe 7", PartNumber: "部品\u202egnp", Result: "T"}, "pdf"), "Größe-7_部品-gnp_TERMINATED.pdf"},
	} {
		if c.name != c.want {
			t.Errorf("%q, want %q", c.name, c.want)
		}
	}
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{
		"flash.log": "flash.log", `C:\tmp\flash.log`: "flash.log", "../../.bashrc": "attachment.bashrc", "": "attachment", ".": "attachment", "..": "attachment", "/": "attachment",
		"a b.txt": "a-b.txt", "setup.exe": "setup.exe.download", "SETUP.EXE ": "SETUP.EXE.download", "x.exe...": "x.exe.download", "invoice.pdf.js": "invoice.pdf.js.download",
		"NUL": "_NUL", "nul.txt": "_nul.txt", "COM7.log": "_COM7.log", "LPT0": "_LPT0", "CONSOLE.txt": "CONSOLE.txt", "a.txt:ads.exe": "a.txt-ads.exe.download",
		"photo\u202egnp.exe": "photo-gnp.exe.download", "bilde Æ.png": "bilde-Æ.png", "图.png": "图.png", "😀.png": "attachment.png",
		"-rf.txt": "rf.txt", "x.ｅｘｅ": "x", "run.sh": "run.sh.download", "a.lnk": "a.lnk.download", "exe": "exe", ".exe": "attachment.exe.download",
		"e\u0301.txt": "e.txt", "\x00.txt": "attachment.txt", strings.Repeat("x", 300) + ".png": strings.Repeat("x", 128) + ".png",
	} {
		if got := SafeName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

var allowed = regexp.MustCompile(`^[\pL0-9._-]+$`)

func checkName(t *testing.T, name string) {
	t.Helper()
	switch base, _, _ := strings.Cut(strings.ToUpper(name), "."); {
	case !allowed.MatchString(name), !utf8.ValidString(name), !filepath.IsLocal(name), filepath.Base(name) != name:
		t.Errorf("%q is not safe", name)
	case len(name) > nameMax, name[0] == '.', name[0] == '-', strings.HasSuffix(name, "."):
		t.Errorf("%q does not fit", name)
	case regexp.MustCompile(`^(CON|PRN|AUX|NUL|(COM|LPT)[0-9])$`).MatchString(base):
		t.Errorf("%q is a device on Windows", name)
	}
	for _, r := range name {
		if plain.Rune(r) != r {
			t.Errorf("%q holds %U", name, r)
		}
	}
}

func FuzzSafeName(f *testing.F) {
	for _, s := range []string{"a.exe", `..\..\con`, "nul.", "x\u202e.js ", "ſ.ſh", "K.lnK"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name := SafeName(s)
		checkName(t, name)
		if startsSomething(name) {
			t.Errorf("%q: %q starts something", s, name)
		}
		if again := SafeName(name); again != name {
			t.Errorf("%q: %q, and again %q", s, name, again)
		}
	})
}

func FuzzFileName(f *testing.F) {
	f.Add("SN", "PN", "P", "pdf")
	f.Add("con", "", "", "")
	f.Add("aux.", "..", "/", "../x")
	f.Fuzz(func(t *testing.T, sn, pn, result, ext string) {
		checkName(t, FileName(&report.Report{SerialNumber: sn, PartNumber: pn, Result: result}, ext))
	})
}

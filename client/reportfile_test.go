package client

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stationcompanion/client/report"
)

func TestReadReport(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := `{"type":"T","id":"6f1a2c3d-1111-4222-8333-444455556666","sn":"S","pn":"P","result":"P","root":{"name":"Main","status":"P"}}`
	r, err := ReadReport(write("good.json", good), report.Limits{})
	if err != nil || r.SerialNumber != "S" {
		t.Fatalf("%v, %v", r, err)
	}
	r, err = ReadReport(write("cut.json", good[:len(good)-20]), report.Limits{})
	if err == nil || r == nil || !r.Incomplete || r.SerialNumber != "S" {
		t.Errorf("a report that breaks off: %+v, %v", r, err)
	}
	if err := os.Truncate(write("big.json", ""), MaxFile+1); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]error{
		filepath.Join(dir, "none.json"):     fs.ErrNotExist,
		dir:                                 ErrFolder,
		filepath.Join(dir, "big.json"):      ErrTooBig,
		os.DevNull:                          ErrNotFile,
		write("page.html", "<html></html>"): report.ErrShape,
	} {
		r, err := ReadReport(path, report.Limits{})
		fe, ok := errors.AsType[*FileError](err)
		if r != nil || !ok || !errors.Is(err, want) {
			t.Errorf("%s: %v, %v, want %v", path, r, err, want)
			continue
		}
		if fe.Name != filepath.Base(path) || strings.Contains(err.Error(), dir) && path != dir {
			t.Errorf("%s is called %q: %v", path, fe.Name, err)
		}
	}
}

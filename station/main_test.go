package station

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

// TestMain lets the test binary play the process that is killed while saving.
func TestMain(m *testing.M) {
	if path := os.Getenv("STATION_SAVER"); path != "" {
		saveForEver(path)
	}
	goleak.VerifyTestMain(m)
}

// desk is a directory with the files of one test and the inputs that lead there.
type desk struct {
	t   *testing.T
	dir string
	in  Inputs
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	dir := t.TempDir()
	return &desk{t: t, dir: dir, in: Inputs{
		UserPath:     filepath.Join(dir, "user", "station.conf"),
		EveryonePath: filepath.Join(dir, "everyone", "station.conf"),
		LegacyDir:    filepath.Join(dir, "here"),
		LegacyHome:   filepath.Join(dir, "home"),
	}}
}

func (d *desk) env(pairs ...string) *desk {
	d.in.LookupEnv = func(name string) (string, bool) {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1], true
			}
		}
		return "", false
	}
	return d
}

func (d *desk) host(name string) *desk {
	d.in.Hostname = func() (string, error) { return name, nil }
	return d
}

func (d *desk) flag(k Key, value string) *desk {
	if d.in.Flags == nil {
		d.in.Flags = map[Key]string{}
	}
	d.in.Flags[k] = value
	return d
}

func (d *desk) user(text string) *desk     { return d.write(d.in.UserPath, text) }
func (d *desk) everyone(text string) *desk { return d.write(d.in.EveryonePath, text) }
func (d *desk) here(text string) *desk     { return d.write(olderPath(d.in.LegacyDir), text) }
func (d *desk) home(text string) *desk     { return d.write(olderPath(d.in.LegacyHome), text) }

func (d *desk) write(path, text string) *desk {
	d.t.Helper()
	writeFile(d.t, path, text)
	return d
}

func writeFile(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func readFile(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// tree lists what lies in a directory.
func tree(t testing.TB, dir string) string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			all = append(all, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(all, " ")
}

// kinds lists the problems as "kind:line:key".
func kinds(problems []Problem) string {
	var all []string
	for _, p := range problems {
		text := string(p.Kind)
		if p.Line > 0 {
			text += ":" + strings.Repeat("I", p.Line)
		}
		if p.Key != "" {
			text += ":" + string(p.Key)
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// wantOnly checks what lies in the test's own folder: nothing is left behind.
func wantOnly(t *testing.T, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, want %q", got, want)
	}
}

func TestShowIntoAFile(t *testing.T) {
	home(t)
	file := written(t, "r.json", wsjf)
	for _, format := range formats {
		plain := showing(t, file, "--format", format)
		out := "out." + format
		got := showing(t, file, "--format", format, "--output", out)
		if got.code != ExitOK || got.err != "" || got.out != "Written to "+out+"\n" {
			t.Errorf("%s: %+v", format, got)
		}
		text, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		if format != formatPDF && string(text) != plain.out || len(text) == 0 { // a PDF holds the moment it was made
			t.Errorf("%s: the file and standard output differ", format)
		}
		if err := os.WriteFile(out, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(out, 0o640); err != nil {
			t.Fatal(err)
		}
		if got := showing(t, file, "--format", format, "-o", out); got.code != ExitOK {
			t.Errorf("%s: %+v", format, got)
		}
		again, err := os.ReadFile(out)
		info, statErr := os.Stat(out)
		whole := string(again) == string(text)
		if format == formatPDF { // it holds the moment it was made, compressed: some bytes more or less
			more := len(again) - len(text)
			whole = bytes.HasPrefix(again, []byte("%PDF-")) && bytes.HasSuffix(again, []byte("%%EOF\n")) && max(more, -more) < 64
		}
		if err != nil || statErr != nil || !whole || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
			t.Errorf("%s was not replaced as it was: %v %v", out, err, statErr)
		}
	}
	wantOnly(t, "r.json", "out.text", "out.json", "out.csv", "out.pdf", "out.wsjf")
}

func TestShowIntoWhereItCannot(t *testing.T) {
	home(t)
	file := written(t, "r.json", wsjf)
	written(t, "fixed.txt", "old")
	for _, err := range []error{os.Mkdir("dir", 0o700), os.Chmod("fixed.txt", 0o400)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for out, word := range map[string]string{
		filepath.Join("no", "such", "x.txt"): "Check the path", "dir": "folder", "fixed.txt": "permission", "x\x00y": "x␀y was not written.",
	} {
		got := showing(t, file, "-o", out)
		if got.code != ExitBad || got.out != "" || !strings.Contains(got.err, "was not written.") || !strings.Contains(got.err, word) || strings.Contains(got.err, ".part") {
			t.Errorf("%q: %+v", out, got)
		}
	}
	if got := showing(t, file, "-o", "."+string(filepath.Separator)+file); got.code != ExitUsage || !strings.Contains(got.err, "the report itself") {
		t.Errorf("%+v", got)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != wsjf {
		t.Errorf("the report itself was touched: %v", err)
	}
	wantOnly(t, "r.json", "dir", "fixed.txt")
}

func TestShowIntoAFolderThatTakesNothing(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("rights of folders do not bind this account")
	}
	home(t)
	file := written(t, "r.json", wsjf)
	if err := os.Mkdir("closed", 0o500); err != nil {
		t.Fatal(err)
	}
	got := showing(t, file, "-o", filepath.Join("closed", "x.txt"))
	if got.code != ExitBad || !strings.Contains(got.err, "was not written.") || !strings.Contains(got.err, "permission") {
		t.Errorf("%+v", got)
	}
}

// Where writing fails in the middle the old file stays and no temporary one.
func TestReplaceFileFails(t *testing.T) {
	home(t)
	written(t, "out", "old")
	broken := errors.New("broken in the middle")
	err := replaceFile("out", func(w io.Writer) error {
		if _, err := w.Write(bytes.Repeat([]byte("new"), 100_000)); err != nil {
			t.Error(err)
		}
		if entries, err := os.ReadDir("."); err != nil || len(entries) != 2 {
			t.Errorf("%d entries while writing, %v: the file is to be written beside", len(entries), err)
		}
		return broken
	})
	text, readErr := os.ReadFile("out")
	if !errors.Is(err, broken) || readErr != nil || string(text) != "old" {
		t.Errorf("%v, %q, %v", err, text, readErr)
	}
	wantOnly(t, "out")
}

func TestReplaceFileFollowsALink(t *testing.T) {
	home(t)
	written(t, "real", "old")
	if err := os.Symlink("real", "link"); err != nil {
		t.Skip("no links here: ", err)
	}
	if err := replaceFile("link", func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("real")
	info, statErr := os.Lstat("link")
	if err != nil || statErr != nil || string(text) != "new" || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("%q, %v, %v", text, err, statErr)
	}
}

// A device stays a device, and bytes for programs do not go to a terminal.
func TestShowAndDevices(t *testing.T) {
	home(t)
	file := written(t, "r.json", wsjf)
	if got := showing(t, file, "-o", os.DevNull); got.code != ExitOK {
		t.Errorf("%+v", got)
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close() //nolint:errcheck // nothing was written
	if info, err := null.Stat(); err != nil || info.Mode().IsRegular() || isTerminal(null) && runtime.GOOS != "windows" {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	screen, err := os.OpenFile("/dev/zero", os.O_WRONLY, 0) // a character device as a terminal is
	if err != nil {
		t.Skip("no /dev/zero here: ", err)
	}
	defer screen.Close() //nolint:errcheck // nothing is kept
	for format, want := range map[string]int{formatText: ExitOK, formatJSON: ExitOK, formatCSV: ExitOK, formatPDF: ExitUsage, formatWSJF: ExitUsage} {
		var errs strings.Builder
		c := Command{Name: cmdShow, Args: []string{file}, Options: Options{Format: format}}
		if code := Run(t.Context(), c, Env{Out: screen, Err: &errs, Fonts: testFonts}); code != want || want == ExitUsage && !strings.Contains(errs.String(), "-o FILE") {
			t.Errorf("%s: %d, %s", format, code, errs.String())
		}
	}
}

func TestShowThatCannotBeWritten(t *testing.T) {
	home(t)
	file := written(t, "r.json", wsjf)
	for _, format := range formats {
		var errs strings.Builder
		c := Command{Name: cmdShow, Args: []string{file}, Options: Options{Format: format}}
		if code := Run(t.Context(), c, Env{Out: fullDisk{}, Err: &errs, Fonts: testFonts}); code != ExitBad || strings.Count(errs.String(), "no space") != 1 {
			t.Errorf("%s: %d, %s", format, code, errs.String())
		}
	}
}

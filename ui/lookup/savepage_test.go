package lookup

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"stationcompanion/client/report"
)

// kept decodes a report with its original.
func kept(t *testing.T, wsjf string) *report.Report {
	t.Helper()
	rep, err := report.DecodeKeeping(strings.NewReader(wsjf), report.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// press taps the button with a label on the open page and takes in what comes of it.
func (r *rig) pressButton(label string) {
	r.t.Helper()
	for _, b := range find[*widget.Button](r.p.pages.object) {
		if b.Text == label {
			b.OnTapped()
			return
		}
	}
	r.t.Fatalf("no button %q", label)
}

// TestSaveInEveryForm: each form lies whole under a safe name, none replaces another, and
// the page says where and leads there.
func TestSaveInEveryForm(t *testing.T) {
	r := opened(t, kept(t, failingWSJF))
	dir := filepath.Join(t.TempDir(), "reports")
	r.p.d.SaveDir = dir
	var shownPath string
	r.p.d.OpenPath = func(path string) { shownPath = path }
	r.choose("Save or print this report")
	for label, check := range map[string]func([]byte) bool{
		"PDF": func(b []byte) bool { return bytes.HasPrefix(b, []byte("%PDF-")) },
		"Text": func(b []byte) bool {
			return bytes.Contains(b, []byte("FAILED")) && bytes.Contains(b, []byte("VCC 3V3"))
		},
		"Table (CSV)":     func(b []byte) bool { return bytes.Contains(b, []byte("3.71")) },
		"Original (WSJF)": func(b []byte) bool { return string(b) == failingWSJF },
	} {
		r.pressButton(label)
		r.pump()
		said := ""
		for _, l := range find[*widget.Label](r.p.pages.object) {
			if strings.HasPrefix(l.Text, "Saved as ") {
				said = strings.TrimSuffix(strings.TrimPrefix(l.Text, "Saved as "), ".")
			}
		}
		data, err := os.ReadFile(said)
		if err != nil || !check(data) || filepath.Dir(said) != dir || !strings.Contains(filepath.Base(said), "SN-1001") {
			t.Errorf("%s: %q holds %.40q, %v", label, said, data, err)
		}
	}
	r.pressButton("Open")
	if filepath.Dir(shownPath) != dir {
		t.Errorf("Open shows %q", shownPath)
	}
	r.pressButton("Show the folder")
	if shownPath != dir {
		t.Errorf("the folder is %q", shownPath)
	}
	r.pressButton("PDF")
	r.pump()
	if files, _ := os.ReadDir(dir); len(files) != 5 {
		t.Errorf("%d files after saving one form twice", len(files))
	}
}

// TestSaveFails: what went wrong is said, and nothing half written stays.
func TestSaveFails(t *testing.T) {
	dir := t.TempDir()
	bad := errors.New("disk full")
	if path, err := saveInto(dir, "a.txt", func(w io.Writer) error { io.WriteString(w, "half"); return bad }); !errors.Is(err, bad) || path != "" {
		t.Errorf("%q, %v", path, err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 0 {
		t.Errorf("%v stays", files)
	}
	r := opened(t, kept(t, failingWSJF))
	r.p.d.SaveDir = filepath.Join(os.DevNull, "no folder")
	r.choose("Save or print this report")
	r.pressButton("Text")
	r.pump()
	if marks := find[*widget.Label](r.p.pages.object); len(marks) == 0 || !says(r.p.pages.object, "not a directory") {
		t.Error("nothing says that it could not be saved")
	}
	plain := opened(t, decode(t, failingWSJF)) // without its original
	plain.p.d.SaveDir = dir
	plain.choose("Save or print this report")
	plain.pressButton("Original (WSJF)")
	plain.pump()
	if files, _ := os.ReadDir(dir); len(files) != 0 {
		t.Error("something was saved")
	}
}

// TestAttachments: files are listed with type, size and place; pictures are shown, others
// saved under safe names.
func TestAttachments(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	with := func(name, kind string, data []byte) string {
		return strings.Replace(failingWSJF, `"causedUUTFailure":true,`, `"causedUUTFailure":true,"attachment":{"name":"`+name+`","contentType":"`+kind+`","data":"`+base64.StdEncoding.EncodeToString(data)+`"},`, 1)
	}
	r := opened(t, kept(t, with("scope.png", "image/png", picture.Bytes())))
	r.choose("Attachments (1)")
	if !says(r.p.pages.object, "scope.png") || !says(r.p.pages.object, "image/png") || !says(r.p.pages.object, "Power › VCC 3V3") {
		t.Error("the attachment is not named")
	}
	r.pressButton("Show")
	r.pump()
	if shown := find[*canvas.Image](r.p.pages.now.content); len(shown) == 0 || shown[len(shown)-1].Image == nil {
		t.Error("the picture is not shown")
	}
	dir := t.TempDir()
	r = opened(t, kept(t, with("../../run me.exe", "application/octet-stream", []byte("MZ"))))
	r.p.d.SaveDir = dir
	r.choose("Attachments (1)")
	r.pressButton("Save")
	r.pump()
	files, _ := os.ReadDir(dir)
	if len(files) != 1 || !strings.HasSuffix(files[0].Name(), ".download") || strings.ContainsAny(files[0].Name(), "/\\") {
		t.Errorf("saved as %v", files)
	}
	if _, err := decodeImage([]byte("GIF89a")); !errors.Is(err, errPicture) {
		t.Errorf("a GIF: %v", err)
	}
	huge := bytes.Clone(picture.Bytes())
	copy(huge[16:], []byte{0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff})
	if _, err := decodeImage(huge); !errors.Is(err, errPicture) {
		t.Errorf("a picture of 4e18 pixels: %v", err)
	}
}

// TestSaveFileBesideReports: a file of another pane lies there under a safe name, and not
// at all where writing it fails.
func TestSaveFileBesideReports(t *testing.T) {
	r := newRig(t)
	dir := filepath.Join(t.TempDir(), "reports")
	r.p.d.SaveDir = dir
	write := func(w io.Writer) error { _, err := io.WriteString(w, "a\n"); return err }
	for _, want := range []string{"a-b.log", "a-b-2.log"} {
		path, err := r.p.SaveFile("a:b.log", write)
		data, _ := os.ReadFile(path)
		if err != nil || path != filepath.Join(dir, want) || string(data) != "a\n" {
			t.Errorf("%s: %q, %v, holds %q", want, path, err, data)
		}
	}
	if path, err := r.p.SaveFile("c.log", func(io.Writer) error { return io.ErrShortWrite }); !errors.Is(err, io.ErrShortWrite) || path != "" {
		t.Errorf("a failed one: %q, %v", path, err)
	}
	if all, _ := os.ReadDir(dir); len(all) != 2 {
		t.Errorf("%d files are there", len(all))
	}
}

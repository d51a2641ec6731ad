package support

import (
	"archive/zip"
	"io"
	"path"
	"strings"
	"time"
)

// WriteZip writes files as a zip archive into one folder, "support/", all of the time at.
// The same files and time give the same bytes.
func WriteZip(w io.Writer, files []File, at time.Time) error {
	z := zip.NewWriter(w)
	for _, f := range files {
		h := &zip.FileHeader{Name: path.Join("support", f.Name), Method: zip.Deflate, Modified: at.UTC().Truncate(2 * time.Second)}
		h.SetMode(0o600)
		part, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(part, f.Text); err != nil {
			return err
		}
	}
	return z.Close()
}

// FileName is a bundle's name: of the station unless it is anonymous, and of when it was
// made. It holds letters, digits and hyphens alone.
func FileName(station string, at time.Time, anonymous bool) string {
	name := "support-" + at.Format("20060102-150405") + ".zip"
	if anonymous {
		return name
	}
	plain := strings.Trim(strings.Map(func(r rune) rune {
		if r < 0x80 && isLetter(r) {
			return r
		}
		return '-'
	}, station), "-")
	if plain == "" {
		return name
	}
	return plain[:min(len(plain), 60)] + "-" + name
}

package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"strconv"
	"time"

	"stationcompanion/client/report"
)

// A file is one line and then the gzip stream of what is kept. The line is the
// CRC-32C of its JSON in eight hex digits, a space, the JSON, a newline: all that is
// needed to build the index again, and to tell whether the file is whole.

const (
	version   = 1
	maxLine   = 256 << 10 // bytes of the line
	maxBody   = 256 << 20 // bytes of a report before packing
	maxPacked = maxBody + maxBody/64 + 1<<10
	atFormat  = "2006-01-02T15:04:05.000Z07:00"
)

// line is what stands in front.
type line struct {
	Version int            `json:"version"`
	Account string         `json:"account"`       // the directory's name: nothing is served to another one
	ID      string         `json:"id,omitempty"`  // of a report
	Key     string         `json:"key,omitempty"` // of a list
	At      string         `json:"at"`            // RFC 3339 with milliseconds
	Size    int64          `json:"size"`          // bytes before packing
	Packed  int64          `json:"packed"`        // bytes that follow
	Sum     string         `json:"sha256"`        // of those
	Header  *report.Header `json:"header,omitempty"`

	at int64 // At in ms of Unix time
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// encode writes the line.
func (l *line) encode() ([]byte, error) {
	l.Version = version
	text, err := json.Marshal(l)
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	b := make([]byte, 0, len(text)+10)
	b = fmt.Appendf(b, "%08x ", crc32.Checksum(text, castagnoli))
	if b = append(append(b, text...), '\n'); len(b) > maxLine {
		return nil, fmt.Errorf("%w: header of %d bytes, at most %d", ErrTooLarge, len(b), maxLine)
	}
	return b, nil
}

// cutLine reads the line in front of data and gives what follows. Its error wraps
// errDamaged or errNewer.
func cutLine(data []byte) (l line, rest []byte, err error) {
	end := bytes.IndexByte(data[:min(len(data), maxLine)], '\n')
	if end < 9 {
		return l, nil, damaged("no line in front")
	}
	text := data[9:end]
	sum, err := strconv.ParseUint(string(data[:8]), 16, 32)
	if err != nil || data[8] != ' ' || uint32(sum) != crc32.Checksum(text, castagnoli) {
		return l, nil, damaged("the line in front does not match its checksum")
	}
	if err := json.Unmarshal(text, &l); err != nil {
		return l, nil, damaged("the line in front: %v", err)
	}
	return l, data[end+1:], l.check()
}

// check holds what the line says against what can be.
func (l *line) check() error {
	at, err := time.Parse(atFormat, l.At)
	switch {
	case l.Version > version:
		return errNewer
	case l.Version != version:
		return damaged("version %d", l.Version)
	case err != nil:
		return damaged("time %q", l.At)
	case l.Size < 0 || l.Size > maxBody || l.Packed < 1 || l.Packed > maxPacked:
		return damaged("size %d, packed %d", l.Size, l.Packed)
	case len(l.Sum) != 2*sha256.Size:
		return damaged("checksum %q", l.Sum)
	case (l.ID == "") == (l.Key == "") || (l.ID != "") != (l.Header != nil):
		return damaged("neither a report nor a list")
	}
	l.at = at.UnixMilli()
	return nil
}

// belongs checks that the file is what its name and place say.
func (l *line) belongs(account, name string) error {
	want := listFile(l.Key)
	if l.ID != "" {
		want = l.ID + reportExt
	}
	if l.Account != account || want != name {
		return damaged("it belongs elsewhere: account %s, name %s", l.Account, want)
	}
	return nil
}

// verify checks what follows the line.
func (l *line) verify(packed []byte) error {
	if int64(len(packed)) != l.Packed {
		return damaged("%d bytes instead of %d", len(packed), l.Packed)
	}
	if sumOf(packed) != l.Sum {
		return damaged("the content does not match its checksum")
	}
	return nil
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

package availability

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
)

// fileMax is the longest file that is read, in bytes; the fullest one is under a fifth.
const fileMax = 1 << 20

// fileVersion is the only format so far.
const fileVersion = 1

// errDamaged is a file that is not as it was written.
var errDamaged = errors.New("the file is damaged")

// encode gives the file's bytes: JSON, and on the last line its CRC-32 in hex.
func encode(k *kept) ([]byte, error) {
	data, err := json.Marshal(k)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(data, "\n%08x\n", crc32.ChecksumIEEE(data)), nil
}

// decode is encode's twin; what it gives is within all bounds.
func decode(raw []byte) (*kept, error) {
	data, sum, ok := bytes.Cut(raw, []byte("\n"))
	if !ok || string(sum) != fmt.Sprintf("%08x\n", crc32.ChecksumIEEE(data)) {
		return nil, errDamaged
	}
	k := &kept{}
	if err := json.Unmarshal(data, k); err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	if k.Version != fileVersion {
		return nil, fmt.Errorf("%w: format %d, this program knows %d", errDamaged, k.Version, fileVersion)
	}
	return k, k.check()
}

// read gives the file's bytes, at most fileMax of them.
func read(path string) ([]byte, error) {
	f, err := os.Open(path) // #nosec G304 -- our own record
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // only read
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file", path)
	case info.Size() > fileMax:
		return nil, fmt.Errorf("%w: %d bytes", errDamaged, info.Size())
	}
	return io.ReadAll(io.LimitReader(f, fileMax))
}

// load reads what earlier runs left; nil where there is nothing. keep tells whether the
// file may be written: not where it could not be read, since something may be in it.
func (r *Recorder) load() (k *kept, keep, setAside bool) {
	if r.o.Path == "" {
		return nil, false, false
	}
	raw, err := read(r.o.Path)
	if err == nil {
		k, err = decode(raw)
	}
	switch {
	case err == nil:
		return k, true, false
	case errors.Is(err, fs.ErrNotExist):
		return nil, true, false
	case !errors.Is(err, errDamaged):
		r.o.Log.Warn().Err(err).Str("path", r.o.Path).Msg("Availability record cannot be read; this run's is not kept")
		return nil, false, false
	}
	aside := r.o.Path + ".damaged"
	log := r.o.Log.Warn().Err(err).Str("path", r.o.Path).Str("moved_to", aside)
	// Its new name is flushed before the next record takes the old one: the disk may do
	// the later of two renames alone.
	if err := r.disk.putAside(r.o.Path, aside); err != nil {
		log.AnErr("move_error", err).Msg("Availability record is damaged and cannot be put aside; this run's is not kept")
		return nil, false, true
	}
	log.Msg("Availability record is damaged and was put aside; it begins anew")
	return nil, true, true
}

// save writes the file. It is tried again a minute later when it fails, and that is logged
// once, until it works again.
func (r *Recorder) save() {
	r.mu.Lock()
	keep := r.keep
	k := r.keeps()
	r.saved = r.mono
	failed := r.failed
	r.mu.Unlock()
	if !keep {
		return
	}
	err := r.disk.write(r.o.Path, k)
	if err != nil && !failed {
		r.o.Log.Warn().Err(err).Str("path", r.o.Path).Msg("Availability record could not be written")
	}
	r.mu.Lock()
	r.failed = err != nil
	r.mu.Unlock()
}

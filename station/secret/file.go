package secret

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/adrg/xdg"

	"stationcompanion/station/internal/durable"
)

const (
	fileName = "tokens.json" // {"https://host": "token"}
	maxFile  = 1 << 20       // bytes
	lockWait = 2 * time.Second
)

// errDamaged says that the file holds no tokens any more, as after a power cut.
var errDamaged = errors.New("the token file is damaged")

// path is the fallback file.
func (s Store) path() string {
	dir := s.Dir
	if dir == "" {
		dir = filepath.Join(xdg.StateHome, "station-companion")
	}
	return filepath.Join(dir, fileName)
}

// readFile gives the tokens by origin; none when there is no file.
func (s Store) readFile() (map[string]string, error) {
	path := s.path()
	data, fi, err := durable.Read(path, maxFile, lockWait)
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]string{}, nil
	}
	if err != nil {
		return nil, err
	}
	if runtime.GOOS != "windows" && fi.Mode().Perm()&0o077 != 0 {
		_ = os.Chmod(path, 0o600) // copied about by somebody; it says "only you can read it"
	}
	tokens := map[string]string{}
	if json.Unmarshal(data, &tokens) != nil || tokens == nil {
		return nil, fmt.Errorf("%s: %w", path, errDamaged) // its text stays out of the error
	}
	return tokens, nil
}

// putFile keeps a token in the file, or forgets it when t is empty. A damaged file is
// replaced: what it kept is lost already.
func (s Store) putFile(ctx context.Context, origin string, t Token) error {
	tokens, err := s.readFile()
	if err == nil && tokens[origin] == t.Reveal() {
		return nil // also: nothing to forget
	}
	path := s.path()
	if err := durable.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	// A save ends in the file also when the keyring has used up ctx.
	unlock, err := durable.Lock(context.WithoutCancel(ctx), path, lockWait, 0o600)
	if err != nil {
		return err
	}
	defer unlock()
	tokens, err = s.readFile()
	if errors.Is(err, errDamaged) {
		tokens, err = map[string]string{}, nil
	}
	if err != nil {
		return err
	}
	if t.Empty() {
		delete(tokens, origin)
	} else {
		tokens[origin] = t.Reveal()
	}
	return s.writeFile(tokens)
}

func (s Store) writeFile(tokens map[string]string) error {
	data, err := json.MarshalIndent(tokens, "", "  ")
	if err != nil {
		return err
	}
	dir, err := durable.Open(filepath.Dir(s.path()), durable.Options{})
	if err != nil {
		return err
	}
	defer dir.Close()
	dir.Sweep(fileName)
	return dir.Replace(fileName, append(data, '\n'), 0o600, nil)
}

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

// ErrDamaged says that the fallback file holds no tokens any more, as after a power cut
// or a slip in an editor. The next save replaces it; parts of tokens are not kept.
var ErrDamaged = errors.New("the token file is damaged")

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
		return nil, fmt.Errorf("%s: %w", path, ErrDamaged) // its text stays out of the error
	}
	return tokens, nil
}

// putFile keeps a token in the file; an empty one says that there is none, whatever the
// keyring holds. A damaged file is replaced: what it kept is lost already.
func (s Store) putFile(ctx context.Context, origin string, t Token) error {
	return s.editFile(ctx, func(tokens map[string]string) bool {
		old, ok := tokens[origin]
		tokens[origin] = t.Reveal()
		return !ok || old != t.Reveal()
	})
}

// dropFile takes origin out of the file: the keyring has the last word on it again.
func (s Store) dropFile(ctx context.Context, origin string) error {
	return s.editFile(ctx, func(tokens map[string]string) bool {
		_, ok := tokens[origin]
		delete(tokens, origin)
		return ok
	})
}

// editFile changes the tokens where nobody else can come between; edit tells whether
// there was anything to change.
func (s Store) editFile(ctx context.Context, edit func(map[string]string) bool) error {
	if tokens, err := s.readFile(); err == nil && !edit(tokens) {
		return nil
	}
	path := s.path()
	if err := durable.Writable(path); err != nil {
		return err
	}
	if err := durable.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	// A save ends in the file also when the keyring has used up ctx.
	unlock, err := durable.Lock(context.WithoutCancel(ctx), path, lockWait, 0o600)
	if err != nil {
		return err
	}
	defer unlock()
	tokens, err := s.readFile()
	damaged := errors.Is(err, ErrDamaged)
	if damaged {
		tokens, err = map[string]string{}, nil
	}
	if err != nil || !edit(tokens) && !damaged {
		return err
	}
	return s.writeFile(tokens)
}

func (s Store) writeFile(tokens map[string]string) error {
	data, err := json.MarshalIndent(tokens, "", "  ")
	if err != nil {
		return err
	}
	dir, err := durable.Open(filepath.Dir(s.path()), s.disk)
	if err != nil {
		return err
	}
	defer dir.Close()
	dir.Sweep(fileName)
	return dir.Replace(fileName, append(data, '\n'), 0o600, nil)
}

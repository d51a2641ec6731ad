package instance

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"sort"
	"time"
)

// oneClaim bounds how long AskAny waits for one window, so that a hung one does not
// hide the others.
const oneClaim = 2 * time.Second

// maxClaims bounds how many windows AskAny asks.
const maxClaims = 32

// Failed is the running window's refusal: it understood the question and could not
// answer it. The text is its error, in English, for the log.
type Failed struct{ Text string }

func (e *Failed) Error() string { return "the running window could not answer: " + e.Text }

// Ask sends one request to the running window; ErrNone when there is none or it
// does not answer within ctx (at most five seconds), *Failed when its handler failed.
func Ask(ctx context.Context, dir, session, verb string, body []byte) ([]byte, error) {
	return askClaim(ctx, claimPath(dir, session), verb, body)
}

// AskAny asks the windows of every desktop session of this user, the newest first,
// until one answers; ErrNone when none does. It serves consoles that do not run in
// the window's own session (ssh, a second display).
func AskAny(ctx context.Context, dir, verb string, body []byte) ([]byte, error) {
	all := error(ErrNone)
	for _, path := range claims(dir) {
		one, cancel := context.WithTimeout(ctx, oneClaim)
		answer, err := askClaim(one, path, verb, body)
		cancel()
		if err == nil {
			return answer, nil
		}
		if !errors.Is(err, ErrNone) {
			all = err
		}
		if ctx.Err() != nil {
			break
		}
	}
	return nil, all
}

// claims lists the claim files of dir, the newest first.
func claims(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	type file struct {
		path string
		at   time.Time
	}
	var files []file
	for _, e := range entries {
		if ok, _ := filepath.Match(claimPattern, e.Name()); !ok || !e.Type().IsRegular() {
			continue
		}
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // ended meanwhile
		}
		if err == nil {
			files = append(files, file{filepath.Join(dir, e.Name()), info.ModTime()})
		}
	}
	sort.Slice(files, func(i, j int) bool { return files[i].at.After(files[j].at) })
	paths := make([]string, 0, len(files))
	for _, f := range files[:min(len(files), maxClaims)] {
		paths = append(paths, f.path)
	}
	return paths
}

func askClaim(ctx context.Context, path, verb string, body []byte) ([]byte, error) {
	c, err := readClaim(path)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, perRequest)
	defer cancel()
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp4", c.Address)
	if err != nil {
		return nil, noneBecause(err)
	}
	defer conn.Close()                                      //nolint:errcheck // answered or given up
	stop := context.AfterFunc(ctx, func() { conn.Close() }) // #nosec G104 -- cuts off a window that never answers
	defer stop()
	q, err := writeQuestion(conn, c.Key, verb, body)
	if err != nil {
		return nil, noneBecause(err)
	}
	answer, err := readAnswer(conn, c.Key, q)
	if failed := (*Failed)(nil); err != nil && !errors.As(err, &failed) {
		return nil, noneBecause(err)
	}
	return answer, err
}

package station

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// saveForEver is the process that gets killed: it saves station.conf again and again,
// each time with another number and what proves the file complete, and tells every
// step of the writing on its standard output.
func saveForEver(path string) {
	k := NewKeeper(Inputs{UserPath: path})
	k.disk.Step = func(string) { _, _ = os.Stdout.Write([]byte{'.'}) }
	n, _ := strconv.Atoi(k.State().User.Values[KeyLocation])
	for {
		n++
		if _, err := k.Update(ScopeUser, Change{Set: provable(n)}); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		fmt.Printf("saved %d\n", n)
	}
}

// provable makes the n-th content: of a size of its own, with its hash.
func provable(n int) map[Key]string {
	server := strings.Repeat("x", 1+n*37%400)
	return map[Key]string{
		KeyStation:  fmt.Sprint("S", n),
		KeyLocation: strconv.Itoa(n),
		KeyServer:   server,
		KeyPurpose:  fmt.Sprintf("%x", sha256.Sum256(fmt.Append(nil, n, server))),
	}
}

// proven gives the number of a complete content.
func proven(path string) (int, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	l := parsed(path, roleUser, data)
	n, err := strconv.Atoi(l.Values[KeyLocation])
	if err != nil || !bytes.HasPrefix(data, []byte("# head\n")) || !bytes.HasSuffix(data, []byte("# tail\n")) {
		return 0, fmt.Errorf("torn: %q", data)
	}
	for k, want := range provable(n) {
		if l.Values[k] != want {
			return 0, fmt.Errorf("mixed: %s in %q", k, data)
		}
	}
	return n, nil
}

// A process killed at any moment of saving leaves the old or the new file, never less
// than what it has reported saved, and the file before that as .bak.
func TestKilledWhileSaving(t *testing.T) {
	kills := 1000
	if testing.Short() {
		kills = 50
	}
	self, err := os.Executable()
	if err != nil {
		t.Skip("cannot start another process:", err)
	}
	path := filepath.Join(t.TempDir(), "station.conf")
	first := provable(0)
	writeFile(t, path, fmt.Sprintf("# head\nstation = %s\nlocation = %s\nserver = %s\npurpose = %s\n# tail\n",
		first[KeyStation], first[KeyLocation], first[KeyServer], first[KeyPurpose]))
	rng := rand.New(rand.NewPCG(1, 2))
	steps := map[int]int{}
	for range kills {
		before, err := proven(path)
		if err != nil {
			t.Fatal(err)
		}
		// A save has ten steps; the kill arrives while one of the first twenty is made.
		reported, last := saveAndKill(t, self, path, 1+rng.IntN(20), rng.IntN(20_000))
		steps[last]++
		now, err := proven(path)
		if err != nil {
			t.Fatal(err)
		}
		if now < before || now < reported {
			t.Fatalf("back to %d: was %d, reported %d", now, before, reported)
		}
		if now == 0 {
			continue // not one save yet, so no .bak either
		}
		if bak, err := proven(path + ".bak"); err != nil || bak != now && bak != now-1 {
			t.Fatalf(".bak of %d is %d, %v", now, bak, err)
		}
	}
	if len(steps) < min(10, kills/10) {
		t.Errorf("the kills hit only %d different moments: %v", len(steps), steps)
	}
	if n, _ := proven(path); n < kills/4 {
		t.Errorf("only %d saves in %d processes", n, kills)
	}
	if _, err := NewKeeper(Inputs{UserPath: path}).Update(ScopeUser, Change{Set: provable(1 << 20)}); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, filepath.Dir(path)); got != "station.conf station.conf.bak station.conf.lock" {
		t.Errorf("left over: %s", got)
	}
}

// saveAndKill starts a saver and kills it after so many of its steps, and a moment
// more. It gives the last number reported saved and the steps made since.
func saveAndKill(t *testing.T, self, path string, after, spin int) (reported, since int) {
	t.Helper()
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "STATION_SAVER="+path, "GOMAXPROCS=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(out)
	var seen bytes.Buffer
	for range after {
		b, err := r.ReadByte()
		for err == nil && b != '.' {
			seen.WriteByte(b)
			b, err = r.ReadByte()
		}
		if err != nil {
			break
		}
		seen.WriteByte('.')
	}
	for i := range spin { // somewhere inside the next step
		spun += i
	}
	_ = cmd.Process.Kill()
	_, _ = io.Copy(&seen, r)
	_ = cmd.Wait()
	return readProgress(t, seen.String())
}

var spun int // keeps the compiler from leaving the waiting out

func readProgress(t *testing.T, seen string) (reported, since int) {
	t.Helper()
	if strings.Contains(seen, "error:") {
		t.Fatalf("the saver failed: %s", seen)
	}
	i := strings.LastIndex(seen, "\n") // a line cut by the kill reports nothing
	if at := strings.LastIndex(seen[:i+1], "saved "); at >= 0 {
		_, _ = fmt.Sscanf(seen[at:], "saved %d", &reported)
	}
	return reported, strings.Count(seen[i+1:], ".")
}

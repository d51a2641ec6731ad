package cache

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"stationcompanion/client/report"
)

// provable is the v-th content of report n: of a size of its own, with its hash in front.
func provable(n, v int) []byte {
	text := fmt.Appendf(nil, `{"n":%d,"v":%d,"x":"%s"}`, n, v, strings.Repeat("report ", (n*37+v*11)%900))
	return append(fmt.Appendf(nil, "%x ", sha256.Sum256(text)), text...)
}

// proven gives what a whole content says.
func proven(body []byte) (n, v int, err error) {
	sum, text, ok := strings.Cut(string(body), " ")
	if !ok || fmt.Sprintf("%x", sha256.Sum256([]byte(text))) != sum {
		return 0, 0, fmt.Errorf("torn: %.80q", body)
	}
	_, err = fmt.Sscanf(text, `{"n":%d,"v":%d,`, &n, &v)
	return n, v, err
}

const killedReports = 40

// putForEver is the process that gets killed: it puts reports and lists again and
// again, and says on its standard output what is safe.
func putForEver(dir string) {
	fail := func(err error) {
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
	}
	c, err := Open(Options{Dir: dir, Account: "killed", indexEvery: 3})
	fail(err)
	rng := rand.New(rand.NewPCG(uint64(os.Getpid()), uint64(time.Now().UnixNano())))
	for {
		n, v := rng.IntN(killedReports), 0
		if b, _, err := c.Get(idOf(n)); err == nil {
			data, err := b.Bytes()
			fail(err)
			_, v, err = proven(data)
			fail(err)
		}
		fail(c.Put(context.Background(), idOf(n), headerOf(n), provable(n, v+1)))
		fmt.Println("put", n, v+1)
		if rng.IntN(4) == 0 {
			fail(c.PutList(context.Background(), "latest", []report.Header{headerOf(n), headerOf(1000 + v)}))
			fmt.Println("list", n, v)
		}
	}
}

// A process killed at any moment of writing loses nothing it has reported safe, and
// what is found afterwards is whole.
func TestKilledWhilePutting(t *testing.T) {
	kills := 200
	if testing.Short() {
		kills = 60
	}
	self, err := os.Executable()
	if err != nil {
		t.Skip("cannot start another process:", err)
	}
	dir := t.TempDir()
	rng := rand.New(rand.NewPCG(1, 2))
	safe, puts, listed := map[int]int{}, 0, false
	for range kills {
		for _, said := range putAndKill(t, self, dir, rng.IntN(6), time.Duration(rng.IntN(4000))*time.Microsecond) {
			var n, v int
			if _, err := fmt.Sscanf(said, "put %d %d", &n, &v); err == nil {
				safe[n] = v
				puts++
			} else if strings.HasPrefix(said, "list ") {
				listed = true
			} else {
				t.Fatal(said)
			}
		}
		c, err := Open(Options{Dir: dir, Account: "killed"})
		if err != nil {
			t.Fatal(err)
		}
		checkSafe(t, c, safe)
		if _, _, err := c.List("latest"); listed && err != nil {
			t.Fatal(err)
		}
		if s := c.Stats(); s.Damaged > 0 {
			t.Fatalf("%+v", s)
		}
		_ = c.disk.root.Close() // no Close of the cache: the index stays as the killed one left it
		_ = c.base.Close()
	}
	if len(safe) < killedReports*9/10 || puts < kills {
		t.Errorf("only %d puts of %d reports in %d processes", puts, len(safe), kills)
	}
	t.Logf("%d puts were reported safe in %d killed processes", puts, kills)
}

func checkSafe(t *testing.T, c *Cache, safe map[int]int) {
	t.Helper()
	whole := map[string]bool{}
	for _, s := range c.Find(Query{Limit: 10 * killedReports}) {
		whole[s.Header.UUID] = s.Whole
	}
	for n := range killedReports {
		b, _, err := c.Get(idOf(n))
		if err != nil {
			if safe[n] > 0 || whole[idOf(n)] {
				t.Fatalf("report %d, safe %d: %v", n, safe[n], err)
			}
			continue
		}
		data, err := b.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		is, v, err := proven(data)
		if err != nil || is != n || v != safe[n] && v != safe[n]+1 {
			t.Fatalf("report %d: %d of %d, %v; safe %d", n, v, is, err, safe[n])
		}
		if !whole[idOf(n)] {
			t.Fatalf("report %d is got but not found", n)
		}
		safe[n] = v
	}
}

// putAndKill starts a process, waits for so many of its lines and a moment more, kills
// it, and gives all it said.
func putAndKill(t *testing.T, self, dir string, lines int, more time.Duration) (said []string) {
	t.Helper()
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "CACHE_TEST_PUT_FOR_EVER="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(out)
	for {
		if len(said) == lines {
			// When it dies is chance, that is the point; nothing below depends on it.
			time.AfterFunc(more, func() { _ = cmd.Process.Kill() })
		}
		text, err := r.ReadString('\n')
		if err != nil { // what is said is said whole: a line is one write
			break
		}
		said = append(said, strings.TrimSpace(text))
	}
	_ = cmd.Wait()
	return said
}

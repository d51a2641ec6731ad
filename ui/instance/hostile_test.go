package instance

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"
)

// dial opens a raw connection to a host, as a foreign process would.
func dial(t *testing.T, h *Host) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp4", h.listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// gets sends bytes, ends sending, and gives all that comes back.
func gets(t *testing.T, h *Host, send []byte) []byte {
	t.Helper()
	conn := dial(t, h)
	if _, err := conn.Write(send); err != nil {
		return nil // cut off already
	}
	conn.(*net.TCPConn).CloseWrite() //nolint:errcheck // the host may have closed first
	got, _ := io.ReadAll(conn)       // a reset is nothing, too
	return got
}

func framed(t *testing.T, m any) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := writeMessage(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestForeignProcessGetsNothing(t *testing.T) {
	var calls atomic.Int32
	h := claimed(t, t.TempDir(), "s", func(context.Context, string, []byte) ([]byte, error) {
		calls.Add(1)
		return []byte("secret status"), nil
	})
	nonce := []byte("0123456789abcdef")
	wrong := question{Nonce: nonce, Verb: "status"}
	wrong.Proof = wrong.proof(make([]byte, keySize))
	noNonce := question{Verb: "status"}
	noNonce.Proof = noNonce.proof(h.key)
	other := question{Nonce: nonce, Verb: "show"}
	other.Proof = question{Nonce: nonce, Verb: "status"}.proof(h.key)
	moved := question{Nonce: nonce, Verb: "sta", Body: []byte("tus")}
	moved.Proof = question{Nonce: nonce, Verb: "status"}.proof(h.key)
	for name, send := range map[string][]byte{
		"nothing": nil, "http": []byte("GET / HTTP/1.1\r\n\r\n"), "half a head": {0, 0},
		"huge length":           binary.BigEndian.AppendUint32(nil, 1<<31),
		"short message":         append(binary.BigEndian.AppendUint32(nil, 100), "abc"...),
		"not JSON":              append(binary.BigEndian.AppendUint32(nil, 3), "abc"...),
		"no proof":              framed(t, question{Nonce: nonce, Verb: "status"}),
		"wrong key":             framed(t, wrong),
		"no nonce":              framed(t, noNonce),
		"proof of another verb": framed(t, other), "parts moved": framed(t, moved),
	} {
		if got := gets(t, h, send); len(got) != 0 {
			t.Errorf("%s: got %q", name, got)
		}
	}
	if n := calls.Load(); n != 0 {
		t.Errorf("the handler ran %d times", n)
	}
	// And it still answers who belongs here.
	right := question{Nonce: nonce, Verb: "status"}
	right.Proof = right.proof(h.key)
	if got := gets(t, h, framed(t, right)); !bytes.Contains(got, []byte(`"body"`)) {
		t.Errorf("a proven question got %q", got)
	}
}

// until asks again and again, for at most ten seconds.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !done(); {
		if time.Now().After(end) {
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

// Connections that say nothing take places; those beyond the bound are dropped at
// once, and places come back.
func TestSilentConnectionsDoNotBlock(t *testing.T) {
	dir := t.TempDir()
	h := claimed(t, dir, "s", echo)
	var idle []net.Conn
	for range maxOpen {
		idle = append(idle, dial(t, h))
	}
	until(t, "all are taken in", func() bool { return len(h.open) == maxOpen || len(gets(t, h, nil)) != 0 })
	if _, err := Ask(t.Context(), dir, "s", "status", nil); !errors.Is(err, ErrNone) {
		t.Errorf("beyond the bound: %v", err)
	}
	for _, c := range idle {
		c.Close()
	}
	until(t, "all are let go", func() bool { return len(h.open) == 0 || len(gets(t, h, nil)) != 0 })
	if got, err := Ask(t.Context(), dir, "s", "status", nil); err != nil || string(got) != "status:" {
		t.Errorf("%q, %v", got, err)
	}
}

// A process that got the port of a dead window cannot answer in its place.
func TestStrangersAnswerDoesNotCount(t *testing.T) {
	dir, key := t.TempDir(), make([]byte, keySize)
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // test
	if err := writeClaim(claimPath(dir, "s"), claim{Address: l.Addr().String(), Key: key}); err != nil {
		t.Fatal(err)
	}
	answers := []answer{{Body: []byte("all is well")}, {Body: []byte("x"), Proof: make([]byte, 32)}, {Error: "no"}}
	for _, a := range answers {
		done := make(chan struct{})
		go func() {
			defer close(done)
			conn, err := l.Accept()
			if err != nil {
				return
			}
			defer conn.Close() //nolint:errcheck // test
			if _, err := readQuestion(conn); err == nil {
				writeMessage(conn, a) //nolint:errcheck // the asker tells
			}
		}()
		if got, err := Ask(t.Context(), dir, "s", "status", nil); !errors.Is(err, ErrNone) {
			t.Errorf("took %q, %v", got, err)
		}
		<-done
	}
}

func FuzzReadQuestion(f *testing.F) {
	key := make([]byte, keySize)
	q := question{Nonce: []byte("n"), Verb: "status"}
	q.Proof = q.proof(key)
	var b bytes.Buffer
	if err := writeMessage(&b, q); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte{0, 0, 0, 2, '{', '}'})
	f.Add([]byte{255, 255, 255, 255})
	f.Fuzz(func(t *testing.T, data []byte) {
		q, err := readQuestion(bytes.NewReader(data))
		if err == nil && q.proven([]byte("another key of thirty-two bytes.")) {
			t.Fatal("proven without the key")
		}
		if _, err := readAnswer(bytes.NewReader(data), []byte("another key"), q); err == nil {
			t.Fatal("an answer without proof was taken")
		}
	})
}

package instance

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
)

// question and answer cross the wire as one JSON object each: the length in four
// bytes, big endian, then the text. Proof is an HMAC-SHA256 over the parts with the
// claim's key.
type question struct {
	Nonce []byte `json:"nonce"`
	Verb  string `json:"verb"`
	Body  []byte `json:"body,omitempty"`
	Proof []byte `json:"proof"`
}

type answer struct {
	Body  []byte `json:"body,omitempty"`
	Error string `json:"error,omitempty"`
	Proof []byte `json:"proof"`
}

var errMessage = errors.New("not a message of this program")

// proof binds a message's parts together under the key. Each part goes in with its
// length, so that no two lists of parts read the same.
func proof(key []byte, parts ...[]byte) []byte {
	mac := hmac.New(sha256.New, key)
	for _, part := range parts {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(part)))
		mac.Write(length[:])
		mac.Write(part)
	}
	return mac.Sum(nil)
}

func (q question) proof(key []byte) []byte {
	return proof(key, []byte("ask"), q.Nonce, []byte(q.Verb), q.Body)
}

// proven compares in constant time.
func (q question) proven(key []byte) bool {
	return len(q.Nonce) > 0 && hmac.Equal(q.Proof, q.proof(key))
}

func (a answer) proof(key []byte, q question) []byte {
	return proof(key, []byte("answer"), q.Proof, a.Body, []byte(a.Error))
}

func writeQuestion(w io.Writer, key []byte, verb string, body []byte) (question, error) {
	q := question{Nonce: make([]byte, 16), Verb: verb, Body: body}
	rand.Read(q.Nonce) //nolint:errcheck // never fails since Go 1.24
	q.Proof = q.proof(key)
	return q, writeMessage(w, q)
}

func readQuestion(r io.Reader) (question, error) {
	var q question
	return q, readMessage(r, &q)
}

func writeAnswer(w io.Writer, key []byte, q question, body []byte, failed error) error {
	a := answer{Body: body}
	if failed != nil {
		a = answer{Error: failed.Error()}
	}
	a.Proof = a.proof(key, q)
	err := writeMessage(w, a)
	if errors.Is(err, errTooLong) {
		a = answer{Error: errTooLong.Error()}
		a.Proof = a.proof(key, q)
		err = writeMessage(w, a)
	}
	return err
}

func readAnswer(r io.Reader, key []byte, q question) ([]byte, error) {
	var a answer
	if err := readMessage(r, &a); err != nil {
		return nil, err
	}
	if !hmac.Equal(a.Proof, a.proof(key, q)) {
		return nil, errMessage
	}
	if a.Error != "" {
		return nil, &Failed{a.Error}
	}
	return a.Body, nil
}

var errTooLong = errors.New("message over 64 KiB")

func writeMessage(w io.Writer, m any) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if len(text) > maxMessage {
		return errTooLong
	}
	_, err = w.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(text))), text...)) // #nosec G115 -- at most maxMessage, looked at above
	return err
}

func readMessage(r io.Reader, m any) error {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return err
	}
	n := binary.BigEndian.Uint32(head[:])
	if n > maxMessage {
		return errMessage
	}
	text := make([]byte, n)
	if _, err := io.ReadFull(r, text); err != nil {
		return err
	}
	return json.Unmarshal(text, m)
}

// readAll reads a small file; one over the bound is not ours.
func readAll(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxMessage+1))
	if err == nil && len(text) > maxMessage {
		err = errTooLong
	}
	return text, err
}

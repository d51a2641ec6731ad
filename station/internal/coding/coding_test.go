package coding

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestDecode(t *testing.T) {
	for name, tc := range map[string]struct {
		data    string
		text    string
		coding  Coding
		guessed bool
		err     error
	}{
		"empty":                {"", "", UTF8, false, nil},
		"ascii":                {"a = b\n", "a = b\n", UTF8, false, nil},
		"utf-8":                {"Pr\u00fcf", "Prüf", UTF8, false, nil},
		"utf-8 marked":         {"\xef\xbb\xbfPr\u00fcf", "Prüf", UTF8Marked, false, nil},
		"utf-16 little":        {"\xff\xfeP\x00\xfc\x00", "Pü", UTF16Little, false, nil},
		"utf-16 big":           {"\xfe\xff\x00P\x00\xfc", "Pü", UTF16Big, false, nil},
		"utf-16 pair":          {"\xff\xfe\x3d\xd8\x00\xde", "😀", UTF16Little, false, nil},
		"windows-1252":         {"Pr\xfcf \x80", "Prüf €", Windows1252, true, nil},
		"marked, then 1252":    {"\xef\xbb\xbfPr\u00fcf\nGr\xf6\xdfe", "Prüf\nGröße", UTF8Marked, true, nil},
		"nul":                  {"a\x00b", "", UTF8, false, ErrNUL},
		"nul filled":           {strings.Repeat("\x00", 400), "", UTF8, false, ErrNUL},
		"nul in utf-16":        {"\xff\xfea\x00\x00\x00", "", UTF16Little, false, ErrNUL},
		"utf-32 is not utf-16": {"\xff\xfe\x00\x00a\x00\x00\x00", "", UTF16Little, false, ErrNUL},
		"half a character":     {"\xff\xfea\x00b", "", UTF16Little, false, ErrNotText},
		"lone surrogate":       {"\xff\xfe\x3d\xd8a\x00", "", UTF16Little, false, ErrNotText},
	} {
		t.Run(name, func(t *testing.T) {
			text, c, guessed, err := Decode([]byte(tc.data))
			if !errors.Is(err, tc.err) || text != tc.text || c != tc.coding || guessed != tc.guessed {
				t.Errorf("got %q %v %v %v, want %q %v %v %v", text, c, guessed, err, tc.text, tc.coding, tc.guessed, tc.err)
			}
		})
	}
}

// Every byte a Windows-1252 file can hold comes back as it was, also the five the
// code page leaves open.
func TestWindows1252KeepsEveryByte(t *testing.T) {
	data := []byte{0xFC} // not UTF-8
	for b := 1; b < 256; b++ {
		data = append(data, byte(b))
	}
	text, c, _, err := Decode(data)
	if err != nil || c != Windows1252 {
		t.Fatalf("read as %v, %v", c, err)
	}
	if back := c.Encode(text); !bytes.Equal(back, data) {
		t.Errorf("came back as %q", back)
	}
}

func TestEncodeLosesNothing(t *testing.T) {
	for _, tc := range []struct {
		c    Coding
		text string
		want string
	}{
		{Windows1252, "Prüf €", "Pr\xfcf \x80"},
		{Windows1252, "测试", "\xef\xbb\xbf测试"},
		{Windows1252, "Ã¼", "\xef\xbb\xbfÃ¼"},     // its bytes would be read as ü
		{Windows1252, "ÿþab", "\xef\xbb\xbfÿþab"}, // its bytes would be read as UTF-16
		{UTF8, "测", "测"},
		{UTF8, "\ufeffa", "\xef\xbb\xbf\ufeffa"}, // the first mark would be taken off
		{UTF16Big, "a😀", "\xfe\xff\x00a\xd8\x3d\xde\x00"},
	} {
		data := tc.c.Encode(tc.text)
		if string(data) != tc.want {
			t.Errorf("%v %q: wrote %q, want %q", tc.c, tc.text, data, tc.want)
		}
		if back, _, _, err := Decode(data); err != nil || back != tc.text {
			t.Errorf("%v %q: read back %q, %v", tc.c, tc.text, back, err)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"", "a = b\r\n", "\xef\xbb\xbfx\xfc", "\xff\xfea\x00", "\xfe\xff\x00a", "\xfc", "\x00", "\xff\xfe\x3d\xd8"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, c, guessed, err := Decode(data)
		if err != nil {
			return
		}
		out := c.Encode(text)
		if !bytes.Equal(out, data) && !(guessed && c == UTF8Marked) {
			t.Errorf("%q read as %v came back as %q", data, c, out)
		}
		if back, _, _, err := Decode(out); err != nil || back != text {
			t.Errorf("%q: text %q became %q, %v", data, text, back, err)
		}
	})
}

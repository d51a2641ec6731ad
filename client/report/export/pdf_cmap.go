package export

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// covered tells which characters of the basic plane a font has a glyph for.
type covered [1 << 16]bool

var errFont = errors.New("not a TrueType font with outlines")

// coverage reads a TrueType font's character map (formats 4 and 12 of the OpenType
// specification, table cmap). Fonts with PostScript outlines and collections are an
// error: the PDF could not hold a part of them.
func coverage(font []byte) (*covered, error) {
	f := be(font)
	if kind, ok := f.u32(0); !ok || kind != 0x00010000 && kind != 0x74727565 {
		return nil, errFont
	}
	tables := map[string]be{}
	n, _ := f.u16(4)
	for i := range n {
		at := 12 + 16*i
		offset, _ := f.u32(at + 8)
		size, ok := f.u32(at + 12)
		if !ok || offset > len(font) || size > len(font)-offset {
			return nil, fmt.Errorf("%w: its tables are cut", errFont)
		}
		tables[string(font[at:at+4])] = f[offset : offset+size]
	}
	for _, name := range []string{"cmap", "glyf", "loca", "head", "hhea", "hmtx", "maxp"} {
		if len(tables[name]) == 0 {
			return nil, fmt.Errorf("%w: no table %s", errFont, name)
		}
	}
	glyphs, _ := tables["maxp"].u16(4)
	return readCmap(tables["cmap"], glyphs)
}

// readCmap reads the Unicode maps of the table.
func readCmap(t be, glyphs int) (*covered, error) {
	c, found := &covered{}, false
	n, _ := t.u16(2)
	for i := range n {
		platform, _ := t.u16(4 + 8*i)
		encoding, _ := t.u16(6 + 8*i)
		offset, ok := t.u32(8 + 8*i)
		if !ok || offset >= len(t) || platform != 0 && (platform != 3 || encoding != 1 && encoding != 10) {
			continue
		}
		switch format, _ := t.u16(offset); format {
		case 4:
			found = true
			c.format4(t[offset:], glyphs)
		case 12:
			found = true
			c.format12(t[offset:], glyphs)
		}
	}
	if !found {
		return nil, fmt.Errorf("%w: no Unicode character map", errFont)
	}
	return c, nil
}

func (c *covered) format4(t be, glyphs int) {
	twice, _ := t.u16(6)
	for i := 0; i < twice; i += 2 {
		end, _ := t.u16(14 + i)
		start, _ := t.u16(16 + twice + i)
		delta, _ := t.u16(16 + 2*twice + i)
		at := 16 + 3*twice + i
		offset, ok := t.u16(at)
		if !ok {
			return
		}
		for r := start; r <= end; r++ {
			g := r
			if offset != 0 {
				if g, _ = t.u16(at + offset + 2*(r-start)); g == 0 {
					continue
				}
			}
			g = (g + delta) & 0xffff
			c[r] = c[r] || g > 0 && g < glyphs
		}
	}
}

func (c *covered) format12(t be, glyphs int) {
	n, _ := t.u32(12)
	for i := range n {
		start, _ := t.u32(16 + 12*i)
		end, _ := t.u32(20 + 12*i)
		first, ok := t.u32(24 + 12*i)
		if !ok || start >= len(c) {
			return
		}
		for r := start; r <= end && r < len(c); r++ {
			g := first + r - start
			c[r] = c[r] || g > 0 && g < glyphs
		}
	}
}

// be reads big-endian numbers; ok is false beyond the end.
type be []byte

func (b be) u16(at int) (int, bool) {
	if at < 0 || at+2 > len(b) {
		return 0, false
	}
	return int(binary.BigEndian.Uint16(b[at:])), true
}

func (b be) u32(at int) (int, bool) {
	if at < 0 || at+4 > len(b) {
		return 0, false
	}
	return int(binary.BigEndian.Uint32(b[at:])), true
}

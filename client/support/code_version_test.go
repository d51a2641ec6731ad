package support

import (
	"fmt"
	"testing"
)

// TestVersionsInACode: each version is decoded as itself, or the code says plainly how much
// of it is left out.
func TestVersionsInACode(t *testing.T) {
	exact, rough, over := 0, 0, 0
	for major := range 64 {
		for minor := range 64 {
			for patch := range 64 {
				v := fmt.Sprintf("%d.%d.%d", major, minor, patch)
				got, err := Decode(Code{State: states[0], Version: v}.String())
				if err != nil {
					t.Fatalf("%s: %v", v, err)
				}
				fits := major <= 7 && minor <= 15 && patch <= 15 && v != "7.15.15" || major <= 3 && minor <= 31 && patch <= 31
				switch {
				case got.Version == v && fits:
					exact++
				case got.Version == fmt.Sprintf("%d.%d.x", major, minor) && !fits && major <= 15:
					rough++
				case got.Version == VersionBeyond && !fits && (major > 15 || major == 15 && minor == 63):
					over++
				default:
					t.Fatalf("%s is decoded as %q", v, got.Version)
				}
			}
		}
	}
	t.Logf("%d exact, %d without the patch, %d beyond", exact, rough, over)
}

func TestVersionsOfAllForms(t *testing.T) {
	for v, want := range map[string]string{
		"0.16.0": "0.16.0", "1.0.16": "1.0.16", "v1.2.3": "1.2.3", "7.15.15": "7.15.x", "3.31.31": "3.31.31", "3.32.0": "3.32.x", "1.40.9": "1.40.x",
		"0.0.32": "0.0.x", "15.62.1": "15.62.x", "15.63.0": VersionBeyond, "16.0.0": VersionBeyond, "99999999.1.1": VersionBeyond, "1.99999999.1": VersionBeyond,
		"": "", "dev": "", "1.2": "", "1.2.3.4": "", "1.2.3-rc1": "", "1.-2.3": "", "1..3": "", VersionBeyond: VersionBeyond, "1.40.x": "1.40.x",
	} {
		c := Code{State: states[0], Version: v}
		got, err := Decode(c.String())
		if err != nil || got.Version != want {
			t.Errorf("%q: %q, want %q (%v)", v, got.Version, want, err)
		}
	}
}

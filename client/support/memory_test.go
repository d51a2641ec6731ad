package support

import (
	"runtime"
	"testing"
)

func TestParseStatm(t *testing.T) {
	for text, want := range map[string]int64{
		"27000 5000 2100 800 0 9000 0\n": 5000 * 4096, "1 2": 8192, "": 0, "1": 0, "1 x": 0, "1 -2": 0, "1 99999999999999999999": 0,
	} {
		if got := parseStatm(text, 4096); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestMemoryGrows: what the program holds and touches is in both numbers.
func TestMemoryGrows(t *testing.T) {
	before := MemoryNow()
	held := make([]byte, 64<<20)
	for i := 0; i < len(held); i += 4096 {
		held[i] = 1
	}
	after := MemoryNow()
	runtime.KeepAlive(held)
	if grown := after.Own - before.Own; grown < 40<<20 {
		t.Errorf("64 MB held, %d bytes more of its own", grown)
	}
	if grown := after.Resident - before.Resident; grown < 40<<20 && (runtime.GOOS == "linux" || runtime.GOOS == "windows") {
		t.Errorf("64 MB held, %d bytes more resident", grown)
	}
	if n, resident := after.Shown(); n != after.Resident || !resident {
		if runtime.GOOS == "linux" || runtime.GOOS == "windows" {
			t.Errorf("%+v shows %d, %v", after, n, resident)
		}
	}
	if n, resident := (Memory{Own: 7}).Shown(); n != 7 || resident {
		t.Errorf("%d, %v", n, resident)
	}
}

package proxy

import (
	"runtime/debug"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/windows"
)

// However often it is asked, the texts Windows allocates are given back to it. Those of a
// script's answer are not looked at: Wine 8 takes them from a heap GlobalFree cannot free.
func TestWindowsTextsAreFreed(t *testing.T) {
	if !underWine() {
		t.Skip("would change the proxy settings of this account; runs under Wine only")
	}
	long := strings.Repeat("a.invalid;", 10_000)
	setSettings(t, settingsBlob(useProxy, "a:8080", long))
	ask := func(n int) uintptr {
		for range n {
			if s, err := OfDesktop().Settings(); err != nil || s.Bypass != long {
				t.Fatalf("%d bytes, %v", len(s.Bypass), err)
			}
		}
		debug.FreeOSMemory()
		return resident(t)
	}
	before := ask(20)
	if now := ask(100); now > before+8<<20 { // one text is 200 kB
		t.Errorf("%d kB, %d kB after 100 questions more", before>>10, now>>10)
	}
}

// Each session is closed. Wine gives a new one the lowest number that is free, and so
// tells; Windows does not.
func TestWindowsSessionsAreClosed(t *testing.T) {
	if !underWine() {
		t.Skip("Windows numbers its sessions anyhow; runs under Wine only")
	}
	s := serveScripts(t)
	next := func() uintptr {
		session, _, err := procOpen.Call(0, accessNoProxy, 0, 0, 0)
		if session == 0 {
			t.Fatal(err)
		}
		_, _, _ = procClose.Call(session)
		return session
	}
	before := next()
	for _, script := range []string{s.base + "/proxy.pac", s.base + "/absent.pac", "http://\x00", ""} {
		_, _ = winHTTP{}.Ask("https://wats.invalid/", Settings{Script: script})
		if now := next(); now != before {
			t.Fatalf("%q leaves a session open: the next is %d, was %d", script, now, before)
		}
	}
}

// resident is the memory this process has, in bytes.
func resident(t *testing.T) uintptr {
	t.Helper()
	var counters struct { // PROCESS_MEMORY_COUNTERS of psapi.h
		size, faults                           uint32
		peak, now                              uintptr
		paged, pagedNow, nonPaged, nonPagedNow uintptr
		pagefile, pagefileNow                  uintptr
	}
	counters.size = uint32(unsafe.Sizeof(counters))
	proc := windows.NewLazySystemDLL("kernel32.dll").NewProc("K32GetProcessMemoryInfo")
	if ok, _, err := proc.Call(uintptr(windows.CurrentProcess()), uintptr(unsafe.Pointer(&counters)), uintptr(counters.size)); ok == 0 {
		t.Fatal(err)
	}
	return counters.now
}

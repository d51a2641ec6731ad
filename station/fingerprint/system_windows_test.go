package fingerprint

import (
	"errors"
	"net"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// underWine tells whether Wine stands in for Windows here.
func underWine() bool {
	return windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
}

// The machine id is the registry's, whatever it is.
func TestWindowsMachineID(t *testing.T) {
	if got := System(os.Hostname).Machine; got == "" || got != digest(machineID()) {
		t.Errorf("digest %q of %q", got, machineID())
	}
	if !underWine() {
		t.Skip("would change this PC's machine id; the rest runs under Wine only")
	}
	k, err := registry.OpenKey(registry.LOCAL_MACHINE, `SOFTWARE\Microsoft\Cryptography`, registry.SET_VALUE)
	if err != nil {
		t.Fatal(err)
	}
	was := machineID()
	t.Cleanup(func() {
		if err := errors.Join(k.SetStringValue("MachineGuid", was), k.Close()); err != nil {
			t.Error("the machine id of before is not back:", err)
		}
	})
	for id, want := range map[string]string{
		"3d1219c7-c4c5-404a-aa1f-6d2a48adfda4": digest("3d1219c7-c4c5-404a-aa1f-6d2a48adfda4"),
		"00000000-0000-0000-0000-000000000000": "",
		"":                                     "",
	} {
		if err := k.SetStringValue("MachineGuid", id); err != nil {
			t.Fatal(err)
		}
		if got := System(os.Hostname).Machine; got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
	if err := k.DeleteValue("MachineGuid"); err != nil {
		t.Fatal(err)
	}
	if got := System(os.Hostname).Machine; got != "" {
		t.Errorf("without one: %q", got)
	}
}

func TestWindowsHostName(t *testing.T) {
	got, short := System(os.Hostname).Host, os.Getenv("COMPUTERNAME") // 15 characters at most
	if got == "" || short == "" || !strings.HasPrefix(strings.ToUpper(got), strings.ToUpper(short)) {
		t.Errorf("host %q, computer %q", got, short)
	}
}

// Every adapter is read, and the row Windows fills is the one of x/sys, field for field.
func TestWindowsAdapters(t *testing.T) {
	all, err := net.Interfaces()
	if err != nil {
		t.Fatal(err)
	}
	r, want := System(os.Hostname), 0
	for _, i := range all {
		mac, ok := ParseMAC(i.HardwareAddr.String())
		if !ok || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		want++
		row, found := rowOf(i.Index)
		if !found || row.PhysicalAddressLength != 6 || !slices.Equal(row.PhysicalAddress[:6], i.HardwareAddr) || int(row.Mtu) != i.MTU {
			t.Errorf("%s: %v, address % x, MTU %d; want %s, %d", i.Name, found, row.PhysicalAddress[:6], row.Mtu, i.HardwareAddr, i.MTU)
		}
		at := slices.IndexFunc(r.Adapters, func(a Adapter) bool { return a.Name == i.Name })
		if at < 0 || r.Adapters[at].Bus == "" || underWine() && r.Adapters[at].MAC != mac { // Windows may know a permanent one
			t.Errorf("%s (%s) is not among %+v", i.Name, mac, r.Adapters)
		}
	}
	if want == 0 {
		t.Skip("this PC has no network adapter but loopback")
	}
	if len(r.Adapters) != want {
		t.Errorf("%d adapters, want %d", len(r.Adapters), want)
	}
	if _, found := rowOf(1 << 30); found {
		t.Error("an adapter that is not there was found")
	}
}

// Which paths other PCs may share is known without asking them.
func TestWindowsNetworkDrives(t *testing.T) {
	for path, want := range map[string]bool{
		`C:\Users\op\AppData\Local`:  false,
		`\\?\C:\Users\op`:            false,
		`\\server\profiles\op`:       true,
		`\\?\UNC\server\profiles\op`: true,
		`Q:\not\there`:               false,
		t.TempDir():                  false,
	} {
		if got := onNetworkDrive(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

// However often the PC is looked at, nothing stays open: a new handle gets the number of
// one that was closed, four apart from the next.
func TestWindowsHandlesAreGivenBack(t *testing.T) {
	look := func(n int) windows.Handle {
		for range n {
			System(os.Hostname)
		}
		h, err := windows.CreateEvent(nil, 0, 0, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := windows.CloseHandle(h); err != nil {
			t.Fatal(err)
		}
		return h
	}
	before := look(5)
	if now := look(200); now > before+400 {
		t.Errorf("a new handle was %d, and %d after 200 looks more", before, now)
	}
}

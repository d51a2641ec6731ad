package fingerprint

import (
	"errors"
	"testing"
)

func TestParseMAC(t *testing.T) {
	for text, want := range map[string]string{
		"00:11:22:aa:bb:cc": "001122AABBCC", "00-11-22-AA-BB-CC": "001122AABBCC", "0011.22aa.bbcc": "001122AABBCC",
		" 001122aabbcc ": "001122AABBCC", "0A1122334455": "0A1122334455",
		"": "", "null": "", "00:11:22:aa:bb": "", "001122AABBCCDD": "", "000000000000": "", "FFFFFFFFFFFF": "", "0100 5E000001": "",
		"01005E000001": "", "6f0c1f0e-7d2e-4a35-9b1e-2f5d0c6a7b88": "", "{001122AABBCC}": "", "00:11:22:aa:bb:cg": "",
	} {
		if got, ok := ParseMAC(text); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q, %v; want %q", text, got, ok, want)
		}
	}
	if !Drawn("0A1122334455") || Drawn("001122334455") || Drawn("") {
		t.Error("who gave an address is read wrongly")
	}
	if got := Spelled("001122AABBCC"); got != "00:11:22:AA:BB:CC" {
		t.Errorf("spelled %q", got)
	}
	if Spelled("odd") != "odd" || !virtualMAC("005056C00001") || virtualMAC("001122AABBCC") || virtualMAC("0050") {
		t.Error("odd or virtual addresses")
	}
}

func FuzzParseMAC(f *testing.F) {
	for _, s := range []string{"00:11:22:aa:bb:cc", "", "6f0c1f0e-7d2e-4a35-9b1e-2f5d0c6a7b88", "ÄÖ", "\x00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		mac, ok := ParseMAC(text)
		if !ok {
			return
		}
		if again, ok := ParseMAC(Spelled(mac)); !ok || again != mac || firstByte(mac)&1 != 0 {
			t.Errorf("%q gives %q, which gives %q", text, mac, again)
		}
	})
}

func TestBusOf(t *testing.T) {
	for text, want := range map[string]Bus{
		"Intel(R) Ethernet Connection (7) I219-LM": BuiltIn, "Realtek PCIe GbE Family Controller": BuiltIn, "Intel(R) Wi-Fi 6 AX201 160MHz": BuiltIn,
		"ASIX USB to Gigabit Ethernet Family Adapter": Removable, "Realtek USB GbE Family Controller #2": Removable, "Remote NDIS based Internet Sharing Device": Removable,
		"Bluetooth Device (Personal Area Network)": Removable, "ThinkPad Thunderbolt 3 Dock Ethernet": Removable,
		"Hyper-V Virtual Ethernet Adapter": Virtual, "VMware Virtual Ethernet Adapter for VMnet8": Virtual, "TAP-Windows Adapter V9": Virtual, "WireGuard Tunnel": Virtual,
	} {
		if got := busOf(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestHostKey(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		other bool
	}{
		{"TEST-07", "test-07", false}, {"TEST-07", "test-07.example.com", false}, {"TEST-07", "TEST-08", true},
		{"", "TEST-07", false}, {"localhost", "TEST-07", false}, {"TEST-07", "LOCALHOST.localdomain", false}, {"(none)", "A", false},
	} {
		if got := otherHost(c.a, c.b); got != c.other {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

func TestDigestHidesTheMachineID(t *testing.T) {
	id := "3D1219C7C4C5404AAA1F6D2A48ADFDA4"
	got := digest(id + "\n")
	if len(got) != 32 || got == id || got != digest("3d1219c7c4c5404aaa1f6d2a48adfda4") || got == digest("4d1219c7c4c5404aaa1f6d2a48adfda4") {
		t.Errorf("digest %q", got)
	}
	for _, none := range []string{"", " \n", "uninitialized", "00000000-0000-0000-0000-000000000000"} {
		if digest(none) != "" {
			t.Errorf("%q counts as an id", none)
		}
	}
}

// System reads this very PC, whatever it is; what it cannot read is left empty.
func TestSystem(t *testing.T) {
	r := System(func() (string, error) { return "HERE", nil })
	if r.Host != "HERE" {
		t.Errorf("host %q", r.Host)
	}
	for _, a := range r.Adapters {
		if _, ok := ParseMAC(a.MAC); !ok || a.Name == "" || a.Bus == "" {
			t.Errorf("adapter %+v", a)
		}
	}
	if r = System(func() (string, error) { return "x", errors.New("no name") }); r.Host != "" {
		t.Errorf("host %q", r.Host)
	}
}

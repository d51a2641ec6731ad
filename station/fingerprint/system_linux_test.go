package fingerprint

import (
	"net"
	"os"
	"path/filepath"
	"testing"
)

// TestInspect reads adapters from a tree laid out as the kernel does.
func TestInspect(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "class")
	put := func(path, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	add := func(name, device, assigned string) string {
		at := filepath.Join(dir, name)
		put(filepath.Join(at, "addr_assign_type"), assigned)
		if device != "" {
			to := filepath.Join(root, "devices", device)
			put(filepath.Join(to, "uevent"), "")
			if err := os.Symlink(to, filepath.Join(at, "device")); err != nil {
				t.Fatal(err)
			}
		}
		return at
	}
	const own, other = "001122AABBCC", "00E04C000001"
	add("eth0", "pci0000:00/0000:00:1f.6", "0")
	add("usb0", "pci0000:00/0000:00:14.0/usb1/1-4/1-4:1.0", "0")
	add("enp5s0", "pci0000:00/0000:00:1d.0/0000:05:00.0", "0")
	put(filepath.Join(root, "devices/pci0000:00/0000:00:1d.0/removable"), "removable")
	add("veth1", "", "1")
	add("docker0", "", "0")
	add("ens3", "pci0000:00/0000:00:03.0/virtio2", "0")
	put(filepath.Join(add("wlan0", "pci0000:00/0000:00:14.3", "3"), "phy80211/macaddress"), "00:e0:4c:00:00:01")
	put(filepath.Join(add("eth1", "pci0000:00/0000:02:00.0", "3"), "bonding_slave/perm_hwaddr"), "00:e0:4c:00:00:01")
	add("wlan1", "pci0000:00/0000:00:14.4", "3")
	for name, want := range map[string]Adapter{
		"eth0": {Bus: BuiltIn, MAC: own}, "usb0": {Bus: Removable, MAC: own}, "enp5s0": {Bus: Removable, MAC: own},
		"veth1": {Bus: Virtual, MAC: own}, "docker0": {Bus: Virtual, MAC: own}, "ens3": {Bus: Virtual, MAC: own},
		"wlan0": {Bus: BuiltIn, MAC: other}, "eth1": {Bus: BuiltIn, MAC: other}, "wlan1": {Bus: BuiltIn, MAC: own, Random: true},
	} {
		want.Name = name
		if got := inspectIn(dir, net.Interface{Name: name}, Adapter{Name: name, MAC: own, Bus: Virtual}); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

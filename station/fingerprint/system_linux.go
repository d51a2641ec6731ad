package fingerprint

import (
	"net"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// sysNet describes the network adapters (kernel, Documentation/ABI/testing/sysfs-class-net).
const sysNet = "/sys/class/net"

func machineID() string {
	for _, path := range []string{"/etc/machine-id", "/var/lib/dbus/machine-id"} {
		if text, err := os.ReadFile(path); err == nil && len(text) < 128 { // #nosec G304 -- a fixed place
			return string(text)
		}
	}
	return ""
}

func inspect(i net.Interface, a Adapter) Adapter { return inspectIn(sysNet, i, a) }

// inspectIn reads an adapter below a directory like /sys/class/net: one with a device
// is hardware, one on USB or behind a port of a laptop can be pulled out, and an address
// whose assign type is not 0 is not the hardware's own.
func inspectIn(root string, i net.Interface, a Adapter) Adapter {
	dir := filepath.Join(root, i.Name)
	device, err := filepath.EvalSymlinks(filepath.Join(dir, "device"))
	switch {
	case err != nil, strings.Contains(device, "/virtio"), strings.Contains(device, "/vmbus"), strings.Contains(device, "/xen"):
		return a
	case strings.Contains(device, "/usb"), pullable(device), strings.Contains(device, "/bluetooth"):
		a.Bus = Removable
	default:
		a.Bus = BuiltIn
	}
	if kind := first(filepath.Join(dir, "addr_assign_type")); kind != "" && kind != "0" {
		a.Random = true
		for _, own := range []string{"bonding_slave/perm_hwaddr", "phy80211/macaddress"} {
			if mac, ok := ParseMAC(first(filepath.Join(dir, own))); ok {
				a.MAC, a.Random = mac, false
				break
			}
		}
	}
	return a
}

// pullable reports whether the device or one it hangs on can be taken out while the PC
// runs, such as a docking station on Thunderbolt.
func pullable(device string) bool {
	for range 12 {
		if first(filepath.Join(device, "removable")) == "removable" {
			return true
		}
		up := filepath.Dir(device)
		if up == device {
			break
		}
		device = up
	}
	return false
}

// first gives a small file's text, trimmed; empty when there is none.
func first(path string) string {
	text, err := os.ReadFile(path) // #nosec G304 -- below /sys, by the name of an adapter the system gave
	if err != nil || len(text) > 256 {
		return ""
	}
	return strings.TrimSpace(string(text))
}

// onNetworkDrive reports whether a path lies on a drive other PCs may have too
// (numbers of linux/magic.h).
func onNetworkDrive(path string) bool {
	var fs unix.Statfs_t
	for unix.Statfs(path, &fs) != nil {
		up := filepath.Dir(path)
		if up == path {
			return false
		}
		path = up
	}
	switch uint32(fs.Type) { // #nosec G115 -- the kernel has 32 bits of it; the sign is its own
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.AFS_SUPER_MAGIC, unix.CODA_SUPER_MAGIC, unix.CEPH_SUPER_MAGIC,
		unix.V9FS_MAGIC, 0xFF534D42 /* CIFS */, 0xFE534D42 /* SMB2 */, 0x47504653 /* GPFS */, 0x0BD00BD0 /* Lustre */ :
		return true
	}
	return false
}

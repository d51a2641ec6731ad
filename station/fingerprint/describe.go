package fingerprint

import "strings"

// busOf reads an adapter's description, which is all that Windows tells of how it is
// plugged in: "ASIX USB to Gigabit Ethernet Family Adapter", "Remote NDIS based …".
func busOf(description string) Bus {
	text := strings.ToLower(description)
	for _, soft := range []string{"virtual", "hyper-v", "vmware", "vpn", "tap-", "wintun", "wireguard", "loopback"} {
		if strings.Contains(text, soft) {
			return Virtual
		}
	}
	for _, plug := range []string{"usb", "dock", "thunderbolt", "ndis", "bluetooth"} {
		if strings.Contains(text, plug) {
			return Removable
		}
	}
	return BuiltIn
}

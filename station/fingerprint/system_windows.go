package fingerprint

import (
	"net"
	"path/filepath"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// machineID is the one Windows draws when it is set up; a copy has it too, unless it was
// prepared for copying (sysprep).
func machineID() string {
	k, err := registry.OpenKey(registry.LOCAL_MACHINE, `SOFTWARE\Microsoft\Cryptography`, registry.QUERY_VALUE|registry.WOW64_64KEY)
	if err != nil {
		return ""
	}
	defer k.Close()
	id, _, err := k.GetStringValue("MachineGuid")
	if err != nil {
		return ""
	}
	return id
}

// The bits of MIB_IF_ROW2.InterfaceAndOperStatusFlags (learn.microsoft.com, netioapi.h).
const (
	hardwareInterface = 1 << 0
	filterInterface   = 1 << 1
	connectorPresent  = 1 << 2
)

// inspect asks Windows what an adapter is. One with a connector is hardware; which can be
// pulled out only its description tells.
func inspect(i net.Interface, a Adapter) Adapter {
	row, ok := rowOf(i.Index)
	if !ok {
		return a
	}
	flags := row.InterfaceAndOperStatusFlags
	if flags&hardwareInterface == 0 || flags&filterInterface != 0 || flags&connectorPresent == 0 {
		return a
	}
	a.Bus = busOf(windows.UTF16ToString(row.Description[:]))
	if n := row.PhysicalAddressLength; n == 6 {
		if own, ok := ParseMAC(net.HardwareAddr(row.PermanentPhysicalAddress[:n]).String()); ok {
			a.MAC = own
		}
	}
	return a
}

// getIfEntry2 is asked and not GetIfEntry2Ex, which the first versions of Windows 10 lack
// (LTSB 2015 and 2016); calling what is not there would end the program.
var getIfEntry2 = windows.NewLazySystemDLL("iphlpapi.dll").NewProc("GetIfEntry2")

// rowOf is what Windows knows of an adapter.
func rowOf(index int) (row windows.MibIfRow2, ok bool) {
	if getIfEntry2.Find() != nil {
		return row, false
	}
	row.InterfaceIndex = uint32(index)                              // #nosec G115 -- an interface index is 32 bits wide
	failed, _, _ := getIfEntry2.Call(uintptr(unsafe.Pointer(&row))) // #nosec G103 -- the row is live until the call returns
	return row, failed == 0
}

func onNetworkDrive(path string) bool {
	path, long := strings.CutPrefix(path, `\\?\`)
	if strings.HasPrefix(path, `\\`) || long && strings.HasPrefix(path, `UNC\`) {
		return true
	}
	name, err := windows.UTF16PtrFromString(filepath.VolumeName(path) + `\`)
	return err == nil && windows.GetDriveType(name) == windows.DRIVE_REMOTE
}

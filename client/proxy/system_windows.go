package proxy

import (
	"errors"
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

// OfDesktop gives the proxy settings of this Windows account.
func OfDesktop() System { return winHTTP{} }

// winHTTP asks Windows through winhttp.dll. Structures, flags and who frees what are
// those of Microsoft's reference of WinHttpGetIEProxyConfigForCurrentUser and
// WinHttpGetProxyForUrl.
type winHTTP struct{}

var (
	winhttp        = windows.NewLazySystemDLL("winhttp.dll")
	procSettings   = winhttp.NewProc("WinHttpGetIEProxyConfigForCurrentUser")
	procOpen       = winhttp.NewProc("WinHttpOpen")
	procForURL     = winhttp.NewProc("WinHttpGetProxyForUrl")
	procTimeouts   = winhttp.NewProc("WinHttpSetTimeouts")
	procClose      = winhttp.NewProc("WinHttpCloseHandle")
	procGlobalFree = windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalFree")
)

// The flags of a question to the script, and what an answer means.
const (
	accessNoProxy    = 1          // WINHTTP_ACCESS_TYPE_NO_PROXY
	autoProxyDetect  = 0x00000001 // WINHTTP_AUTOPROXY_AUTO_DETECT
	autoProxyScript  = 0x00000002 // WINHTTP_AUTOPROXY_CONFIG_URL
	detectDHCPAndDNS = 0x00000003 // WINHTTP_AUTO_DETECT_TYPE_DHCP | …_DNS_A
	scriptTimeoutMS  = 3000       // of each of name, connection, sending and receiving
)

// ieConfig is WINHTTP_CURRENT_USER_IE_PROXY_CONFIG.
type ieConfig struct {
	autoDetect            int32
	script, proxy, bypass *uint16
}

// autoOptions is WINHTTP_AUTOPROXY_OPTIONS.
type autoOptions struct {
	flags, detect uint32
	script        *uint16
	reserved      uintptr
	reserved2     uint32
	logon         int32
}

// proxyInfo is WINHTTP_PROXY_INFO.
type proxyInfo struct {
	access        uint32
	proxy, bypass *uint16
}

// Settings is System's.
func (winHTTP) Settings() (Settings, error) {
	if err := procSettings.Find(); err != nil {
		return Settings{}, err
	}
	var c ieConfig
	ok, _, err := procSettings.Call(uintptr(unsafe.Pointer(&c))) // #nosec G103 -- WinHTTP takes addresses; each is live until the call returns
	if ok == 0 {
		if errors.Is(err, windows.ERROR_FILE_NOT_FOUND) { // an account that never had any
			return Settings{}, nil
		}
		return Settings{}, fmt.Errorf("the proxy settings of Windows: %w", explained(err))
	}
	return Settings{Detect: c.autoDetect != 0, Script: take(c.script), Proxy: take(c.proxy), Bypass: take(c.bypass)}, nil
}

// Ask is System's.
func (winHTTP) Ask(server string, s Settings) (string, error) {
	target, err := windows.UTF16PtrFromString(server)
	if err != nil {
		return "", err
	}
	agent, _ := windows.UTF16PtrFromString("station-companion")
	for _, proc := range []*windows.LazyProc{procOpen, procForURL, procTimeouts, procClose} {
		if err := proc.Find(); err != nil {
			return "", err
		}
	}
	session, _, err := procOpen.Call(uintptr(unsafe.Pointer(agent)), accessNoProxy, 0, 0, 0) // #nosec G103 -- WinHTTP takes addresses; each is live until the call returns
	if session == 0 {
		return "", fmt.Errorf("WinHttpOpen: %w", explained(err))
	}
	defer procClose.Call(session)                                                                  //nolint:errcheck // nothing can be done about it
	procTimeouts.Call(session, scriptTimeoutMS, scriptTimeoutMS, scriptTimeoutMS, scriptTimeoutMS) // #nosec G104 -- then they are longer
	o := autoOptions{logon: 0}
	if s.Detect {
		o.flags, o.detect = autoProxyDetect, detectDHCPAndDNS
	}
	if s.Script != "" {
		if o.script, err = windows.UTF16PtrFromString(s.Script); err != nil {
			return "", err
		}
		o.flags |= autoProxyScript
	}
	// First as nobody, then, where the script's server asks for it, as this account.
	info, err := forURL(session, target, &o)
	if errors.Is(err, errLogin) {
		o.logon = 1
		info, err = forURL(session, target, &o)
	}
	if err != nil {
		return "", fmt.Errorf("WinHttpGetProxyForUrl: %w", explained(err))
	}
	list, _ := take(info.proxy), take(info.bypass)
	if info.access == accessNoProxy {
		return "", nil
	}
	return list, nil
}

func forURL(session uintptr, target *uint16, o *autoOptions) (proxyInfo, error) {
	var info proxyInfo
	ok, _, err := procForURL.Call(session, uintptr(unsafe.Pointer(target)), uintptr(unsafe.Pointer(o)), uintptr(unsafe.Pointer(&info))) // #nosec G103 -- WinHTTP takes addresses; each is live until the call returns
	if ok == 0 {
		return proxyInfo{}, err
	}
	return info, nil
}

// take copies a text Windows allocated and frees it.
func take(p *uint16) string {
	if p == nil {
		return ""
	}
	text := windows.UTF16PtrToString(p)
	procGlobalFree.Call(uintptr(unsafe.Pointer(p))) // #nosec G103 G104 -- WinHTTP takes addresses; each is live until the call returns; a leak of some bytes at worst
	return text
}

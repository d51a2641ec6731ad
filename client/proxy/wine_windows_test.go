package proxy

import "golang.org/x/sys/windows"

// underWine tells whether Wine stands in for Windows here.
func underWine() bool {
	return windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil
}

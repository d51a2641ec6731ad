package export

import (
	"path"
	"strings"
)

// startable are the ends of names that start a program or script, change settings or
// mount something when they are opened, on Windows, macOS or Linux.
var startable = setOf(`
	exe com bat cmd scr pif cpl msc msi msp mst msu msix msixbundle appx appxbundle appinstaller application
	appref-ms gadget hta jar jnlp js jse mjs vb vbe vbs vbscript ws wsc wsf wsh wsdl
	ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psm1 cdxml pssc msh msh1 msh2 mshxml msh1xml msh2xml
	lnk url website library-ms search-ms searchconnector-ms settingcontent-ms theme themepack deskthemepack
	reg inf ins isp job scf sct shb shs chm hlp its xbap xll xlam xla ppam ppa wll dll ocx sys drv cab
	iso img vhd vhdx udl diagcab diagcfg diagpkg ade adp mde mdb accde accdb accda mda maf mag mam maq mar mas mat mau mav maw
	docm dotm xlsm xltm xlsb pptm potm ppsm sldm slk iqy rqy oqy dqy rdp one onepkg
	sh bash zsh csh ksh fish command tool run bin elf out appimage desktop deb rpm flatpak flatpakref snap
	app dmg pkg mpkg workflow action scpt scptd applescript osx kext plugin terminal webloc inetloc fileloc
	py pyc pyo pyw pyz pyzw rb pl pm lua php tcl awk groovy ahk au3 ipa apk xpi crx class`)

func setOf(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// startsSomething judges a name by its end.
func startsSomething(name string) bool {
	return startable[strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))]
}

package support

import (
	"os"
	"os/user"
	"strings"
)

// Account gives the names and home directories of the account this program runs under, as
// far as the system tells them: login name (without the domain of Windows, too), full name,
// and what the environment says.
func Account() (names, homes []string) {
	add := func(list *[]string, s string) {
		if s = strings.TrimSpace(s); s != "" {
			*list = append(*list, s)
		}
	}
	if u, err := user.Current(); err == nil {
		add(&names, u.Username)
		add(&names, u.Name)
		add(&homes, u.HomeDir)
	}
	for _, v := range []string{"USER", "LOGNAME", "USERNAME"} {
		add(&names, os.Getenv(v))
	}
	for _, v := range []string{"HOME", "USERPROFILE"} {
		add(&homes, os.Getenv(v))
	}
	for _, n := range names {
		if _, login, ok := strings.Cut(n, `\`); ok {
			add(&names, login)
		}
	}
	return names, homes
}

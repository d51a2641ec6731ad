package proxy

import (
	"errors"
	"fmt"
	"syscall"
)

// errLogin is ERROR_WINHTTP_LOGIN_FAILURE.
const errLogin = syscall.Errno(12015)

// reasons are the codes of WinHTTP that a script brings about (Microsoft's reference,
// WinHTTP error messages). Windows has words for its own codes, not for these.
var reasons = map[syscall.Errno]string{
	12002:    "it took too long",
	12005:    "its address is no address",
	12006:    "its address is neither http nor https",
	12007:    "the name of its server was not found",
	12009:    "this Windows cannot do that",
	errLogin: "its server asks for a login",
	12029:    "its server was not reached",
	12030:    "its server broke the connection off",
	12166:    "it is no script, or fails when it is run",
	12167:    "it was not there to fetch",
	12175:    "its server's certificate is not trusted",
	12178:    "the service of Windows that looks for it does not run",
	12180:    "none was found",
}

// reason is an error of WinHTTP, told in words.
type reason struct{ code syscall.Errno }

func (r reason) Error() string { return fmt.Sprintf("%s (%d)", reasons[r.code], r.code) }

func (r reason) Unwrap() error { return r.code }

// explained gives words to an error that has none.
func explained(err error) error {
	if code, ok := errors.AsType[syscall.Errno](err); ok && reasons[code] != "" {
		return reason{code}
	}
	return err
}

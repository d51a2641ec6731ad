package logging

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

func TestFields(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Fields {
		if f.Name == "" || f.ECS == "" || f.Meaning == "" || seen[f.Name] || seen["ecs "+f.ECS] {
			t.Errorf("%+v", f)
		}
		seen[f.Name], seen["ecs "+f.ECS] = true, true
	}
	for i, want := range []string{"timestamp", "level", "logger", "message", "correlation_id", "operation", "user", "pid", "station"} {
		if Fields[i].Name != want {
			t.Errorf("key %d is %s, want %s", i, Fields[i].Name, want)
		}
	}
}

// Every field the program's code gives to a line stands in Fields, and every one in
// Fields is given somewhere: whoever ships the files to a log server relies on the list.
func TestFieldsAreThoseTheProgramLogs(t *testing.T) {
	written := map[string]string{ // by this package itself
		"timestamp": "", "level": "", "logger": "", "message": "", "user": "", "pid": "", "station": "",
		"dropped": "", "malformed": "",
	}
	for _, file := range programFiles(t) {
		fset := token.NewFileSet()
		tree, err := parser.ParseFile(fset, file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			name, given := fieldOf(t, fset, n)
			if given {
				written[name] = fset.Position(n.Pos()).String()
			}
			return true
		})
	}
	listed := map[string]bool{}
	for _, f := range Fields {
		listed[f.Name] = true
		if _, ok := written[f.Name]; !ok {
			t.Errorf("nobody writes %s", f.Name)
		}
	}
	for name, where := range written {
		if !listed[name] {
			t.Errorf("%s: the field %s is not in Fields", where, name)
		}
	}
}

// programFiles lists the Go files of the program, tests left out.
func programFiles(t *testing.T) []string {
	var files []string
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != "..":
			return filepath.SkipDir
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			files = append(files, path)
		}
		return nil
	})
	if err != nil || len(files) < 100 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	return files
}

var fieldMethods = map[string]bool{
	"Str": true, "Strs": true, "Stringer": true, "Int": true, "Int64": true, "Uint64": true, "Float64": true, "Bool": true,
	"Dur": true, "Time": true, "Bytes": true, "Hex": true, "RawJSON": true, "Any": true, "Interface": true, "AnErr": true,
}

// fieldOf gives the field that a call adds to a line. It also looks at what it passes:
// names of fields must be literals, and a literal message begins like a sentence.
func fieldOf(t *testing.T, fset *token.FileSet, n ast.Node) (name string, given bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return "", false
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	text, literal := "", false
	if lit, ok := call.Args[0].(*ast.BasicLit); ok && lit.Kind == token.STRING {
		var err error
		if text, err = strconv.Unquote(lit.Value); err != nil {
			t.Fatal(err)
		}
		literal = true
	}
	switch sel := method.Sel.Name; {
	case sel == "Err" && len(call.Args) == 1 && isEvent(method.X):
		return "error", true
	case sel == "Str" && len(call.Args) == 2 && !literal:
		t.Errorf("%s: a field whose name is no literal", fset.Position(n.Pos()))
	case sel == "Msg" && literal && (text == "" || !unicode.IsUpper([]rune(text)[0])):
		t.Errorf("%s: the message %q", fset.Position(n.Pos()), text)
	case fieldMethods[sel] && len(call.Args) == 2 && literal:
		return text, true
	}
	return "", false
}

// isEvent tells a log line under way (a chain of calls) from a context, whose Err is another.
func isEvent(x ast.Expr) bool { _, ok := x.(*ast.CallExpr); return ok }

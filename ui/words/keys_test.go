package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// source is what the program's Go files say about keys.
type source struct {
	asked    map[string]string // pattern asked by a call of T or Has → where
	literals map[string]bool   // every string in the source outside the catalogue
	patterns []*regexp.Regexp
}

// TestKeys holds source and catalogue against each other: every key the window and
// the command line ask for is there, and no text is left over.
func TestKeys(t *testing.T) {
	src := source{asked: map[string]string{}, literals: map[string]bool{}}
	for _, file := range uiFiles(t) {
		src.read(t, file)
	}
	if len(src.asked) < 100 {
		t.Fatalf("only %d keys found in the source: the walk is broken", len(src.asked))
	}
	for pattern, where := range src.asked {
		re := regexp.MustCompile("^" + pattern + "$")
		src.patterns = append(src.patterns, re)
		if !anyKey(re) {
			t.Errorf("%s: no text for %s", where, pattern)
		}
	}
	for key := range english {
		if !src.uses(key) {
			t.Errorf("nothing asks for %s", key)
		}
	}
}

func anyKey(re *regexp.Regexp) bool {
	for key := range english {
		if re.MatchString(key) {
			return true
		}
	}
	return false
}

func (s *source) uses(key string) bool {
	if s.literals[key] {
		return true
	}
	for _, re := range s.patterns {
		if re.MatchString(key) {
			return true
		}
	}
	return false
}

// uiFiles lists the Go files below ui/ and the program's own, without tests and catalogues.
func uiFiles(t *testing.T) []string {
	t.Helper()
	root := filepath.Join("..", "..")
	files, err := filepath.Glob(filepath.Join(root, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join(root, "ui"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".go") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var kept []string
	for _, f := range files {
		base := filepath.Base(f)
		if !strings.HasSuffix(base, "_test.go") && !strings.HasPrefix(base, "catalog") {
			kept = append(kept, f)
		}
	}
	return kept
}

func (s *source) read(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	inWords := file.Name.Name == "words"
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if value, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
				s.literals[value] = true
			}
		case *ast.CallExpr:
			if isT(n.Fun, inWords) && len(n.Args) > 0 {
				if pattern, fixed := keyPattern(n.Args[0]); fixed {
					s.asked[pattern] = set.Position(n.Pos()).String()
				}
			}
		}
		return true
	})
}

// isT knows words.T and words.Has, and plain T and Has inside this package.
func isT(fun ast.Expr, inWords bool) bool {
	switch f := fun.(type) {
	case *ast.Ident:
		return inWords && (f.Name == "T" || f.Name == "Has")
	case *ast.SelectorExpr:
		pkg, ok := f.X.(*ast.Ident)
		return ok && pkg.Name == "words" && (f.Sel.Name == "T" || f.Sel.Name == "Has")
	}
	return false
}

// keyPattern makes a pattern of a key put together from texts and values; fixed is
// false when no part of it is a text, so that only its literals elsewhere can tell.
func keyPattern(e ast.Expr) (pattern string, fixed bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		value, err := strconv.Unquote(e.Value)
		return regexp.QuoteMeta(value), err == nil
	case *ast.ParenExpr:
		return keyPattern(e.X)
	case *ast.BinaryExpr:
		left, fixedLeft := keyPattern(e.X)
		right, fixedRight := keyPattern(e.Y)
		return left + right, fixedLeft || fixedRight
	}
	return `[a-zA-Z0-9_.]+`, false
}

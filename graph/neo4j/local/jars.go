package local

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/gofrs/flock"

	"newsgraph/graph/file"
)

// Version of the Neo4j that Start runs.
const Version = "5.26.30"

//go:embed pom.xml
var pom []byte

//go:embed jars.sha256
var jarSums []byte

const copyDependencies = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"

// ErrMissing is a tool that the local server needs and this machine lacks; the
// text says which and how to get it.
var ErrMissing = errors.New("a tool is missing")

// jars returns the folder of Neo4j's jars. The first call has Maven fetch them
// into cache; every file is checked against jars.sha256 before it is used.
func jars(ctx context.Context, cache string, progress func(string)) (string, error) {
	lib := filepath.Join(cache, "neo4j-"+Version)
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	lock := flock.New(lib + ".lock")
	if _, err := lock.TryLockContext(ctx, lockPoll); err != nil {
		return "", fmt.Errorf("wait for another fetch of Neo4j's jars: %w", err)
	}
	defer lock.Unlock()
	if _, err := os.Stat(lib); err == nil {
		return lib, nil
	}
	mvn, err := exec.LookPath("mvn")
	if err != nil {
		return "", fmt.Errorf("%w: Maven (mvn) fetches Neo4j's jars; install it (apt install maven, brew install maven), start Docker, or name a running Neo4j by its URI", ErrMissing)
	}
	progress("fetching Neo4j " + Version + " with Maven into " + lib + " (137 MB, once)")
	work, err := os.MkdirTemp(cache, "fetch-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	if err := os.WriteFile(filepath.Join(work, "pom.xml"), pom, 0o644); err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, mvn, "--batch-mode", "--no-transfer-progress", "--strict-checksums",
		copyDependencies, "-DincludeScope=runtime", "-DoutputDirectory=lib")
	cmd.Dir = work
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("mvn could not fetch Neo4j's jars: %w\n%s", err, lastLines(out, 15))
	}
	fetched := filepath.Join(work, "lib")
	if err := checkJars(fetched, jarSums); err != nil {
		return "", err
	}
	return lib, os.Rename(fetched, lib)
}

// checkJars checks that a folder holds exactly the files of sums, a list as
// sha256sum writes it.
func checkJars(dir string, sums []byte) error {
	want := map[string]string{}
	for s := bufio.NewScanner(bytes.NewReader(sums)); s.Scan(); {
		sum, name, ok := strings.Cut(s.Text(), "  ")
		if !ok {
			return fmt.Errorf("jars.sha256: bad line %q", s.Text())
		}
		want[name] = sum
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		sum, err := file.SHA256(filepath.Join(dir, f.Name()))
		if err != nil {
			return err
		}
		if want[f.Name()] != sum {
			return fmt.Errorf("%s has sha256 %s, but jars.sha256 wants %q: it is not used", f.Name(), sum, want[f.Name()])
		}
		delete(want, f.Name())
	}
	if len(want) > 0 {
		return fmt.Errorf("%d of Neo4j's jars are missing, the first is %s", len(want), slices.Min(slices.Collect(maps.Keys(want))))
	}
	return nil
}

var javaVersion = regexp.MustCompile(`version "(?:1\.)?(\d+)`)

// java returns the java of JAVA_HOME or PATH, if it is version 17 or later.
func java(ctx context.Context) (string, error) {
	const want = "Java 17 or later runs the local Neo4j; install it (apt install openjdk-17-jre-headless, brew install openjdk@17), start Docker, or name a running Neo4j by its URI"
	path := "java"
	if home := os.Getenv("JAVA_HOME"); home != "" {
		path = filepath.Join(home, "bin", "java")
	}
	path, err := exec.LookPath(path)
	if err != nil {
		return "", fmt.Errorf("%w: %s", ErrMissing, want)
	}
	out, err := exec.CommandContext(ctx, path, "-version").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s -version fails (%w: %q): %s", ErrMissing, path, err, lastLines(out, 1), want)
	}
	m := javaVersion.FindSubmatch(out)
	if m == nil {
		return "", fmt.Errorf("%w: %s -version says %q: %s", ErrMissing, path, lastLines(out, 1), want)
	}
	if v, _ := strconv.Atoi(string(m[1])); v < 17 {
		return "", fmt.Errorf("%w: %s is version %s: %s", ErrMissing, path, m[1], want)
	}
	return path, nil
}

// lastLines returns the last n lines of a program's output, for an error.
func lastLines(out []byte, n int) string {
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}

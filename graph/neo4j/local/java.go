package local

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const backendJava = "java"

// jvmOptions are what Neo4j's own start script passes.
var jvmOptions = []string{
	"-XX:+UseG1GC", "-XX:-OmitStackTraceInFastThrow", "-Dfile.encoding=UTF-8",
	"-Dio.netty.tryReflectionSetAccessible=true",
	"--add-opens=java.base/java.nio=ALL-UNNAMED",
	"--add-opens=java.base/java.io=ALL-UNNAMED",
	"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
	"--add-opens=java.base/java.lang=ALL-UNNAMED",
	"--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
}

// javaStart starts Neo4j as a process of its own that outlives this one, and
// returns its id.
func (s *Server) javaStart(ctx context.Context, st State, password string) (int, error) {
	java, err := java(ctx)
	if err != nil {
		return 0, err
	}
	lib, err := jars(ctx, s.Cache, s.progress)
	if err != nil {
		return 0, err
	}
	for _, dir := range []string{"conf", "data", "logs", "plugins", "run"} {
		if err := os.MkdirAll(s.path(dir), 0o700); err != nil {
			return 0, err
		}
	}
	if err := os.WriteFile(s.path("conf", "neo4j.conf"), []byte(s.settings(st)), 0o600); err != nil {
		return 0, err
	}
	if err := s.setPassword(password); err != nil {
		return 0, err
	}
	if err := s.writePages(st, lib); err != nil {
		return 0, fmt.Errorf("pages for Browser: %w", err)
	}
	s.progress("starting Neo4j " + Version)
	// A file, not a pipe: the server goes on writing when this process is gone.
	console, err := os.Create(s.consoleLog())
	if err != nil {
		return 0, err
	}
	defer console.Close()
	heap := strconv.Itoa(cmp.Or(s.HeapMB, 1024)) + "m"
	args := slices.Concat([]string{"-Xms" + heap, "-Xmx" + heap}, jvmOptions, s.JVM)
	args = append(args, "-cp", s.classPath(lib), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+s.Home, "--config-dir="+s.path("conf"))
	cmd := exec.Command(java, args...)
	cmd.Stdout, cmd.Stderr = console, console
	cmd.SysProcAttr = Detached()
	if err := cmd.Start(); err != nil {
		return 0, fmt.Errorf("start Neo4j: %w", err)
	}
	go cmd.Wait() // so that it is no zombie if it ends before this process
	return cmd.Process.Pid, nil
}

// setPassword gives a new database its user, as "neo4j-admin dbms
// set-initial-password" does, but without the password on a command line, where
// every user of the machine can read it.
func (s *Server) setPassword(password string) error {
	file := s.path("data", "dbms", "auth.ini")
	if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	const rounds = 1024
	salt := make([]byte, 32)
	rand.Read(salt)
	sum := sha256.Sum256(append(slices.Clone(salt), password...))
	for range rounds - 1 {
		sum = sha256.Sum256(sum[:])
	}
	line := fmt.Sprintf("%s:SHA-256,%x,%x,%d:\n", User, sum, salt, rounds)
	return os.WriteFile(file, []byte(line), 0o600)
}

// Admin runs one of neo4j-admin's commands on a server of the Java backend that
// is stopped, such as "database", "import", "full".
func (s *Server) Admin(ctx context.Context, args ...string) error {
	java, err := java(ctx)
	if err != nil {
		return err
	}
	lib, err := jars(ctx, s.Cache, s.progress)
	if err != nil {
		return err
	}
	heap := "-Xmx" + strconv.Itoa(cmp.Or(s.HeapMB, 1024)) + "m"
	cmd := exec.CommandContext(ctx, java, append(append([]string{heap}, jvmOptions...),
		append([]string{"-cp", s.classPath(lib), "org.neo4j.cli.AdminTool"}, args...)...)...)
	cmd.Env = append(os.Environ(), "NEO4J_HOME="+s.Home, "NEO4J_CONF="+s.path("conf"))
	cmd.Dir = s.Home
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("neo4j-admin %s %s: %w\n%s", args[0], args[1], err, lastLines(javaStack.ReplaceAll(out, nil), 15))
	}
	return nil
}

// javaStack are the lines of a stack trace, which tell users nothing.
var javaStack = regexp.MustCompile(`(?m)^\s+at .*\n`)

// settings are the server's neo4j.conf.
func (s *Server) settings(st State) string {
	lines := []string{
		"server.default_listen_address=127.0.0.1",
		"server.bolt.listen_address=127.0.0.1:" + strconv.Itoa(st.BoltPort),
		"server.http.enabled=" + strconv.FormatBool(st.HTTPPort != 0),
		"server.https.enabled=false",
		"server.memory.pagecache.size=" + strconv.Itoa(cmp.Or(s.PageMB, 512)) + "m",
		"dbms.usage_report.enabled=false",
		"client.allow_telemetry=false",
		"dbms.security.allow_csv_import_from_file_urls=false",
		"db.tx_log.rotation.retention_policy=1 files",
		// Without this a stop waits ten seconds for idle Bolt threads.
		"internal.server.bolt.thread_pool_shutdown_wait_time=0s",
	}
	if st.HTTPPort != 0 {
		lines = append(lines, "server.http.listen_address=127.0.0.1:"+strconv.Itoa(st.HTTPPort))
		// Where Browser may fetch guides and styles from.
		lines = append(lines, "browser.remote_content_hostname_whitelist=127.0.0.1,localhost")
		if s.Greeting != nil {
			lines = append(lines, "browser.post_connect_cmd="+s.Greeting(st.PagesURL()))
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

func (s *Server) classPath(lib string) string {
	return strings.Join([]string{s.path("plugins", "*"), s.path("web"), filepath.Join(lib, "*")}, string(os.PathListSeparator))
}

// javaRuns reports whether the process is this server: after a restart of the
// machine another program may have its id.
func (s *Server) javaRuns(ctx context.Context, pid int) bool {
	if pid == 0 {
		return false
	}
	out, err := commandLine(ctx, pid)
	return err == nil && strings.Contains(out, "--home-dir="+s.Home)
}

func (s *Server) javaStop(ctx context.Context, pid int) error {
	p, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	if err := terminate(p); err != nil && s.javaRuns(ctx, pid) {
		return fmt.Errorf("stop Neo4j, process %d: %w", pid, err)
	}
	for end := time.Now().Add(stopTimeout); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if !s.javaRuns(ctx, pid) {
			return nil
		}
	}
	s.progress("Neo4j does not stop and is killed; its log brings the data back at the next start")
	return p.Kill()
}

func (s *Server) consoleLog() string { return s.path("logs", "console.log") }

func (s *Server) lastWords() string {
	text, err := fs.ReadFile(os.DirFS(s.Home), "logs/console.log")
	if err != nil {
		return err.Error()
	}
	return lastLines(text, 15)
}

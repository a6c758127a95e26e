package local

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"newsgraph"
)

const (
	backendDocker = "docker"
	composeFile   = "docker-compose.yml"
)

// dockerAnswers reports whether an engine answers and Compose is there.
func dockerAnswers(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	return exec.CommandContext(ctx, "docker", "compose", "version").Run() == nil &&
		exec.CommandContext(ctx, "docker", "version", "--format", "{{.Server.Version}}").Run() == nil
}

func (s *Server) dockerStart(ctx context.Context, st State, password string) error {
	if err := os.WriteFile(s.path(composeFile), newsgraph.Compose, 0o600); err != nil {
		return err
	}
	s.progress("starting Neo4j " + Version + " with Docker Compose (the first start fetches its image)")
	_, err := s.compose(ctx, []string{
		"NEO4J_PASSWORD=" + password,
		"NEO4J_BOLT_PORT=" + strconv.Itoa(st.BoltPort),
		"NEO4J_HTTP_PORT=" + strconv.Itoa(st.HTTPPort),
	}, "up", "--detach", "--wait")
	return err
}

func (s *Server) dockerStop(ctx context.Context) error {
	_, err := s.compose(ctx, []string{"NEO4J_PASSWORD=unused"}, "stop")
	return err
}

// dockerDelete deletes the server with its data.
func (s *Server) dockerDelete(ctx context.Context) error {
	_, err := s.compose(ctx, []string{"NEO4J_PASSWORD=unused"}, "down", "--volumes")
	return err
}

func (s *Server) dockerRuns(ctx context.Context) (bool, error) {
	out, err := s.compose(ctx, []string{"NEO4J_PASSWORD=unused"}, "ps", "--quiet", "--status", "running")
	return strings.TrimSpace(out) != "", err
}

// compose runs docker compose on the server's own project; secrets go through
// the environment, where other users do not see them.
func (s *Server) compose(ctx context.Context, env []string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "docker", append([]string{"compose", "--project-name", "newsgraph", "--file", s.path(composeFile)}, args...)...)
	cmd.Env = append(os.Environ(), env...)
	var out, complaint strings.Builder
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("docker compose %s: %w\n%s", args[0], err, lastLines([]byte(complaint.String()), 15))
	}
	return out.String(), nil
}

// Package chromiumtest finds the real browser that tests open pages in.
package chromiumtest

import (
	"os"
	"os/exec"
	"testing"
)

const missing = "no chromium to open pages in (Debian: apt-get install chromium)"

// Path returns where a Chromium is; NEWSGRAPH_CHROMIUM names one. Without any the
// test is skipped, or fails where NEWSGRAPH_REQUIRE_CHROMIUM is 1.
func Path(t *testing.T) string {
	t.Helper()
	for _, name := range []string{os.Getenv("NEWSGRAPH_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("NEWSGRAPH_REQUIRE_CHROMIUM") == "1" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

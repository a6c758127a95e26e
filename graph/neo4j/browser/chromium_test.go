package browser

import (
	"context"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"newsgraph/graph/chromiumtest"
	"newsgraph/graph/neo4j"
	"newsgraph/graph/neo4j/local"
	"newsgraph/graph/neo4j/neo4jtest"
)

var update = flag.Bool("update", false, "take the picture of Browser anew")

// As a newcomer does: open Browser, connect, find the guide, load the style, run
// a question of the library, and look at who signed.
func TestInBrowser(t *testing.T) {
	path := chromiumtest.Path(t)
	server, account := neo4jtest.OpenLocal(t, func(s *local.Server) { s.ServeHTTP, s.Pages, s.Greeting = true, Files, Greeting })
	loadSeed(t, account)
	st, _, err := server.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b := open(t, path, st, account.Password)
	b.await("the guide", `document.body.textContent.includes("Ten questions to a news graph")`)
	b.run(":style " + st.PagesURL() + "style.grass")
	b.await("the style", `document.body.textContent.includes("node.Person")`)

	signers, _ := neo4j.LibraryQuery("signers")
	b.run(":clear")
	b.run(signers.Inlined())
	b.await("who signed, in a table", `document.querySelector("table")?.textContent.includes("Emmanuel Macron")`)

	b.run(":clear")
	b.run(guideQueries()[1])
	b.await("circles in the style's colours", `[...document.querySelectorAll("svg circle")].some(c => c.getAttribute("fill") == "#0072B2")`)
	if *update {
		b.run(":clear")
		b.run("MATCH (e:Event)<-[s:SIGNED]-(a:Person)-[r]-(b:Entity) RETURN *")
		b.await("more circles", `document.querySelectorAll("svg circle").length > 8`)
		b.do(chromedp.Sleep(8 * time.Second)) // until the drawing is still
		b.picture("picture.png")
	}
}

type page struct {
	t   *testing.T
	ctx context.Context
}

// open opens Browser and connects.
func open(t *testing.T, path string, st local.State, password string) *page {
	t.Helper()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(1280, 800))
	alloc, stopAlloc := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stopAlloc)
	ctx, stop := chromedp.NewContext(alloc)
	t.Cleanup(stop)
	ctx, stopTime := context.WithTimeout(ctx, 4*time.Minute)
	t.Cleanup(stopTime)
	b := &page{t, ctx}
	b.do(chromedp.EmulateViewport(1280, 760), chromedp.Navigate(st.BrowserURL()+"?dbms="+strings.Replace(st.URI(), "://", "://"+local.User+"@", 1)),
		chromedp.WaitVisible(`[data-testid="password"]`),
		chromedp.SendKeys(`[data-testid="password"]`, password),
		chromedp.Click(`[data-testid="connect"]`),
		chromedp.WaitVisible(`[data-testid="editor-Run"]`))
	return b
}

func (b *page) do(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.shot()
		b.t.Fatal(err)
	}
}

// run types a command into the editor and runs it.
func (b *page) run(command string) {
	b.t.Helper()
	b.do(chromedp.Click(`[data-testid="activeEditor"] .monaco-editor, .monaco-editor`),
		input.InsertText(command),
		chromedp.Click(`[data-testid="editor-Run"]`))
}

// await waits until an expression is true of the page.
func (b *page) await(what, expression string) {
	b.t.Helper()
	for end := time.Now().Add(time.Minute); ; time.Sleep(200 * time.Millisecond) {
		var seen bool
		b.do(chromedp.Evaluate("!!("+expression+")", &seen))
		if seen {
			return
		}
		if time.Now().After(end) {
			b.shot()
			b.t.Fatalf("%s: never seen", what)
		}
	}
}

// shot keeps a picture of what went wrong where NEWSGRAPH_SCREENSHOTS names a folder.
func (b *page) shot() {
	if dir := os.Getenv("NEWSGRAPH_SCREENSHOTS"); dir != "" {
		b.picture(dir + "/neo4j-browser.png")
	}
}

func (b *page) picture(path string) {
	var png []byte
	if err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot(&png)); err != nil {
		b.t.Error(err)
		return
	}
	if err := os.WriteFile(path, png, 0o644); err != nil {
		b.t.Error(err)
	}
}

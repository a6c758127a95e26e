package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"github.com/rs/zerolog/log"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"newsgraph/extract/batch"
)

const (
	barEvery = 200 * time.Millisecond
	logEvery = time.Minute
)

// progress shows how a run goes: on a terminal a bar, elsewhere a log line a
// minute, and nothing when it is to be quiet.
type progress struct {
	total int64 // bytes of the input's files; 0 when not known
	from  batch.Tally
	began time.Time
	bars  *mpb.Progress
	log   zerolog.Logger // as it was before the bar
	ended chan struct{}
	gone  sync.WaitGroup

	mu  sync.Mutex
	now counts
}

// counts are what is shown of a tally.
type counts struct {
	articles, bad int
	read          int64
}

func startProgress(total int64, from batch.Tally, quiet, noColor bool) *progress {
	p := &progress{total: total, from: from, began: time.Now(), log: log.Logger, ended: make(chan struct{})}
	p.reached(&from)
	switch {
	case quiet:
	case isTerminal(os.Stderr):
		draw := make(chan any)
		p.bars = mpb.New(mpb.WithOutput(os.Stderr), mpb.WithManualRefresh(draw))
		log.Logger = log.Output(console(aboveBar{p.bars}, noColor))
		bar := p.bars.New(max(total, 1), mpb.BarStyle().Rbound("] "), mpb.BarWidth(24), mpb.BarRemoveOnComplete(),
			mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return p.String() })))
		show := func() {
			bar.SetCurrent(p.counts().read)
			select {
			case draw <- time.Now():
			case <-time.After(barEvery): // a terminal that cannot be drawn on
			}
		}
		p.every(barEvery, show, func() {
			show() // log lines that came since the last time are written with it
			bar.Abort(true)
		})
	default:
		p.every(logEvery, p.line, func() {})
	}
	return p
}

// aboveBar writes log lines above the bar, or plainly when there is none.
type aboveBar struct{ bars *mpb.Progress }

func (a aboveBar) Write(b []byte) (int, error) {
	if n, err := a.bars.Write(b); err == nil {
		return n, nil
	}
	return os.Stderr.Write(b)
}

// every calls do in each interval, and end after the last.
func (p *progress) every(interval time.Duration, do, end func()) {
	p.gone.Go(func() {
		t := time.NewTicker(interval)
		defer t.Stop()
		defer end()
		for {
			select {
			case <-t.C:
				do()
			case <-p.ended:
				return
			}
		}
	})
}

func (p *progress) reached(t *batch.Tally) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now = counts{t.Documents, t.Bad(), t.Read}
}

func (p *progress) counts() counts {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now
}

func (p *progress) stop() {
	close(p.ended)
	p.gone.Wait()
	if p.bars != nil {
		p.bars.Wait()
		log.Logger = p.log
	}
}

// rate is articles a second since the run began or went on, and left the time
// that the rest takes at the pace so far; 0 when not known.
func (p *progress) rate(c counts) (rate float64, left time.Duration) {
	took := time.Since(p.began)
	rate = float64(c.articles-p.from.Documents) / took.Seconds()
	if done := c.read - p.from.Read; done > 0 && p.total > c.read {
		left = time.Duration(float64(took) / float64(done) * float64(p.total-c.read)).Round(time.Second)
	}
	return rate, left
}

// String is the text beside the bar.
func (p *progress) String() string {
	c := p.counts()
	rate, left := p.rate(c)
	s := fmt.Sprintf("%d articles  %.1f of %.1f MB  %.0f/s", c.articles, float64(c.read)/1e6, float64(p.total)/1e6, rate)
	if left > 0 {
		s += "  " + left.String() + " left"
	}
	return s + fmt.Sprintf("  %d quarantined", c.bad)
}

// line is the log line of each minute.
func (p *progress) line() {
	c := p.counts()
	rate, left := p.rate(c)
	e := log.Info().Int("articles", c.articles).Float64("mb", float64(c.read/1e5)/10).Float64("of_mb", float64(p.total/1e5)/10).
		Float64("per_second", float64(int(rate*10))/10).Int("quarantined", c.bad)
	if left > 0 {
		e = e.Stringer("left", left)
	}
	e.Msg("reading")
}

package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/rs/zerolog/log"
	"github.com/urfave/cli/v2"

	"newsgraph/extract/text"
	"newsgraph/graph/merge"
)

// outFlag names the output folder, where it is not an argument.
var outFlag = &cli.StringFlag{Name: "out", Aliases: []string{"o"}, Value: "newsgraph-out", Usage: "folder that build made"}

// correctionsFlag names the folder of corrections.
var correctionsFlag = &cli.StringFlag{Name: "corrections", Usage: "folder of corrections (YAML); without it, the one that build used"}

// verifyCommand checks a folder against itself.
func verifyCommand() *cli.Command {
	return &cli.Command{
		Name:      "verify",
		Usage:     "check that a graph follows from its articles",
		ArgsUsage: "[OUT]",
		Description: `Checks a folder that build made, and prints one line for each finding:
  - the files have the hashes that manifest.json gives
  - every quote stands at its offsets in the stored text, whose hash is right
  - ids are unique and in order, nothing points nowhere
  - reports and sources add up, labels and edge types are those of the vocabulary
  - merging the stored articles again, with the same corrections, gives this graph

Examples:
  newsgraph verify newsgraph-out
  newsgraph verify newsgraph-out --corrections corrections

Exit codes: 0 all is well, 1 wrong usage, 3 no graph there, 5 there are findings, 10 the folder could not be read.`,
		Flags:  []cli.Flag{correctionsFlag},
		Action: runVerify,
	}
}

func runVerify(c *cli.Context) error {
	if c.NArg() > 1 {
		return usagef("verify takes one folder")
	}
	folder := merge.Folder(outFlag.Value)
	if c.NArg() == 1 {
		folder = merge.Folder(c.Args().First())
	}
	if err := checkBuilt(folder.Graph()); err != nil {
		return err
	}
	corrections, _, err := loadCorrections(c, folder)
	if err != nil {
		return err
	}
	findings := 0
	err = folder.Verify(c.Context, merge.Options{Corrections: corrections}, func(finding string) {
		findings++
		text.Line(c.App.Writer, "%s", finding)
	})
	if err != nil {
		return err
	}
	if findings > 0 {
		return codedError{exitDiffers, fmt.Errorf("verify %s: %d findings", folder, findings)}
	}
	log.Info().Str("folder", string(folder)).Msg("verified: the graph follows from its articles")
	return nil
}

// loadCorrections reads the corrections that --corrections names, else those
// that the folder's manifest names, and returns their folder. There may be none.
func loadCorrections(c *cli.Context, folder merge.Folder) (*merge.Corrections, string, error) {
	dir := c.String("corrections")
	if dir == "" {
		m, err := folder.Manifest()
		if err != nil {
			return nil, "", err
		}
		if dir = m.Settings["corrections"]; dir == "" {
			return nil, "", nil
		}
	}
	corrections, err := merge.LoadCorrections(dir)
	if errors.Is(err, os.ErrNotExist) && !c.IsSet("corrections") {
		return nil, "", fmt.Errorf("%w (the graph was built with it; name its new place with --corrections)", err)
	}
	return corrections, dir, err
}

package event

import (
	_ "embed"

	"newsgraph/extract/wordlist"
)

const wordsFile = "rules/words.yaml"

//go:embed rules/words.yaml
var wordData []byte

// lists are the words that the code asks for; the rules have their own.
var lists = wordlist.MustParse(wordData)

package main

import (
	"errors"
	"fmt"
)

// The exit codes, as the help of newsgraph lists them.
const (
	exitOK          = 0
	exitUsage       = 1
	exitQuarantined = 2
	exitNothing     = 3
	exitDatabase    = 4
	exitDiffers     = 5
	exitFailure     = 10
	exitStopped     = 130
)

// codedError is an error with the exit code that it should end the program with.
type codedError struct {
	code int
	err  error
}

func (e codedError) Error() string { return e.err.Error() }
func (e codedError) Unwrap() error { return e.err }

// usageError is a mistake in flags or arguments.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() + " (see --help)" }
func (e usageError) Unwrap() error { return e.err }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func exitCode(err error) int {
	var coded codedError
	var usage usageError
	switch {
	case errors.As(err, &coded):
		return coded.code
	case errors.As(err, &usage):
		return exitUsage
	}
	return exitFailure
}

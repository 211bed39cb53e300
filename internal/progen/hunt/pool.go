package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// grace is how long a worker may be silent past the time limit of its job.
const grace = 15 * time.Second

// worker is a process that runs jobs. It is started again when it has died.
type worker struct {
	command *exec.Cmd
	in      io.WriteCloser
	answers chan []byte // closed when the process has ended
	said    bytes.Buffer
}

// run gives a job to the process and waits for its answer.
func (w *worker) run(j *job) (outcome, error) {
	if w.command == nil {
		if err := w.start(); err != nil {
			return outcome{}, err
		}
	}
	text, err := json.Marshal(j)
	if err != nil {
		return outcome{}, err
	}
	timer := time.NewTimer(j.Timeout + grace)
	defer timer.Stop()
	_, err = w.in.Write(append(text, '\n'))
	if err != nil {
		return outcome{Crash: w.stop()}, nil
	}
	select {
	case answer, ok := <-w.answers:
		if !ok {
			return outcome{Crash: w.stop()}, nil
		}
		var o outcome
		return o, json.Unmarshal(answer, &o)
	case <-timer.C:
		w.stop()
		return outcome{Hang: true}, nil
	}
}

func (w *worker) start() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	w.command = exec.Command(self, "--worker")
	w.said.Reset()
	w.command.Stderr = &w.said
	if w.in, err = w.command.StdinPipe(); err != nil {
		return err
	}
	out, err := w.command.StdoutPipe()
	if err != nil {
		return err
	}
	if err := w.command.Start(); err != nil {
		return err
	}
	answers := make(chan []byte)
	w.answers = answers
	go func() {
		defer close(answers)
		lines := bufio.NewReaderSize(out, 1<<20)
		for {
			line, err := lines.ReadBytes('\n')
			if err != nil {
				return
			}
			answers <- line
		}
	}()
	return nil
}

// stop ends the process and returns the beginning of what it said.
func (w *worker) stop() string {
	if w.command == nil {
		return ""
	}
	// Errors mean that the process has ended already, which is what is wanted.
	_ = w.in.Close()
	_ = w.command.Process.Kill()
	for range w.answers {
	}
	err := w.command.Wait()
	w.command = nil
	said := w.said.String()
	if len(said) > 4000 {
		said = said[:4000]
	}
	if strings.TrimSpace(said) == "" && err != nil {
		said = err.Error()
	}
	return said
}

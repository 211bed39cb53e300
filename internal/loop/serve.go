package loop

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// Server serves the page of a recording that goes on. It speaks as much of HTTP/1.1 as a
// browser needs for a page and its stream of events: package net/http would cost each start
// of the command 0.3 ms and the program 2.4 MB.
type Server struct {
	listener net.Listener
	recorder *Recorder
	title    string
	ended    chan struct{}
}

const (
	eventsPath = "/events"
	// lookEvery is how often a stream looks for new records.
	lookEvery = 100 * time.Millisecond
	// maxRequest is how many bytes a request may have, and patience how long it may take.
	maxRequest = 16 << 10
	patience   = 10 * time.Second
)

// Listen makes a server at an address, of this machine alone: "" or a port, or a name or
// number of this machine with a port. Port 0 is one that is free.
func Listen(address string) (*Server, error) {
	if address == "" {
		address = "0"
	}
	if !strings.Contains(address, ":") {
		address = "127.0.0.1:" + address
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("%q is no address: want PORT or HOST:PORT", address)
	}
	if !loopback(host) {
		return nil, fmt.Errorf("%q is not of this machine: want localhost, 127.0.0.1 or [::1]", host)
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	return &Server{listener: l, ended: make(chan struct{})}, nil
}

// loopback reports whether a host is this machine as it calls itself.
func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return ip != nil && ip.IsLoopback()
}

// URL is where the page is.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() + "/" }

// Serve begins to show what r records, under a title.
func (s *Server) Serve(r *Recorder, title string) {
	s.recorder, s.title = r, title
	go func() {
		for {
			c, err := s.listener.Accept()
			if err != nil {
				return
			}
			go s.answer(c)
		}
	}()
}

// Ended says that nothing will be recorded any more: streams end when they have sent all.
func (s *Server) Ended() { close(s.ended) }

// Close stops listening.
func (s *Server) Close() error { return s.listener.Close() }

// answer answers one request, after which the connection is closed.
func (s *Server) answer(c net.Conn) {
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(patience))
	path, err := readRequest(c)
	switch {
	case errors.Is(err, errForeign):
		respond(c, "403 Forbidden", "text/plain", "The page is for this machine alone.\n")
	case err != nil:
		respond(c, "400 Bad Request", "text/plain", err.Error()+"\n")
	case path == "/":
		before, after := shell(s.title, eventsPath)
		respond(c, "200 OK", "text/html; charset=utf-8", before+"[]"+after)
	case path == eventsPath:
		_ = c.SetDeadline(time.Time{})
		s.stream(c)
	default:
		respond(c, "404 Not Found", "text/plain", "There is nothing here.\n")
	}
}

var errForeign = errors.New("a request that was meant for another host")

// readRequest reads a request and returns its path. A page of the network that has its own
// name lead to this machine asks for another host: it gets nothing.
func readRequest(r io.Reader) (path string, err error) {
	in := bufio.NewReader(io.LimitReader(r, maxRequest))
	line, err := in.ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("no request: %w", err)
	}
	parts := strings.Fields(line)
	if len(parts) != 3 || parts[0] != "GET" || !strings.HasPrefix(parts[2], "HTTP/1.") {
		return "", errors.New("only GET is answered")
	}
	path, _, _ = strings.Cut(parts[1], "?")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return "", fmt.Errorf("no end of the request: %w", err)
		}
		line = strings.TrimSpace(line)
		if line == "" {
			return "", errForeign
		}
		name, value, _ := strings.Cut(line, ":")
		if strings.EqualFold(name, "Host") {
			host := strings.TrimSpace(value)
			if h, _, err := net.SplitHostPort(host); err == nil {
				host = h
			}
			if !loopback(host) {
				return "", errForeign
			}
			break
		}
	}
	// The rest is read so that closing the connection does not look like a reset.
	for line != "" {
		if line, err = in.ReadString('\n'); err != nil || strings.TrimSpace(line) == "" {
			break
		}
	}
	return path, nil
}

func respond(w io.Writer, status, kind, body string) {
	_, _ = fmt.Fprintf(w, "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n%s", status, kind, len(body), body)
}

// stream sends the records that there are and those that come as server-sent events, many
// in each.
func (s *Server) stream(w io.Writer) {
	if _, err := io.WriteString(w, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n: records\n\n"); err != nil {
		return
	}
	var at cursor
	for {
		over := false
		select {
		case <-s.ended:
			over = true
		case <-time.After(lookEvery):
		}
		for {
			lines := s.recorder.log.after(&at)
			if len(lines) == 0 {
				break
			}
			if _, err := w.Write(event(lines)); err != nil {
				return
			}
		}
		if over {
			_, _ = io.WriteString(w, "event: end\ndata: \n\n")
			return
		}
		// A comment finds out who has gone.
		if _, err := io.WriteString(w, ":\n\n"); err != nil {
			return
		}
	}
}

// event is an event of a list of records.
func event(lines []byte) []byte {
	lines = bytes.TrimSuffix(lines, []byte(",\n"))
	return append(append([]byte("data: [\ndata: "), bytes.ReplaceAll(lines, []byte("\n"), []byte("\ndata: "))...), "\ndata: ]\n\n"...)
}

// cursor is how far somebody has read a list of records.
type cursor struct{ piece, offset int }

// after returns records after at, and moves it; none: there are no more for now.
func (l *records) after(at *cursor) []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	for at.piece < len(l.done) {
		piece := l.done[at.piece]
		if lines := piece[at.offset:]; len(lines) > 0 {
			at.offset = len(piece)
			return lines
		}
		if at.piece == len(l.done)-1 {
			return nil
		}
		at.piece, at.offset = at.piece+1, 0
	}
	return nil
}

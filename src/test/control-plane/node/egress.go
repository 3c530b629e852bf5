package main

import (
	"io"
	"net"
	"net/http"
)

const kubeletPort = "10250"

// egress answers the CONNECT requests of an API server whose egress selector names this process.
type egress struct {
	kubelet handedOver
}

func (e egress) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, port, err := net.SplitHostPort(r.Host)
	if r.Method != http.MethodConnect || err != nil {
		http.Error(w, "CONNECT HOST:PORT, and nothing else", http.StatusMethodNotAllowed)
		return
	}
	if port == kubeletPort {
		if connection, ok := established(w); ok {
			e.kubelet.connections <- connection
		}
		return
	}
	note(request{What: "connect", Method: r.Method, Path: r.Host})
	target, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", port))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	if connection, ok := established(w); ok {
		join(connection, target)
		connection.Close()
	}
}

// join copies both ways until the target has said all; it hears when the client has.
func join(client io.ReadWriter, target net.Conn) error {
	defer target.Close()
	go func() {
		io.Copy(target, client)
		target.(*net.TCPConn).CloseWrite()
	}()
	_, err := io.Copy(client, target)
	return err
}

func established(w http.ResponseWriter) (net.Conn, bool) {
	connection, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return nil, false
	}
	_, err = io.WriteString(connection, "HTTP/1.1 200 Connection established\r\n\r\n")
	return connection, err == nil
}

// handedOver is the listener of a server whose connections come through the egress.
type handedOver struct {
	address     net.Addr
	connections chan net.Conn
}

func (h handedOver) Accept() (net.Conn, error) { return <-h.connections, nil }
func (h handedOver) Addr() net.Addr            { return h.address }
func (h handedOver) Close() error              { return nil }

// Command node is the network behind the API server, and on it the part of a kubelet that sessions reach: exec, attach, run
// and port-forward, over the upstream streaming library. Its containers are processes of this machine, so that what the API
// server admits really runs and what it refuses never gets here.
//
//	node SOCKET CERTIFICATE KEY PODMAN
//
// In the folder PODMAN a test can put a container of podman behind a pod.
//
// It is the API server's egress proxy on a socket and listens on no port: the API server refuses to proxy to a loopback
// address, and a socket in a private directory keeps strangers from running commands here. Port 10250, of whatever address,
// is the kubelet's; every other port is this machine's own, as if a pod or a service listened there. The certificate is the
// API server's and may come after the start. Standard output gets one JSON line for each request, answered or not.
package main

import (
	"crypto/tls"
	"log"
	"net"
	"net/http"
	"os"
)

func main() {
	socket, err := net.Listen("unix", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	kubelet := handedOver{address: socket.Addr(), connections: make(chan net.Conn)}
	go func() {
		log.Fatal(http.Serve(socket, egress{kubelet}))
	}()
	server := http.Server{Handler: podman(os.Args[4]), TLSConfig: &tls.Config{
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			pair, err := tls.LoadX509KeyPair(os.Args[2], os.Args[3])
			return &pair, err
		},
		NextProtos: []string{"http/1.1"}, // HTTP/2 cannot be upgraded to the streams of a session
	}}
	log.Fatal(server.ServeTLS(kubelet, "", ""))
}

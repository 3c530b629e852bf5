package main

import (
	"encoding/json"
	"log"
	"os"
	"sync"
)

var (
	recording sync.Mutex
	record    = json.NewEncoder(os.Stdout)
)

// note writes a request down before it is answered: a test that has seen the answer finds the line.
func note(asked request) {
	recording.Lock()
	defer recording.Unlock()
	if err := record.Encode(asked); err != nil {
		log.Fatal(err)
	}
}

// Counts words: {"text": "to be or not to be"}.
package main

import (
	"context"
	"log"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

type text struct {
	Text string `json:"text"`
}

func count(_ context.Context, event text) (map[string]int, error) {
	counts := map[string]int{}
	for _, word := range strings.Fields(strings.ToLower(event.Text)) {
		counts[word]++
	}
	log.Printf("%d different words", len(counts))
	return counts, nil
}

func main() {
	lambda.Start(count)
}

package io.execguard.cluster;

/// An exec that is refused: by whom, in which namespace, and in which words.
record MeasuredRefusal(String who, String namespace, String words) {
  String path() {
    return "/api/v1/namespaces/"
        + namespace
        + "/pods/none/exec?command=sh&container=app&stdin=true&stdout=true&tty=true";
  }
}

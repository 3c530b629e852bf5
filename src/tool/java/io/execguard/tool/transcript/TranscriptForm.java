package io.execguard.tool.transcript;

import picocli.CommandLine.Option;

/// How it is written; at most one.
final class TranscriptForm {
  @Option(names = "--html", description = "a page that holds all it needs, without a script")
  private boolean html;

  @Option(
      names = "--asciicast",
      description =
          "asciicast v2, for asciinema's players; without what reaches beyond the screen (titles,"
              + " clipboard, questions to the terminal)")
  private boolean asciicast;

  @Option(
      names = "--raw",
      description =
          "the output's bytes as recorded; never to a terminal, which would obey what is in them")
  private boolean raw;

  @Option(names = "--json", description = "lines of JSON")
  private boolean json;

  boolean raw() {
    return raw;
  }

  boolean json() {
    return json;
  }

  /// A list is text or JSON.
  boolean isOfAList() {
    return !html && !asciicast && !raw;
  }

  Transcripts.Way way() {
    if (html) {
      return Transcripts.Way.HTML;
    }
    if (asciicast) {
      return Transcripts.Way.ASCIICAST;
    }
    return json ? Transcripts.Way.JSON : Transcripts.Way.TEXT;
  }
}

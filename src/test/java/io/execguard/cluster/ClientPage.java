package io.execguard.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What `docs/clients.md` says of the clients that are tried: its tables "What they ask for", "What
/// they show" and "How they copy".
final class ClientPage {
  private static final String PAGE = read();
  private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private ClientPage() {}

  /// @param command what a single command asks for, of `nothing`, `stdin` and `terminal`
  /// @param switchOff how nothing is asked for; `-` where there is no such way
  /// @param attach the same words of an attach; `-` where the client cannot
  record Asks(String version, String command, String switchOff, String attach) {}

  /// Each a text that is shown, `…` standing for any.
  ///
  /// @param command of a single command that is refused; none where none is
  /// @param session of a session or an upload that is refused
  /// @param outage of a session while the guard is down
  record Shows(List<String> command, List<String> session, List<String> outage) {}

  /// A command that a copy runs in the container.
  ///
  /// @param command as JSON; `DIR` is the folder in the container, `ID` what is made up anew
  /// @param asks of `nothing` and `stdin`
  record Copies(String way, String command, String asks) {}

  static Asks asks(KubernetesClient client) {
    List<String> row = only("What they ask for", client);
    return new Asks(row.get(1), row.get(2), row.get(3), row.get(4));
  }

  static Shows shows(KubernetesClient client) {
    List<String> row = only("What they show", client);
    return new Shows(code(row.get(1)), code(row.get(2)), code(row.get(3)));
  }

  static List<Copies> copies(KubernetesClient client, String way) {
    return rows("How they copy", client).stream()
        .map(row -> new Copies(row.get(1), code(row.get(2)).getFirst(), row.get(3)))
        .filter(copy -> copy.way().equals(way))
        .toList();
  }

  private static List<String> only(String heading, KubernetesClient client) {
    List<List<String>> rows = rows(heading, client);
    if (rows.size() != 1) {
      throw new IllegalStateException(heading + " has not one row of " + client.title());
    }
    return rows.getFirst();
  }

  private static List<List<String>> rows(String heading, KubernetesClient client) {
    String section = PAGE.split("\n### " + heading + "\n", 2)[1].split("\n##", 2)[0];
    return section
        .lines()
        .filter(line -> line.startsWith("|"))
        .map(ClientPage::cells)
        .filter(cells -> cells.getFirst().equals(client.title()))
        .toList();
  }

  private static List<String> cells(String line) {
    return Arrays.stream(CELLS.split(line))
        .skip(1)
        .map(cell -> cell.strip().replace("\\|", "|"))
        .toList();
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
  }

  /// What was asked for, in the page's words, by all that the guard was asked.
  static Set<String> asked(Witness witness) {
    return Set.copyOf(witness.records().stream().map(ClientPage::asks).toList());
  }

  static String asks(JsonNode entry) {
    JsonNode access = entry.path("access");
    boolean stdin = access.path("stdin").asBoolean(false);
    boolean tty = access.path("tty").asBoolean(false);
    if (stdin) {
      return tty ? "stdin, terminal" : "stdin";
    }
    return tty ? "terminal" : "nothing";
  }

  /// Whether a text as the page has it stands in what a client says.
  static boolean isIn(String said, String text) {
    String pattern =
        Arrays.stream(text.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*?"));
    return Pattern.compile(pattern).matcher(said).find();
  }

  private static String read() {
    try {
      return Files.readString(Path.of("docs/clients.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.execguard.admission;

import io.execguard.policy.Grant;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The kubectl line that grants break-glass in a namespace, ready to be pasted into a shell.
///
/// @param namespace a name that Kubernetes accepts
/// @param annotations of the grant, each value as one word of a shell
/// @param forgets whether the namespace names people whom the grant would be for alone, and it is
///   for everybody
public record GrantLine(String namespace, Map<String, String> annotations, boolean forgets) {
  /// A word that becomes the username of whoever runs the line, as the API server knows it.
  public static final String WHO_AM_I =
      "\"$(kubectl auth whoami -o jsonpath='{.status.userInfo.username}')\"";

  /// Bytes of a name in quotes; whoever has a longer one is asked of the API server. Half a line of
  /// those that a denial has room for.
  private static final int LONGEST_NAME = 400;

  /// For whoever reads it, in whatever shell: a name or a reason that not every shell reads alike
  /// is asked of the API server, or left to be filled in.
  static GrantLine forAnyShell(String namespace, Grant.Written grant, boolean forgets) {
    GrantLine line = of(namespace, grant, forgets);
    GrantLine named = ShellWord.isPlain(grant.by()) ? line : line.byWhoeverRunsIt();
    return ShellWord.isPlain(grant.reason()) ? named : named.forATicket();
  }

  /// For a POSIX shell, with the reason last, where a person fills it in.
  public static GrantLine of(String namespace, Grant.Written grant, boolean forgets) {
    Map<String, String> words = new LinkedHashMap<>();
    grant.annotations().forEach((key, value) -> words.put(key, ShellWord.of(value)));
    String by = ShellWord.quoted(grant.by());
    boolean isShown =
        ShellWord.isShown(grant.by()) && by.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    return new GrantLine(namespace, words, forgets && grant.people().isEmpty())
        .with(Grant.Key.BY, isShown ? by : WHO_AM_I);
  }

  /// The same, granted by whoever runs it.
  public GrantLine byWhoeverRunsIt() {
    return with(Grant.Key.BY, WHO_AM_I);
  }

  /// The same, its reason left to be filled in.
  public GrantLine forATicket() {
    return with(Grant.Key.REASON, Grant.TICKET);
  }

  private GrantLine with(Grant.Key key, String word) {
    Map<String, String> words = new LinkedHashMap<>(annotations);
    words.put(key.annotation(), word);
    return new GrantLine(namespace, words, forgets);
  }

  boolean hasNoReason() {
    return Grant.TICKET.equals(annotations.get(Grant.Key.REASON.annotation()));
  }

  /// The whole line.
  public String text() {
    StringBuilder line = new StringBuilder("kubectl annotate --overwrite namespace " + namespace);
    if (forgets) {
      line.append(' ').append(Grant.Key.FOR.annotation()).append('-');
    }
    annotations.forEach((key, word) -> line.append(' ').append(key).append('=').append(word));
    return line.toString();
  }
}

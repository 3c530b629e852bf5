package io.execguard.policy;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Linux capabilities with which a process leaves its container (capabilities(7)). All of them are
/// outside what the Pod Security Standards' profile "Baseline" lets a container add. Capabilities
/// that rule the node's network or clock are not among them: they open no shell.
///
/// `infra/registration.yaml` asks for the same, and the record's schema has the words: a test holds
/// the three together.
public final class NodeCapabilities {
  /// `SYS_ADMIN` mounts the node's disks, `SYS_MODULE` loads code into its kernel, `SYS_BOOT` loads
  /// another kernel (kexec), `SYS_RAWIO` reaches its memory and disks, `DAC_READ_SEARCH` opens any
  /// file of the disk that the container lies on (open_by_handle_at), `BPF` and `PERFMON` read its
  /// kernel's memory, `MAC_ADMIN` and `MAC_OVERRIDE` change or pass the rules that confine
  /// containers.
  public static final List<String> WORDS =
      List.of(
          "SYS_ADMIN",
          "SYS_MODULE",
          "SYS_BOOT",
          "SYS_RAWIO",
          "DAC_READ_SEARCH",
          "BPF",
          "PERFMON",
          "MAC_ADMIN",
          "MAC_OVERRIDE");

  /// Every capability there is.
  public static final String ALL = "ALL";

  /// Steers other processes: of the node where the pod shares the node's processes, of the
  /// container alone where it does not.
  public static final String SYS_PTRACE = "SYS_PTRACE";

  private static final String PREFIX = "CAP_";

  private NodeCapabilities() {}

  /// Those that mean the node, without the prefix that container runtimes take as well.
  static Set<String> among(Collection<String> added, boolean hostPid) {
    Set<String> found = new LinkedHashSet<>();
    for (String capability : added) {
      String word = word(capability);
      if (word.equals(ALL) || WORDS.contains(word) || (hostPid && word.equals(SYS_PTRACE))) {
        found.add(word);
      }
    }
    return found;
  }

  /// Container runtimes take any case, and some the prefix.
  private static String word(String capability) {
    String word = capability.strip().toUpperCase(Locale.ROOT);
    return word.startsWith(PREFIX) ? word.substring(PREFIX.length()) : word;
  }
}

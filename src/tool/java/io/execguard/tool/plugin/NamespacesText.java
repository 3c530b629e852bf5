package io.execguard.tool.plugin;

import io.execguard.tool.terminal.LineWrap;
import io.execguard.tool.terminal.OneLine;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints the namespaces of a cluster for a person.
final class NamespacesText {
  /// Who can change a namespace and stands in no role of RBAC.
  static final String NOT_RBAC =
      "EKS access policies are not RBAC, and are not looked at (aws eks list-access-entries, and"
          + " list-associated-access-policies for each); who may impersonate, bind or escalate can"
          + " become somebody else";

  private static final String NOBODY = "nobody";

  private final ClusterNamespaces namespaces;
  private final PrintWriter out;

  NamespacesText(ClusterNamespaces namespaces, PrintWriter out) {
    this.namespaces = namespaces;
    this.out = out;
  }

  /// @param policy the file
  void print(String policy) {
    line(head(policy), 0);
    out.println();
    NamespaceRows.of(namespaces.all()).forEach(out::println);
    out.println();
    nearMisses();
    grants();
    rights();
  }

  private String head(String policy) {
    String cluster = namespaces.cluster().isEmpty() ? "This cluster" : namespaces.cluster();
    return cluster
        + " has "
        + namespaces.all().size()
        + " namespaces. By "
        + policy
        + " ("
        + namespaces.policyDigest()
        + "), "
        + switch (namespaces.registration()) {
          case PolicyInForce.Known _ -> "of which its registration is:";
          case PolicyInForce.Unknown(String why) ->
              "and its registration is not known to be of it: " + why + ".";
        };
  }

  private void nearMisses() {
    out.println(
        namespaces.haveNearMisses()
            ? "Near misses. Ask what they are meant to be:"
            : "Near misses: none.");
    ClusterNamespaces.grouped(
            namespaces.all().stream().filter(each -> !each.nearMisses().isEmpty()).toList(),
            namespace ->
                namespace.nearMisses().stream()
                    .map(NearMiss::sentence)
                    .collect(Collectors.joining("; it ")))
        .forEach((sentence, names) -> line(NamespaceRows.names(names) + ": " + sentence, 2));
  }

  private void grants() {
    List<ClusterNamespace> granted =
        namespaces.all().stream().filter(each -> each.grant().isPresent()).toList();
    out.println(granted.isEmpty() ? "Break-glass: none." : "Break-glass, by this machine's clock:");
    granted.forEach(
        namespace ->
            namespace
                .grant()
                .map(CarriedGrantWords::sentence)
                .ifPresent(sentence -> line(namespace.name() + ": " + sentence, 2)));
  }

  private void rights() {
    out.println("Who may change a namespace, its labels and its break-glass, by RBAC:");
    switch (namespaces.rights()) {
      case NamespaceRights.Untold(String why) -> line("could not be told: " + why, 2);
      case NamespaceRights.Told told -> {
        line("every namespace: " + words(told.everywhere()), 2);
        Map<String, List<String>> own =
            ClusterNamespaces.grouped(
                namespaces.all(), namespace -> words(told.own(namespace.name())));
        own.forEach(
            (who, names) -> {
              if (!who.equals(NOBODY)) {
                line(NamespaceRows.names(names) + ": also " + who, 2);
              }
            });
      }
    }
    line(NOT_RBAC + ".", 2);
  }

  private static String words(List<NamespaceRight> rights) {
    return rights.isEmpty()
        ? NOBODY
        : rights.stream().map(NamespaceRight::words).distinct().collect(Collectors.joining(", "));
  }

  /// Names of people and what they wrote may hold anything.
  private void line(String text, int indent) {
    LineWrap.indented(OneLine.of(text), indent).forEach(out::println);
  }
}

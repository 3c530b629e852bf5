package io.execguard.tool.registration;

import io.execguard.policy.Constraint;
import io.execguard.policy.Door;
import io.execguard.policy.Policy;
import io.execguard.policy.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The webhook configurations that fit a policy: what each kind of request passes, and what an
/// outage stops. The mutating one is there only where something has to be recorded. Rules and
/// conditions are those of `infra/registration.yaml`; the policy says in which namespaces a door
/// fails closed.
public final class RegistrationDocument {
  private static final boolean CLOSED = true;
  private static final boolean OPEN = false;

  private static final Set<Session> PODS = Set.of(Session.EXEC, Session.ATTACH, Session.DEBUG);
  private static final Set<Session> NODES = Set.of(Session.NODE_SHELL, Session.NODE_PROXY);
  private static final List<String> PORT_FORWARD = List.of("pods/portforward");
  private static final List<String> PROXIES = List.of("pods/proxy", "services/proxy");

  private final Policy policy;
  private final String policyDigest;
  private final String cluster;
  private final String url;
  private final Optional<String> authority;
  private final RegistrationTemplate templates;
  private final List<Webhook> webhooks = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  /// What is to be rendered.
  ///
  /// @param url of the webhooks, without the door
  /// @param authority certificates as PEM that vouch for the URL's host; empty for the system's
  public RegistrationDocument(
      Policy policy, String policyDigest, String cluster, String url, Optional<String> authority) {
    this.policy = policy;
    this.policyDigest = policyDigest;
    this.cluster = cluster;
    this.url = url;
    this.authority = authority;
    this.templates = RegistrationTemplate.shipped().selecting(policy.labelKeys(cluster));
  }

  /// The validating webhooks, as Kubernetes has them.
  public List<Map<String, Object>> manifests() {
    sessions();
    commands();
    add(Door.RUN, "", Door.RUN, OPEN, Cell.EVERYWHERE);
    node();
    tunnels();
    add(Door.GRANTS, "", Door.GRANTS, CLOSED, Cell.EVERYWHERE);
    labels();
    return webhooks.stream().map(webhook -> webhook.manifest(templates, url, authority)).toList();
  }

  /// The mutating webhooks, which come before the others: none where nothing has to be recorded.
  public List<Map<String, Object>> mutating() {
    Radius radius = radius("recorder", Constraint::records);
    if (!radius.meant().isEmpty()) {
      remarks.add("- interactive execs, where they have to be on record: refused, like sessions");
    }
    List<Map<String, Object>> recorders = new ArrayList<>();
    for (Cell cell : radius.meant()) {
      String name = Webhook.name(Door.RECORDER, "", recorders.size() + 1);
      recorders.add(
          new Webhook(name, Door.RECORDER, Door.RECORDER, CLOSED, cell, List.of())
              .manifest(templates, url, authority));
    }
    return recorders;
  }

  /// The manifests, with what they come to in comments above.
  public String render() {
    List<Map<String, Object>> validating = manifests();
    List<Map<String, Object>> mutating = mutating();
    WebhookConfiguration configuration = new WebhookConfiguration(policyDigest, cluster);
    return head()
        + configuration.text("ValidatingWebhookConfiguration", validating)
        + (mutating.isEmpty()
            ? ""
            : "---\n" + configuration.text("MutatingWebhookConfiguration", mutating));
  }

  private String head() {
    remarks.addFirst(
        "Rendered by exec-guard registration for the cluster " + cluster + " and the policy");
    remarks.add(1, policyDigest + ". Render it again when the policy changes.");
    remarks.add(2, "The URLs hold the cluster's token: do not commit this. Without an answer:");
    return remarks.stream().map(remark -> "# " + remark + "\n").collect(Collectors.joining());
  }

  private void sessions() {
    Radius radius = radius("sessions", covering(PODS));
    if (radius.meant().isEmpty()) {
      remarks.add("- sessions: admitted; no constraint denies them in this cluster");
    } else {
      remarks.add(
          "- sessions: refused "
              + (radius.isEverywhere() ? "everywhere" : "where a denying constraint means the")
              + (radius.isEverywhere() ? "" : " namespace, admitted elsewhere"));
    }
    addAll(Door.SESSIONS, "", Door.SESSIONS, CLOSED, radius.meant());
    addAll(Door.SESSIONS_OPEN, "", Door.SESSIONS_OPEN, OPEN, radius.rest());
  }

  /// Strict mode holds in an outage too; everywhere else no single command ever waits for long.
  private void commands() {
    Radius radius = radius("commands", constraint -> constraint.allowedCommands().isPresent());
    if (radius.meant().isEmpty()) {
      remarks.add("- single commands: run");
      add(Door.COMMANDS, "", Door.COMMANDS, OPEN, Cell.EVERYWHERE);
      return;
    }
    remarks.add(
        "- single commands: refused "
            + (radius.isEverywhere()
                ? "everywhere, by strict mode"
                : "where strict mode means the namespace; run elsewhere"));
    addAll(Door.COMMANDS, "", Door.COMMANDS, CLOSED, radius.meant());
    addAll(Door.COMMANDS, "", Door.COMMANDS_OPEN, OPEN, radius.rest());
  }

  /// A request to a node has no namespace to select by.
  private void node() {
    boolean denied = !refusing(covering(NODES)).isEmpty();
    remarks.add("- shells on nodes, kubelet calls: " + (denied ? "refused" : "admitted"));
    add(Door.NODE, "", Door.NODE, denied ? CLOSED : OPEN, Cell.EVERYWHERE);
  }

  /// Port-forward is a session where a constraint lists it, and passes the door for sessions there.
  private void tunnels() {
    Radius radius = radius("port-forward", covering(Set.of(Session.PORT_FORWARD)));
    if (radius.meant().isEmpty()) {
      add(Door.TUNNELS, "", Door.TUNNELS, OPEN, Cell.EVERYWHERE);
      return;
    }
    remarks.add("- port-forward: refused where a denying constraint lists it; proxies: admitted");
    addAll(Door.TUNNELS, "port-forward", Door.SESSIONS, CLOSED, radius.meant(), PORT_FORWARD);
    addAll(Door.TUNNELS, "port-forward", Door.TUNNELS, OPEN, radius.rest(), PORT_FORWARD);
    addAll(Door.TUNNELS, "", Door.TUNNELS, OPEN, List.of(Cell.EVERYWHERE), PROXIES);
  }

  /// A label that the policy selects by changes on record or not at all; every other one goes on in
  /// an outage.
  private void labels() {
    if (!policy.labelKeys(cluster).isEmpty()) {
      remarks.add(
          "- changes of the labels that the policy selects by: refused; of others: admitted");
      add(Door.LABELS, "", Door.LABELS, CLOSED, Cell.EVERYWHERE);
    }
    add(Door.LABELS_OPEN, "", Door.LABELS_OPEN, OPEN, Cell.EVERYWHERE);
  }

  private Radius radius(String what, Predicate<Constraint> covered) {
    Radius radius = Radius.of(refusing(covered));
    radius.whole().ifPresent(why -> remarks.add("- " + what + ": Fail for all, because " + why));
    return radius;
  }

  private List<Constraint> refusing(Predicate<Constraint> covered) {
    return policy.constraints().stream()
        .filter(constraint -> constraint.enforcementAction().refuses())
        .filter(constraint -> constraint.match().meansCluster(cluster))
        .filter(covered)
        .toList();
  }

  private static Predicate<Constraint> covering(Set<Session> sessions) {
    return constraint -> constraint.match().sessions().stream().anyMatch(sessions::contains);
  }

  private void add(Door template, String part, Door door, boolean closed, Cell cell) {
    addAll(template, part, door, closed, List.of(cell));
  }

  private void addAll(Door template, String part, Door door, boolean closed, List<Cell> cells) {
    addAll(template, part, door, closed, cells, List.of());
  }

  /// One webhook for each cell.
  ///
  /// @param part of the door's requests, for the name; may be empty
  /// @param resources of the template's rules; empty for all of them
  private void addAll(
      Door template,
      String part,
      Door door,
      boolean closed,
      List<Cell> cells,
      List<String> resources) {
    int number = 0;
    for (Cell cell : cells) {
      number++;
      webhooks.add(
          new Webhook(Webhook.name(door, part, number), template, door, closed, cell, resources));
    }
  }
}

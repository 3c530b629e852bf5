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
  private final RefusingConstraints refusing;
  private final String policyDigest;
  private final String cluster;
  private final String url;
  private final Optional<String> authority;
  private final RegistrationTemplate templates;
  private final WebhookList webhooks = new WebhookList();
  private final List<String> remarks = new ArrayList<>();

  /// What is to be rendered.
  ///
  /// @param url of the webhooks, without the door
  /// @param authority certificates as PEM that vouch for the URL's host; empty for the system's
  public RegistrationDocument(
      Policy policy, String policyDigest, String cluster, String url, Optional<String> authority) {
    this.policy = policy;
    this.refusing = new RefusingConstraints(policy, cluster);
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
    webhooks.add(Door.RUN, "", Door.RUN, OPEN, NamespaceSet.EVERYWHERE);
    node();
    tunnels();
    webhooks.add(Door.GRANTS, "", Door.GRANTS, CLOSED, NamespaceSet.EVERYWHERE);
    labels();
    return webhooks.manifests(templates, url, authority);
  }

  /// The mutating webhooks, which come before the others: none where nothing has to be recorded.
  public List<Map<String, Object>> mutating() {
    OutageScope radius = radius("recorder", Constraint::records);
    if (!radius.meant().isEmpty()) {
      remarks.add("- interactive execs, where they have to be on record: refused, like sessions");
    }
    List<Map<String, Object>> recorders = new ArrayList<>();
    for (NamespaceSet cell : radius.meant()) {
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
    WebhookConfiguration configuration =
        new WebhookConfiguration(policyDigest, cluster, policy.help());
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
    OutageScope radius = radius("sessions", RefusingConstraints.covering(PODS));
    if (radius.meant().isEmpty()) {
      remarks.add("- sessions: admitted; no constraint denies them in this cluster");
    } else {
      remarks.add(
          "- sessions: refused "
              + (radius.isEverywhere() ? "everywhere" : "where a denying constraint means the")
              + (radius.isEverywhere() ? "" : " namespace, admitted elsewhere"));
    }
    webhooks.addAll(Door.SESSIONS, "", Door.SESSIONS, CLOSED, radius.meant());
    webhooks.addAll(Door.SESSIONS_OPEN, "", Door.SESSIONS_OPEN, OPEN, radius.rest());
  }

  /// Strict mode holds in an outage too; everywhere else no single command ever waits for long.
  private void commands() {
    OutageScope radius = radius("commands", constraint -> constraint.allowedCommands().isPresent());
    if (radius.meant().isEmpty()) {
      remarks.add("- single commands: run");
      webhooks.add(Door.COMMANDS, "", Door.COMMANDS, OPEN, NamespaceSet.EVERYWHERE);
      return;
    }
    remarks.add(
        "- single commands: refused "
            + (radius.isEverywhere()
                ? "everywhere, by strict mode"
                : "where strict mode means the namespace; run elsewhere"));
    webhooks.addAll(Door.COMMANDS, "", Door.COMMANDS, CLOSED, radius.meant());
    webhooks.addAll(Door.COMMANDS, "", Door.COMMANDS_OPEN, OPEN, radius.rest());
  }

  /// A request to a node has no namespace to select by.
  private void node() {
    boolean denied = !refusing.where(RefusingConstraints.covering(NODES)).isEmpty();
    remarks.add("- shells on nodes, kubelet calls: " + (denied ? "refused" : "admitted"));
    webhooks.add(Door.NODE, "", Door.NODE, denied ? CLOSED : OPEN, NamespaceSet.EVERYWHERE);
  }

  /// Port-forward is a session where a constraint lists it, and passes the door for sessions there.
  private void tunnels() {
    OutageScope radius =
        radius("port-forward", RefusingConstraints.covering(Set.of(Session.PORT_FORWARD)));
    if (radius.meant().isEmpty()) {
      webhooks.add(Door.TUNNELS, "", Door.TUNNELS, OPEN, NamespaceSet.EVERYWHERE);
      return;
    }
    remarks.add("- port-forward: refused where a denying constraint lists it; proxies: admitted");
    webhooks.addAll(
        Door.TUNNELS, "port-forward", Door.SESSIONS, CLOSED, radius.meant(), PORT_FORWARD);
    webhooks.addAll(Door.TUNNELS, "port-forward", Door.TUNNELS, OPEN, radius.rest(), PORT_FORWARD);
    webhooks.addAll(
        Door.TUNNELS, "", Door.TUNNELS, OPEN, List.of(NamespaceSet.EVERYWHERE), PROXIES);
  }

  /// A label that the policy selects by changes on record or not at all; every other one goes on in
  /// an outage.
  private void labels() {
    if (!policy.labelKeys(cluster).isEmpty()) {
      remarks.add(
          "- changes of the labels that the policy selects by: refused; of others: admitted");
      webhooks.add(Door.LABELS, "", Door.LABELS, CLOSED, NamespaceSet.EVERYWHERE);
    }
    webhooks.add(Door.LABELS_OPEN, "", Door.LABELS_OPEN, OPEN, NamespaceSet.EVERYWHERE);
  }

  private OutageScope radius(String what, Predicate<Constraint> covered) {
    OutageScope radius = OutageScope.of(refusing.where(covered));
    radius.whole().ifPresent(why -> remarks.add("- " + what + ": Fail for all, because " + why));
    return radius;
  }
}

package io.execguard.configuration;

import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import io.execguard.policy.BreakGlass;
import io.execguard.policy.Constraint;
import io.execguard.policy.Durations;
import io.execguard.policy.Exemptions;
import io.execguard.policy.LabelRequirement;
import io.execguard.policy.LabelSelector;
import io.execguard.policy.NamespacePattern;
import io.execguard.policy.PermissionSet;
import io.execguard.policy.Policy;
import io.execguard.policy.RecorderSettings;
import io.execguard.policy.Session;
import java.util.stream.Stream;

/// Writes a policy as [PolicyDocument] reads it.
public final class PolicyWriter {
  private PolicyWriter() {}

  /// The checked policy in the form that the function reads: everything said, in the order of the
  /// file, the same bytes each time.
  public static byte[] write(Policy policy) {
    return JsonLine.of(
        json -> {
          json.writeArrayPropertyStart("constraints");
          policy.constraints().forEach(constraint -> constraint(json, constraint));
          json.writeEndArray();
          // Left away where there is none: a policy keeps the digest that it had before.
          if (!policy.help().isEmpty()) {
            json.writeStringProperty("help", policy.help());
          }
          json.writeObjectPropertyStart("record");
          texts(json, "mask", policy.mask().stream());
          recorder(json, policy.recorder());
          json.writeEndObject();
        });
  }

  /// Left away where it is as without a word: a policy keeps the digest that it had before there
  /// were any.
  private static void recorder(JsonWriter json, RecorderSettings recorder) {
    if (recorder.outputLimit() != RecorderSettings.DEFAULT.outputLimit()) {
      json.writeStringProperty("outputLimit", Long.toString(recorder.outputLimit()));
    }
    if (!recorder.banner().isEmpty()) {
      json.writeStringProperty("banner", recorder.banner());
    }
  }

  private static void constraint(JsonWriter json, Constraint constraint) {
    json.writeStartObject();
    json.writeStringProperty("name", constraint.name());
    json.writeStringProperty("enforcementAction", constraint.enforcementAction().word());
    json.writeObjectPropertyStart("match");
    texts(json, "clusters", constraint.match().clusters().stream());
    selector(json, "namespaceSelector", constraint.match().namespaceSelector());
    // Left away where it selects nothing: a policy keeps the digest that it had before there was
    // one.
    if (!constraint.match().podSelector().isEmpty()) {
      selector(json, "podSelector", constraint.match().podSelector());
    }
    texts(
        json,
        "excludedNamespaces",
        constraint.match().excludedNamespaces().stream().map(NamespacePattern::text));
    texts(json, "sessions", constraint.match().sessions().stream().map(Session::word));
    json.writeEndObject();
    json.writeStringProperty("message", constraint.message());
    json.writeObjectPropertyStart("exempt");
    texts(json, "groups", constraint.exempt().groups().stream());
    texts(json, "roles", constraint.exempt().roles().stream());
    permissionSets(json, constraint.exempt());
    texts(json, "serviceAccounts", constraint.exempt().serviceAccounts().stream());
    recorded(json, constraint.exempt().recorded());
    json.writeEndObject();
    constraint
        .allowedCommands()
        .ifPresent(allowed -> texts(json, "allowedCommands", allowed.executables().stream()));
    constraint.breakGlass().ifPresent(breakGlass -> breakGlass(json, breakGlass));
    json.writeEndObject();
  }

  private static void breakGlass(JsonWriter json, BreakGlass breakGlass) {
    json.writeObjectPropertyStart("breakGlass");
    json.writeStringProperty("maxDuration", Durations.text(breakGlass.maxDuration()));
    json.writeBooleanProperty("secondPerson", breakGlass.secondPerson());
    breakGlass
        .grantors()
        .ifPresent(
            grantors -> {
              json.writeObjectPropertyStart("grantors");
              texts(json, "groups", grantors.groups().stream());
              texts(json, "roles", grantors.roles().stream());
              permissionSets(json, grantors);
              json.writeEndObject();
            });
    recorded(json, breakGlass.recorded());
    json.writeEndObject();
  }

  /// Left away where it is not so: a policy keeps the digest that it had before there was the word.
  private static void recorded(JsonWriter json, boolean recorded) {
    if (recorded) {
      json.writeBooleanProperty("recorded", true);
    }
  }

  /// Left away where there are none: a policy keeps the digest that it had before there were any.
  private static void permissionSets(JsonWriter json, Exemptions people) {
    if (!people.permissionSets().isEmpty()) {
      texts(json, "permissionSets", people.permissionSets().stream().map(PermissionSet::text));
    }
  }

  private static void selector(JsonWriter json, String name, LabelSelector selector) {
    json.writeObjectPropertyStart(name);
    json.writeObjectPropertyStart("matchLabels");
    selector.matchLabels().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeArrayPropertyStart("matchExpressions");
    for (LabelRequirement requirement : selector.matchExpressions()) {
      json.writeStartObject();
      json.writeStringProperty("key", requirement.key());
      json.writeStringProperty("operator", requirement.operator().word());
      texts(json, "values", requirement.values().stream());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void texts(JsonWriter json, String name, Stream<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }
}

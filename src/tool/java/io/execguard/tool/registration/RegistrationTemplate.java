package io.execguard.tool.registration;

import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.policy.Door;
import io.execguard.tool.files.Home;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.files.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rules and conditions of each door, as `infra/registration.yaml` has them: the one place
/// where they stand.
record RegistrationTemplate(Map<String, Map<String, Object>> webhooks) {
  /// The label keys of the policy that the file stands for.
  private static final String SHIPPED_KEYS = "['environment']";

  static RegistrationTemplate shipped() {
    Map<String, Map<String, Object>> webhooks = new LinkedHashMap<>();
    List<Cursor> shipped =
        YamlFile.documents(Home.file("infra/registration.yaml")).stream()
            .flatMap(document -> document.required("webhooks").items().stream())
            .toList();
    for (Cursor webhook : shipped) {
      if (webhook.json() instanceof Json.Members members) {
        String name = webhook.required("name").text();
        webhooks.put(name.substring(0, name.indexOf('.')), YamlText.mutable(members));
      }
    }
    return new RegistrationTemplate(webhooks);
  }

  /// A webhook, to be changed.
  Map<String, Object> webhook(Door door) {
    return new LinkedHashMap<>(webhooks.getOrDefault(door.name(), Map.of()));
  }

  List<?> conditions(Door door) {
    return conditions(webhook(door));
  }

  private static List<?> conditions(Map<String, Object> webhook) {
    return webhook.get("matchConditions") instanceof List<?> conditions ? conditions : List.of();
  }

  /// The same for a policy that selects by other label keys; without a key, the conditions go that
  /// ask for one.
  RegistrationTemplate selecting(Set<String> keys) {
    Map<String, Map<String, Object>> selecting = new LinkedHashMap<>();
    webhooks.forEach(
        (door, webhook) -> {
          Map<String, Object> copy = new LinkedHashMap<>(webhook);
          copy.put("matchConditions", selecting(keys, conditions(webhook)));
          selecting.put(door, copy);
        });
    return new RegistrationTemplate(selecting);
  }

  private static List<Object> selecting(Set<String> keys, List<?> conditions) {
    List<Object> selecting = new ArrayList<>();
    for (Object condition : conditions) {
      if (condition instanceof Map<?, ?> members
          && members.get("expression") instanceof String expression
          && expression.contains(SHIPPED_KEYS)) {
        if (!keys.isEmpty()) {
          selecting.add(
              Webhook.condition(
                  String.valueOf(members.get("name")),
                  expression.replace(SHIPPED_KEYS, Cel.list(keys))));
        }
      } else {
        selecting.add(condition);
      }
    }
    return selecting;
  }
}

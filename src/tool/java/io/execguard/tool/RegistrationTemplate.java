package io.execguard.tool;

import io.execguard.admission.Cursor;
import io.execguard.admission.Json;
import io.execguard.policy.Door;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rules and conditions of each door, as `infra/registration.yaml` has them: the one place
/// where they stand.
record RegistrationTemplate(Map<String, Map<String, Object>> webhooks) {
  static RegistrationTemplate shipped() {
    Map<String, Map<String, Object>> webhooks = new LinkedHashMap<>();
    for (Cursor webhook :
        YamlFile.read(Home.file("infra/registration.yaml")).required("webhooks").items()) {
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
    return webhook(door).get("matchConditions") instanceof List<?> conditions
        ? conditions
        : List.of();
  }
}

package io.execguard.tool.report;

import io.execguard.json.Json;
import io.execguard.tool.registration.RegistrationRoutes;
import io.execguard.tool.report.evidence.GuardWebhooks;
import io.execguard.tool.report.evidence.WebhookScope;

/// The webhooks of `infra/registration.yaml`, from which every cluster's are rendered. What the
/// mutating one of them is asked about, another is asked about, too.
public final class ShippedWebhooks implements GuardWebhooks {
  private final RegistrationRoutes routes = RegistrationRoutes.shipped();

  @Override
  public WebhookScope scope(Json review) {
    return switch (routes.asks(review)) {
      case YES -> WebhookScope.ASKED;
      case UNTOLD -> WebhookScope.UNTOLD;
      case NO -> WebhookScope.NOT_ASKED;
    };
  }
}

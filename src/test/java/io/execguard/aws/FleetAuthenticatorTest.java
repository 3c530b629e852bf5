package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.execguard.admission.Authentication;
import io.execguard.admission.Token;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Fleet;
import io.execguard.json.Digest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FleetAuthenticatorTest {
  private static final Authentication REFUSED = new Authentication.Refused("unknown-caller");

  private final FleetAuthenticator authenticator =
      new FleetAuthenticator(
          new Fleet(List.of(cluster("prod-eu", "old", "new"), cluster("prod-us", "other"))));

  @Test
  void knowsAClusterByEitherOfItsTokensWhileTheyRotate() {
    assertEquals(
        new Authentication.Authenticated("prod-eu"),
        authenticator.authenticate("prod-eu", new Token("old")));
    assertEquals(
        new Authentication.Authenticated("prod-eu"),
        authenticator.authenticate("prod-eu", new Token("new")));
  }

  @Test
  void refusesTheTokenOfAnotherCluster() {
    assertEquals(REFUSED, authenticator.authenticate("prod-eu", new Token("other")));
  }

  @Test
  void refusesATokensHashInTheTokensPlace() {
    assertEquals(
        REFUSED, authenticator.authenticate("prod-us", new Token("sha256:" + Digest.hex("other"))));
  }

  @Test
  void refusesAnUnknownClusterWhateverItOffers() {
    assertEquals(REFUSED, authenticator.authenticate("prod-ap", new Token("")));
    assertEquals(REFUSED, authenticator.authenticate("", new Token("old")));
  }

  @Test
  void neverShowsAToken() {
    assertFalse(new Token("s3cret").toString().contains("s3cret"));
  }

  private static Cluster cluster(String id, String... tokens) {
    return new Cluster(
        id,
        "production",
        "eu-central-1",
        Optional.empty(),
        List.of(tokens).stream().map(token -> "sha256:" + Digest.hex(token)).toList());
  }
}

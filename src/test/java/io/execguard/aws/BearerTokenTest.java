package io.execguard.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Digest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// What aws-iam-authenticator, the server side on EKS, wants of a token.
class BearerTokenTest {
  private static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final AwsCredentialsIdentity LASTING =
      AwsBasicCredentials.create("AKIDEXAMPLE", SECRET);
  private static final AwsCredentialsIdentity PASSING =
      AwsSessionCredentials.create("ASIDEXAMPLE", SECRET, "a+session/token==" + "x".repeat(900));

  @Test
  void isTheSameForTheSameMoment() {
    assertEquals(
        "https://sts.eu-central-1.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"
            + "&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261123T140000Z"
            + "&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id"
            + "&X-Amz-Credential=AKIDEXAMPLE%2F20261123%2Feu-central-1%2Fsts%2Faws4_request"
            + "&X-Amz-Expires=60&X-Amz-Signature="
            + "4775a86cdb37697ee40e471e5cddfcfd5e0d9327fcc7bc44375c29bbb36d0d8e",
        url(token(LASTING)));
  }

  @Test
  void hasTheServersPrefixAndUnpaddedBase64Url() {
    for (AwsCredentialsIdentity credentials : new AwsCredentialsIdentity[] {LASTING, PASSING}) {
      String token = token(credentials);
      assertTrue(token.startsWith("k8s-aws-v1."), token);
      assertTrue(token.substring(11).matches("[A-Za-z0-9_-]+"), token);
      assertTrue(token.length() <= 4096, "bytes: " + token.length());
    }
  }

  @Test
  void isAGetCallerIdentityAtTheRegionsSts() {
    URI url = URI.create(url(token(PASSING)));
    assertEquals("https", url.getScheme());
    assertEquals("sts.eu-central-1.amazonaws.com", url.getAuthority());
    assertEquals("/", url.getPath());
    Map<String, String> query = query(token(PASSING));
    assertEquals("GetCallerIdentity", query.get("Action"));
    assertEquals("20261123T140000Z", query.get("X-Amz-Date"));
    int expires = Integer.parseInt(query.getOrDefault("X-Amz-Expires", "-1"));
    assertTrue(expires >= 0 && expires <= 900, "X-Amz-Expires: " + expires);
    assertEquals("host;x-k8s-aws-id", query.get("X-Amz-SignedHeaders"));
  }

  @Test
  void carriesTheSessionTokenUnderTheSignature() {
    assertEquals(
        "a+session/token==" + "x".repeat(900), query(token(PASSING)).get("X-Amz-Security-Token"));
    assertFalse(query(token(LASTING)).containsKey("X-Amz-Security-Token"));
    assertEquals(
        signature(query(token(PASSING)), "production"),
        query(token(PASSING)).get("X-Amz-Signature"));
  }

  /// The server signs nothing itself: it adds its own cluster's name as the header, and STS refuses
  /// what does not fit the signature.
  @Test
  void isRefusedForAnotherClusterByItsSignature() {
    Map<String, String> query = query(token(LASTING));
    assertEquals(signature(query, "production"), query.get("X-Amz-Signature"));
    assertNotEquals(signature(query, "staging"), query.get("X-Amz-Signature"));
  }

  @Test
  void asksChinasStsForAClusterThere() {
    String token = BearerToken.of(LASTING, "production", "cn-north-1", NOW);
    assertEquals("sts.cn-north-1.amazonaws.com.cn", URI.create(url(token)).getHost());
  }

  private static String token(AwsCredentialsIdentity credentials) {
    return BearerToken.of(credentials, "production", "eu-central-1", NOW);
  }

  private static String url(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())),
        StandardCharsets.UTF_8);
  }

  private static Map<String, String> query(String token) {
    Map<String, String> query = new TreeMap<>();
    for (String parameter : URI.create(url(token)).getRawQuery().split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8));
    }
    return query;
  }

  /// AWS's Signature Version 4, from its specification, as STS would compute it.
  private static String signature(Map<String, String> query, String cluster) {
    String parameters =
        query.entrySet().stream()
            .filter(parameter -> !parameter.getKey().equals("X-Amz-Signature"))
            .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
            .sorted()
            .collect(Collectors.joining("&"));
    String request =
        "GET\n/\n"
            + parameters
            + "\nhost:sts.eu-central-1.amazonaws.com\nx-k8s-aws-id:"
            + cluster
            + "\n\nhost;x-k8s-aws-id\n"
            + Digest.hex("");
    String toSign =
        "AWS4-HMAC-SHA256\n20261123T140000Z\n20261123/eu-central-1/sts/aws4_request\n"
            + Digest.hex(request);
    byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {"20261123", "eu-central-1", "sts", "aws4_request"}) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte character : text.getBytes(StandardCharsets.UTF_8)) {
      String one = String.valueOf((char) character);
      encoded.append(one.matches("[A-Za-z0-9._~-]") ? one : "%%%02X".formatted(character & 0xff));
    }
    return encoded.toString();
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.execguard.tool.report;

import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A key of AWS KMS (`ECC_NIST_P256`, to sign and verify), through the `aws` command line and its
/// credentials: nobody reads the key, and CloudTrail tells who signed.
///
/// @param aws the command line: a path, or a name that is looked up in the PATH
record KmsKey(String aws, String arn, String region) implements SigningKey {
  static final String SCHEME = "awskms:///";

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:kms:([a-z0-9-]+):[0-9]{12}:(?:key|alias)/[\\w/-]+");

  static KmsKey of(String key) {
    return of("aws", key);
  }

  static KmsKey of(String aws, String key) {
    String arn = key.substring(SCHEME.length());
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw new ToolException(
          key + " names no key: awskms:///arn:aws:kms:REGION:ACCOUNT:key/ID does");
    }
    return new KmsKey(aws, arn, parts.group(1));
  }

  @Override
  public String id() {
    return SCHEME + arn;
  }

  @Override
  public byte[] sign(byte[] digest) {
    try {
      Path message = Files.createTempFile("exec-guard-", ".digest");
      try {
        Files.write(message, digest);
        return run(
            "sign",
            "Signature",
            "--message",
            "fileb://" + message,
            "--message-type",
            "DIGEST",
            "--signing-algorithm",
            ALGORITHM);
      } finally {
        Files.delete(message);
      }
    } catch (IOException e) {
      throw new ToolException("the digest cannot be handed to aws: " + IoProblem.inWords(e));
    }
  }

  /// Who may sign may not be allowed to look at the key: AWS is asked by the signing alone.
  @Override
  public void assertSigns() {}

  @Override
  public PublicKey publicKey() {
    return P256.publicKey(arn, run("get-public-key", "PublicKey"));
  }

  private byte[] run(String verb, String member, String... options) {
    List<String> command =
        Stream.concat(
                Stream.of(
                    aws,
                    "kms",
                    verb,
                    "--key-id",
                    arn,
                    "--region",
                    region,
                    "--output",
                    "text",
                    "--query",
                    member),
                Stream.of(options))
            .toList();
    try {
      Path errors = Files.createTempFile("exec-guard-", ".err");
      try {
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        String output =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
          throw new ToolException(
              "aws kms " + verb + " failed: " + OneLine.of(Files.readString(errors).strip()));
        }
        return P256.decoded("what aws kms " + verb + " said", output);
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new ToolException(aws + " cannot be run: " + IoProblem.inWords(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted");
    }
  }
}

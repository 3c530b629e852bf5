package io.execguard.tool.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.execguard.json.Digest;
import io.execguard.tool.CommandRun;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `report --sign` and `--verify`, with a key in a file and with a played `aws`.
class ReportSigningTest {
  private static final String ARN = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab";

  @TempDir private Path directory;
  private KeyPair pair;
  private Path privateKey;
  private Path publicKey;
  private Path page;
  private Path decisions;

  @BeforeEach
  void sign() throws IOException, GeneralSecurityException {
    pair = keys("secp256r1");
    privateKey = pem("key.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
    publicKey = pem("key.pub", "PUBLIC KEY", pair.getPublic().getEncoded());
    page = directory.resolve("report.html");
    decisions = Files.copy(ReportRun.DECISIONS, directory.resolve("decisions.jsonl"));
    CommandRun run = signed(privateKey);
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.err().contains("SHA-256 of " + page + ": " + Digest.hex(Files.readAllBytes(page))),
        run.err());
  }

  @Test
  void nothingWasChanged() {
    CommandRun run = verified(publicKey);
    assertEquals(0, run.code(), run.out());
    assertTrue(run.out().startsWith("✓ nothing was changed since "), run.out());
  }

  /// Both files under another name, in an auditor's folder: it was told as changed.
  @Test
  void aPageThatWasRenamedIsTheSame() throws IOException {
    Path kept = Files.move(page, directory.resolve("q3.html"));
    Files.move(directory.resolve("report.html.sig"), directory.resolve("q3.html.sig"));
    CommandRun run =
        CommandRun.of("report", "--verify", kept.toString(), "--key", publicKey.toString());
    assertEquals(0, run.code(), run.out());
  }

  /// An attacker who edits the page: a row less.
  @Test
  void aPageThatWasChangedIsTold() throws IOException {
    change(page, text -> text.replace("mallory", "nobody").replace("jane", "nobody"));
    assertChanges(publicKey, "✕ page: " + page + " is not what was signed");
  }

  /// An attacker who edits the log, so that the page cannot be made once more.
  @Test
  void anInputThatWasChangedIsTold() throws IOException {
    change(decisions, text -> text.replace("jane", "bob"));
    assertChanges(publicKey, "✕ input: " + decisions + " is not what the page was made from");
    Files.delete(decisions);
    assertChanges(publicKey, "✕ input: " + decisions + " is not there: it cannot be compared");
  }

  /// An attacker who makes another question of it: a shorter time.
  @Test
  void aQuestionThatWasChangedIsTold() throws IOException {
    change(
        directory.resolve("report.html.sig"),
        text -> text.replace("\"2026-11-25T00:50:00Z\"", "\"2026-11-25T00:54:58Z\""));
    assertChanges(
        publicKey,
        "✕ signature: it is not of this key, or PAGE.sig was changed: what it says of page, inputs and"
            + " question proves nothing",
        "✕ question: the page was not asked what PAGE.sig says");
  }

  /// An attacker who makes page and signature anew, with a key of their own.
  @Test
  void aSignatureOfAnotherKeyIsTold() throws IOException, GeneralSecurityException {
    KeyPair other = keys("secp256r1");
    signed(pem("other.pem", "PRIVATE KEY", other.getPrivate().getEncoded()));
    CommandRun run = verified(publicKey);
    assertEquals(1, run.code());
    assertTrue(run.out().startsWith("✕ signature: it is not of this key"), run.out());
  }

  /// An attacker who puts another algorithm, or no base64, in the place of it.
  @Test
  void whatIsNoSignatureIsNone() throws IOException {
    Path file = directory.resolve("report.html.sig");
    String signed = Files.readString(file);
    for (String broken :
        List.of(
            signed.replace("ECDSA_SHA_256", "NONE"),
            signed.replaceAll("\"signature\":\"[^\"]*\"", "\"signature\":\"%\""),
            signed.replaceAll("\"signature\":\"[^\"]*\"", "\"signature\":\"\""))) {
      Files.writeString(file, broken);
      CommandRun run = verified(publicKey);
      assertEquals(1, run.code(), broken);
      assertTrue(run.out().startsWith("✕ signature: "), run.out());
    }
    Files.writeString(file, "{}");
    assertEquals(2, verified(publicKey).code());
  }

  /// An attacker who adds what nobody reads here, and somebody else's reader does: a second page.
  @Test
  void whatIsAddedToTheSignatureIsTold() throws IOException {
    change(
        directory.resolve("report.html.sig"),
        text -> "{\"page\":{\"name\":\"x\"}," + text.substring(1));
    assertChanges(publicKey, "✕ signature: PAGE.sig holds something that was not signed");
  }

  /// The page has a line's end in an argument as one: a report that was asked so could never be
  /// verified.
  @Test
  void aQuestionOfTwoLinesIsTheSame() {
    CommandRun made =
        CommandRun.of(
            "report",
            "--decisions",
            decisions.toString(),
            "--from",
            "2026-11-25T00:50:00Z",
            "--prepared-by",
            "Jane\nAudit & Risk",
            "--out",
            page.toString(),
            "--sign",
            privateKey.toString());
    assertEquals(0, made.code(), made.err());
    CommandRun run = verified(publicKey);
    assertEquals(0, run.code(), run.out());
  }

  /// The key was looked at when the report was made, hours later: a page without a signature stood
  /// where the signed one had been.
  @Test
  void aKeyThatIsNoneIsToldBeforeThePageIsMade() throws IOException {
    String before = Files.readString(page);
    Path none = Files.writeString(directory.resolve("none.pem"), "no key");
    assertEquals(2, signed(none).code());
    assertEquals(2, signed(publicKey).code());
    assertEquals(2, signed(directory.resolve("nowhere.pem")).code());
    assertEquals(before, Files.readString(page));
    assertEquals(0, verified(publicKey).code());
  }

  /// `--key` in place of `--sign` made a page that nobody signed, without a word.
  @Test
  void optionsOfTheOtherQuestionAreMistakes() {
    CommandRun.of(
            "report",
            "--decisions",
            decisions.toString(),
            "--out",
            page.toString(),
            "--key",
            privateKey.toString())
        .assertMistake("--key is to verify by, with --verify: --sign signs");
    CommandRun.of(
            "report",
            "--verify",
            page.toString(),
            "--key",
            publicKey.toString(),
            "--sign",
            privateKey.toString())
        .assertMistake("--sign and --verify are two questions: ask one at a time");
  }

  @Test
  void anotherCurveAndWhatIsNoKeyAreMistakes() throws IOException, GeneralSecurityException {
    KeyPair other = keys("secp384r1");
    Path p384 = pem("p384.pem", "PRIVATE KEY", other.getPrivate().getEncoded());
    signed(p384).assertMistake(p384 + " is a key on another curve than P-256");
    Path none = Files.writeString(directory.resolve("none.pem"), "no key");
    assertEquals(2, signed(none).code());
    assertEquals(2, verified(none).code());
    CommandRun.of("report", "--verify", page.toString())
        .assertMistake(
            "--verify needs --key: a signature proves something by a key alone that you know");
    CommandRun.of("report", "--decisions", decisions.toString(), "--sign", privateKey.toString())
        .assertMistake("--sign signs a page: say with --out where it is to be");
  }

  @Test
  void kmsSignsTheDigestByTheCommandLineOfAws() throws IOException, GeneralSecurityException {
    byte[] digest = Digest.sha256("what is signed".getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("NONEwithECDSA");
    signature.initSign(pair.getPrivate());
    signature.update(digest);
    byte[] made = signature.sign();
    Files.write(directory.resolve("expected"), digest);
    Path aws =
        played(
            """
            #!/bin/sh
            cd "$(dirname "$0")" && echo "$*" | sed 's#fileb://[^ ]*#FILE#' >> called
            case "$2" in
            sign)
              while [ "$1" != --message ]; do shift; done
              cmp -s "${2#fileb://}" expected || exit 9
              echo '%s' ;;
            get-public-key) echo '%s' ;;
            esac
            """
                .formatted(base64(made), base64(pair.getPublic().getEncoded())));
    KmsKey key = KmsKey.of(aws.toString(), "awskms:///" + ARN);

    assertArrayEquals(made, key.sign(digest));
    assertEquals(pair.getPublic(), key.publicKey());
    assertEquals("awskms:///" + ARN, key.id());
    String common = " --key-id " + ARN + " --region eu-central-1 --output text --query ";
    assertEquals(
        List.of(
            "kms sign"
                + common
                + "Signature --message FILE --message-type DIGEST --signing-algorithm ECDSA_SHA_256",
            "kms get-public-key" + common + "PublicKey"),
        Files.readAllLines(directory.resolve("called")));
  }

  @Test
  void whatAwsSaysIsSaidWhereItFails() throws IOException {
    Path aws = played("#!/bin/sh\necho 'AccessDeniedException: not authorized' >&2\nexit 254\n");
    KmsKey key = KmsKey.of(aws.toString(), "awskms:///" + ARN);
    ToolException denied = assertThrows(ToolException.class, key::publicKey);
    assertEquals(
        List.of("aws kms get-public-key failed: AccessDeniedException: not authorized"),
        denied.sentences());
    assertThrows(ToolException.class, () -> KmsKey.of("awskms:///alias/x --profile y"));
  }

  private Path played(String script) throws IOException {
    Path aws = Files.writeString(directory.resolve("aws"), script);
    Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwxr-xr-x"));
    return aws;
  }

  private void assertChanges(Path key, String... lines) {
    CommandRun run = verified(key);
    assertEquals(List.of(lines), run.lines());
    assertEquals(1, run.code());
  }

  private static void change(Path file, UnaryOperator<String> change) throws IOException {
    String before = Files.readString(file);
    String after = change.apply(before);
    assertFalse(before.equals(after), "nothing was changed");
    Files.writeString(file, after);
  }

  private CommandRun signed(Path key) {
    return CommandRun.of(
        "report",
        "--decisions",
        decisions.toString(),
        "--from",
        "2026-11-25T00:50:00Z",
        "--out",
        page.toString(),
        "--sign",
        key.toString());
  }

  private CommandRun verified(Path key) {
    return CommandRun.of("report", "--verify", page.toString(), "--key", key.toString());
  }

  private static KeyPair keys(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private Path pem(String name, String label, byte[] encoded) throws IOException {
    return Files.writeString(
        directory.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(encoded), label));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}

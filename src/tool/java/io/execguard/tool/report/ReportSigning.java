package io.execguard.tool.report;

import io.execguard.tool.files.WholeFile;
import io.execguard.tool.report.evidence.Asked;
import io.execguard.tool.report.evidence.SourceUse;
import io.execguard.tool.report.page.SourcesSection;
import io.execguard.tool.terminal.ExitCodes;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.OneLine;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that sign a page, and that tell what was changed since.
final class ReportSigning {
  @Option(
      names = "--sign",
      paramLabel = "KEY",
      description =
          "sign the page of --out, the inputs' digests and the question, in the file PAGE.sig beside it:"
              + " awskms:///ARN of a key ECC_NIST_P256, by the aws command line, or a PEM file with a"
              + " private key on P-256")
  private @Nullable String key;

  @Option(
      names = "--verify",
      paramLabel = "PAGE",
      description =
          "say what of PAGE, its inputs, its question and PAGE.sig was changed since it was signed by"
              + " --key; the exit code is 1 then")
  private @Nullable Path page;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "to verify by: awskms:///ARN, or a PEM file with the public key")
  private @Nullable String by;

  Optional<Path> toVerify() {
    return Optional.ofNullable(page);
  }

  /// Before anything is read: a report can take hours, and a key that is none is a moment's
  /// mistake.
  ///
  /// @param makesPage the report is a page, and goes into a file
  Optional<SigningKey> toSign(boolean makesPage) {
    if (by != null) {
      throw new ToolException("--key is to verify by, with --verify: --sign signs");
    }
    if (key == null) {
      return Optional.empty();
    }
    if (!makesPage) {
      throw new ToolException("--sign signs a page: say with --out where it is to be");
    }
    SigningKey signing = SigningKey.of(key);
    signing.assertSigns();
    return Optional.of(signing);
  }

  /// Signs what was made, and prints the page's own digest: it cannot stand on the page.
  static void sign(
      Path made, List<SourceUse> inputs, List<String> question, SigningKey key, PrintWriter err) {
    ReportSignature signature = ReportSignature.sign(made, inputs, question, key);
    Path file = ReportSignature.beside(made);
    try {
      WholeFile.write(file, next -> Files.write(next, signature.line()));
    } catch (IOException e) {
      throw new ToolException(file + " cannot be written: " + IoProblem.inWords(e));
    }
    err.println("exec-guard: SHA-256 of " + made + ": " + signature.page().sha256());
    err.println("exec-guard: signed by " + signature.key() + " in " + file);
  }

  /// Tells what was changed.
  ///
  /// @return the exit code
  int verify(Path signed, PrintWriter out) {
    if (key != null) {
      throw new ToolException("--sign and --verify are two questions: ask one at a time");
    }
    if (by == null) {
      throw new ToolException(
          "--verify needs --key: a signature proves something by a key alone that you know");
    }
    Path file = ReportSignature.beside(signed);
    ReportSignature signature = ReportSignature.read(file);
    List<String> changes = new ArrayList<>();
    if (!signature.isBy(SigningKey.of(by).publicKey())) {
      changes.add(
          "signature: it is not of this key, or PAGE.sig was changed: what it says of page, inputs and"
              + " question proves nothing");
    }
    if (!signature.isAllOf(file)) {
      changes.add("signature: PAGE.sig holds something that was not signed");
    }
    if (!signature.page().hasBytesOf(ReportSignature.Signed.of(signed))) {
      changes.add("page: " + signed + " is not what was signed");
    }
    if (!asks(signed, signature.question())) {
      changes.add("question: the page was not asked what PAGE.sig says");
    }
    signature.inputs().forEach(input -> changed(input).ifPresent(changes::add));
    changes.forEach(change -> out.println("✕ " + OneLine.of(change)));
    if (changes.isEmpty()) {
      out.println(
          "✓ nothing was changed since "
              + signature.time()
              + ": the page, "
              + signature.inputs().size()
              + " inputs, the question; signed by "
              + OneLine.of(signature.key()));
    }
    return changes.isEmpty() ? 0 : ExitCodes.MISSED;
  }

  /// The page has the question as it was typed, in an element of its own.
  private static boolean asks(Path signed, List<String> question) {
    String element =
        SourcesSection.question(new Asked(question, Optional.empty(), Optional.empty()));
    try {
      return Files.readString(signed, StandardCharsets.ISO_8859_1)
          .contains(
              new String(element.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new ToolException(signed + " cannot be read: " + IoProblem.inWords(e));
    }
  }

  private static Optional<String> changed(ReportSignature.Signed input) {
    Path file = Path.of(input.name());
    if (!Files.isRegularFile(file)) {
      return Optional.of("input: " + input.name() + " is not there: it cannot be compared");
    }
    return input.hasBytesOf(ReportSignature.Signed.of(file))
        ? Optional.empty()
        : Optional.of("input: " + input.name() + " is not what the page was made from");
  }
}

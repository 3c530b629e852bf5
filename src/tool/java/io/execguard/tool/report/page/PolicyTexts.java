package io.execguard.tool.report.page;

import io.execguard.tool.report.evidence.Numbers;
import io.execguard.tool.report.evidence.PolicyDifference;
import io.execguard.tool.report.evidence.PolicyUse;
import io.execguard.tool.report.evidence.Span;
import io.execguard.tool.report.read.EnvelopeReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// The policies in force: when each decided, what it says, and whether that is proven.
final class PolicyTexts {
  static final String TITLE = "Policies in force";
  static final String ANCHOR = "policies";

  private static final String BY_WHOM =
      "In the order in which they decided first. Who brought them, these logs do not say: CloudTrail has the deployment"
          + " of the function, of which rule FunctionRule tells.";

  private PolicyTexts() {}

  static void write(Map<String, PolicyUse> policies, Html html) {
    html.heading("h2", ANCHOR, TITLE);
    if (policies.size() > 1) {
      html.element("p", BY_WHOM);
    }
    List<Map.Entry<String, PolicyUse>> inOrder =
        policies.entrySet().stream().sorted(Comparator.comparing(PolicyTexts::begin)).toList();
    Optional<PolicyUse> before = Optional.empty();
    for (Map.Entry<String, PolicyUse> entry : inOrder) {
      one(entry.getKey(), entry.getValue(), before, html);
      before = Optional.of(entry.getValue());
    }
    if (policies.isEmpty()) {
      html.raw("<p class=\"none\">").text("No record names one.").raw("</p>\n");
    }
  }

  /// One by which nothing was decided is the last.
  private static Instant begin(Map.Entry<String, PolicyUse> entry) {
    return entry.getValue().span().map(Span::from).orElse(Instant.MAX);
  }

  private static void one(String digest, PolicyUse use, Optional<PolicyUse> before, Html html) {
    html.raw("<h3 class=\"c\">").text(digest).raw("</h3>\n");
    html.element(
        "p",
        Numbers.of(use.records())
            + " records, "
            + Numbers.of(use.span())
            + "; function version "
            + use.versions()
            + ". "
            + proof(use));
    before.ifPresent(
        one ->
            html.element(
                "p",
                "Against the one before: "
                    + PolicyDifference.between(one, use)
                        .orElse(
                            "cannot be told, for the text of one of both is not there, not proven or of another version")
                    + "."));
    use.text().ifPresent(text -> html.lines("pre", pretty(text)));
  }

  private static String proof(PolicyUse use) {
    if (use.text().isEmpty()) {
      return "Its text is not among these lines: a line of the type policy has it, written when a version of the"
          + " function first ran.";
    }
    return use.isProven()
        ? "✓ The text below has this digest."
        : "✕ The text below does not have this digest: it is not the policy that decided, or was written anew on"
            + " its way here.";
  }

  /// For reading; the digest is that of the text without blanks.
  private static String pretty(String text) {
    PrettyPrinter printer = new DefaultPrettyPrinter();
    ObjectWriteContext context =
        new ObjectWriteContext.Base() {
          @Override
          public PrettyPrinter getPrettyPrinter() {
            return printer;
          }

          @Override
          public boolean hasPrettyPrinter() {
            return true;
          }
        };
    ByteArrayOutputStream pretty = new ByteArrayOutputStream();
    try (JsonParser parser = EnvelopeReader.JSON.createParser(ObjectReadContext.empty(), text);
        JsonGenerator json = EnvelopeReader.JSON.createGenerator(context, pretty)) {
      parser.nextToken();
      json.copyCurrentStructure(parser);
    } catch (JacksonException _) {
      return text;
    }
    return pretty.toString(StandardCharsets.UTF_8);
  }
}

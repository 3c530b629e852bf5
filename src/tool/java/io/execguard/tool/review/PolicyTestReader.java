package io.execguard.tool.review;

import io.execguard.admission.PodReader;
import io.execguard.json.Cursor;
import io.execguard.json.Json;
import io.execguard.json.WrongShapeException;
import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.policy.Policy;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.ReviewFile;
import io.execguard.tool.files.YamlFile;
import io.execguard.tool.terminal.Rfc3339;
import io.execguard.tool.terminal.ToolException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads policy tests.
final class PolicyTestReader {
  private static final String UNAVAILABLE = "unavailable";
  private static final String DEMO = "demo";

  private PolicyTestReader() {}

  /// Reads a file.
  ///
  /// @param policy where the file names none
  /// @throws ToolException with a line for the first mistake of each case
  static PolicyTestFile read(Path file, Path policy) {
    Cursor document = YamlFile.read(file);
    List<String> mistakes = new ArrayList<>();
    try {
      document.only(List.of("policy", "cases"));
      Path policyFile =
          document
              .optional("policy")
              .map(name -> file.resolveSibling(name.text()).normalize())
              .orElse(policy);
      Policy content = ConfigurationFiles.policy(policyFile);
      List<PolicyTestCase> tests = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (Cursor entry : document.required("cases").items()) {
        try {
          PolicyTestCase test = test(file, entry, content);
          if (!names.add(test.name())) {
            throw entry.wrong("has a name that is taken; each case needs its own");
          }
          tests.add(test);
        } catch (WrongShapeException shape) {
          mistakes.add(YamlFile.mistake(file, shape.line(), shape.sentence()));
        }
      }
      if (tests.isEmpty() && mistakes.isEmpty()) {
        throw document.wrong("has no cases");
      }
      if (mistakes.isEmpty()) {
        return new PolicyTestFile(file, policyFile, content, tests);
      }
    } catch (WrongShapeException shape) {
      mistakes.add(YamlFile.mistake(file, shape.line(), shape.sentence()));
    }
    throw new ToolException(mistakes);
  }

  private static PolicyTestCase test(Path file, Cursor entry, Policy policy) {
    entry.only(
        List.of(
            "name", "review", "patch", "cluster", "door", "namespace", "pod", "time", "expect"));
    String name = entry.required("name").text();
    ReviewFile review = review(file, entry.required("review"));
    ReviewFile patched =
        entry.optional("patch").map(patch -> review.patched(object(patch))).orElse(review);
    return new PolicyTestCase(
        name,
        entry.json().line(),
        patched,
        entry.optional("cluster").map(Cursor::text).or(review::cluster).orElse(DEMO),
        entry.optional("door").map(Cursor::text),
        facts(entry.required("namespace")),
        entry.optional("pod").map(PolicyTestReader::pod).orElseGet(PodFacts.NotRead::new),
        entry.optional("time").map(PolicyTestReader::time),
        PolicyTestExpectation.read(entry.required("expect"), policy));
  }

  private static ReviewFile review(Path file, Cursor source) {
    try {
      return source.json() instanceof Json.Text
          ? ReviewFile.read(file.resolveSibling(source.text()).normalize())
          : ReviewFile.inline("it", object(source));
    } catch (ToolException trouble) {
      throw source.wrong("cannot be used: " + String.join("; ", trouble.sentences()));
    }
  }

  private static Json.Members object(Cursor cursor) {
    if (cursor.json() instanceof Json.Members members) {
      return members;
    }
    throw cursor.wrong("is not an object");
  }

  private static NamespaceFacts facts(Cursor namespace) {
    if (namespace.json() instanceof Json.Text(String word, _)) {
      if (!word.equals(UNAVAILABLE)) {
        throw namespace.wrong(
            "is \"" + word + "\"; it has to be {labels: …, annotations: …} or " + UNAVAILABLE);
      }
      return new NamespaceFacts.Unavailable("as-the-test-says");
    }
    namespace.only(List.of("labels", "annotations"));
    Map<String, String> labels = namespace.textMembers("labels");
    return new NamespaceFacts.Known(labels, namespace.textMembers("annotations"));
  }

  private static PodFacts pod(Cursor pod) {
    if (pod.json() instanceof Json.Text(String word, _)) {
      if (!word.equals(UNAVAILABLE)) {
        throw pod.wrong("is \"" + word + "\"; it has to be a Pod or " + UNAVAILABLE);
      }
      return new PodFacts.Unavailable("as-the-test-says");
    }
    return new PodFacts.Known(PodReader.read(pod));
  }

  private static Instant time(Cursor entry) {
    return Rfc3339.time(entry.text()).orElseThrow(() -> entry.wrong(Rfc3339.WRONG));
  }
}

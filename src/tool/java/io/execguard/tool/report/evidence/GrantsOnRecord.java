package io.execguard.tool.report.evidence;

import io.execguard.json.Cursor;
import io.execguard.tool.report.read.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Grants of break-glass as the records tell them: how they changed, and which were used.
final class GrantsOnRecord {
  /// Grants under which sessions were opened, and that are looked for among the grants on record.
  private static final int GRANTS = 2_000;

  private final Evidence evidence;
  private final Consumer<Finding> findings;
  private final DigestMap granted;
  private final Map<String, Finding> used = new LinkedHashMap<>();

  /// @param findings hears of them
  GrantsOnRecord(Evidence evidence, Consumer<Finding> findings) {
    this.evidence = evidence;
    this.findings = findings;
    granted = new DigestMap(evidence.spill);
  }

  void change(DecisionLine record, Place place) {
    Cursor grant = record.breakGlass();
    if (!grant.text("change").isEmpty()) {
      // Written back after its end, it was made elsewhere or past the guard.
      if (!record.isDenied() && !record.dryRun() && !grant.text("change").equals("ended")) {
        granted.add(Digest128.of(key(record)), 0);
      }
      findings.accept(changed(record, grant, place));
    }
  }

  void use(DecisionLine record, Place place) {
    String grant = key(record);
    if (used.size() < GRANTS || used.containsKey(grant)) {
      used.putIfAbsent(
          grant,
          DecisionAnalysis.finding(Kind.GRANT_UNSEEN, record, GrantWords.opened(record), place));
    } else {
      evidence.counts.add(Count.GRANTS_LEFT_OUT);
    }
  }

  /// What is certain once all records are read: grants that were used and are not on record.
  void findUnseen() {
    used.forEach(
        (grant, session) -> {
          if (granted.number(Digest128.of(grant)).isEmpty()) {
            findings.accept(session);
          }
        });
  }

  private static Finding changed(DecisionLine record, Cursor grant, Place place) {
    String refusal = grant.text("refusal");
    Finding finding = DecisionAnalysis.finding(Kind.GRANT, record, GrantWords.opens(grant), place);
    return finding.saying(
        (refusal.isEmpty() ? "grant " + grant.text("change") : "grant refused: " + refusal)
            + (record.dryRun() ? " (dry run)" : ""));
  }

  private static String key(DecisionLine record) {
    Cursor grant = record.breakGlass();
    return Stream.of("from", "until", "reason", "by", "for")
        .map(grant::text)
        .collect(Collectors.joining("\n", record.cluster() + "\n" + record.namespace() + "\n", ""));
  }
}

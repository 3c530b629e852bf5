package io.execguard.tool.review;

import io.execguard.policy.NamespaceFacts;
import io.execguard.policy.PodFacts;
import io.execguard.tool.files.ReviewFile;
import java.time.Instant;
import java.util.Optional;

/// One case of a policy test file.
///
/// @param line where it stands in the file
/// @param review an AdmissionReview, patched
/// @param door empty where the file names none: the registration says which, if any
/// @param facts what the namespace is said to be
/// @param pod what the pod that is entered is said to be; not read where the file says nothing
/// @param time of the decision; now where the file names none
record PolicyTestCase(
    String name,
    int line,
    ReviewFile review,
    String cluster,
    Optional<String> door,
    NamespaceFacts facts,
    PodFacts pod,
    Optional<Instant> time,
    PolicyTestExpectation expected) {}

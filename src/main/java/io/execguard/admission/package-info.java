/// The Kubernetes wire and the walk: an AdmissionReview in, a decision record and an
/// AdmissionReview out. Read [io.execguard.admission.AdmissionGate] first.
@NullMarked
package io.execguard.admission;

import org.jspecify.annotations.NullMarked;

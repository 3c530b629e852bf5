/// The policy file and the fleet file: from a tree to checked values, and back into what the
/// artifact carries. Nothing here knows AWS. Read [io.execguard.configuration.PolicyDocument]
/// first.
///
/// ConstraintDocumentTest has each key of a constraint and each mistake's sentence,
/// FleetDocumentTest those of a cluster, EntryReaderTest where a mistake is told, PolicyWriterTest
/// the bytes that a digest is taken of, ConfigurationTest when the function does not start.
@NullMarked
package io.execguard.configuration;

import org.jspecify.annotations.NullMarked;

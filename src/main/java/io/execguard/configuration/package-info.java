/// The policy file and the fleet file: from a tree to checked values, and back into what the
/// artifact carries. Nothing here knows AWS. Read [io.execguard.configuration.PolicyDocument]
/// first.
@NullMarked
package io.execguard.configuration;

import org.jspecify.annotations.NullMarked;

package io.execguard.admission;

import io.execguard.policy.Access;

/// A masked access.
///
/// @param arguments how many arguments hold a `***`
/// @param characters how many characters they stand for, as UTF-16 counts them
/// @param whole false where the search ended before the command did, so that more is hidden than
///   the patterns match
public record MaskedAccess(Access access, int arguments, int characters, boolean whole) {}

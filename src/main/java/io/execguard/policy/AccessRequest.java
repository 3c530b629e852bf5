package io.execguard.policy;

import java.time.Instant;

/// One question: may this user open this in this namespace of this cluster?
///
/// @param cluster the id in the fleet file
/// @param namespace the one that is reached into; empty where there is none
/// @param at when it is decided: break-glass begins and ends
public record AccessRequest(
    String cluster, Door door, User user, String namespace, Access access, Instant at) {}

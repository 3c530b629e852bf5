/// Whom the API server asks: a rendered registration, evaluated as Kubernetes evaluates it. Rules
/// and selectors are matched here, match conditions by CEL, which is loaded at the first one. Read
/// [io.execguard.tool.routing.RegistrationRoutes] first.
@NullMarked
package io.execguard.tool.routing;

import org.jspecify.annotations.NullMarked;

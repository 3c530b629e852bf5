/// `exec-guard gateway`: API Gateway over HTTPS on this machine, before the handler. Read
/// [io.execguard.tool.gateway.GatewayCommand] first.
@NullMarked
package io.execguard.tool.gateway;

import org.jspecify.annotations.NullMarked;

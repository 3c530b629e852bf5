/// `exec-guard gateway`: API Gateway over HTTPS on this machine, before the handler. Read
/// [io.execguard.tool.gateway.GatewayCommand] first.
///
/// GatewayTest has what API Gateway answers in front of a handler, a broken one too, and
/// GatewayCommandTest what is said before it serves, and what it leaves behind.
@NullMarked
package io.execguard.tool.gateway;

import org.jspecify.annotations.NullMarked;

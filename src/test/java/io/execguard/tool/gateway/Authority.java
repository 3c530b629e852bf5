package io.execguard.tool.gateway;

import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;

/// A certificate authority for tests of other rooms.
public final class Authority {
  private final CertificateAuthority authority;

  private Authority(CertificateAuthority authority) {
    this.authority = authority;
  }

  public static Authority make() {
    return madeAt(Instant.now());
  }

  /// Its certificates count for thirty days from then on.
  public static Authority madeAt(Instant made) {
    return new Authority(new CertificateAuthority(made));
  }

  public String pem() {
    return authority.pem();
  }

  public SSLContext server(String... hosts) {
    return authority.server(List.of(hosts));
  }
}

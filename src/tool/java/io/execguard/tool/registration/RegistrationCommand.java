package io.execguard.tool.registration;

import io.execguard.admission.Token;
import io.execguard.configuration.Cluster;
import io.execguard.configuration.Configuration;
import io.execguard.policy.Exemptions;
import io.execguard.tool.files.ClusterIdOption;
import io.execguard.tool.files.ConfigurationFiles;
import io.execguard.tool.files.FleetOption;
import io.execguard.tool.files.PolicyOption;
import io.execguard.tool.files.TextFile;
import io.execguard.tool.files.TokenFile;
import io.execguard.tool.files.TokenFileOption;
import io.execguard.tool.terminal.ToolException;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `exec-guard registration`: the registration of a cluster, from the policy.
@Command(
    name = "registration",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the ValidatingWebhookConfiguration of a cluster for kubectl apply -f -, with its doors"
          + " as the policy needs them: an outage refuses sessions only where a denying constraint"
          + " means the namespace, and single commands only in strict mode.",
      "Where the policy lets in what is recorded, a MutatingWebhookConfiguration follows, which"
          + " rewrites interactive execs there so that they run on record.",
      "It names the policy's digest. Render and apply it again when the policy changes; a denial at a"
          + " door where none is expected is recorded as drift."
    })
public final class RegistrationCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ClusterIdOption cluster = new ClusterIdOption();

  @Option(
      names = "--url",
      paramLabel = "URL",
      required = true,
      description = "of the API's stage: https://API.execute-api.REGION.amazonaws.com/STAGE")
  private String url = "";

  @Mixin private TokenFileOption tokenFile = new TokenFileOption();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "certificates as PEM that vouch for the URL; default: the system's, as for AWS")
  private @Nullable Path ca;

  @Option(
      names = "--floor",
      description =
          "also ValidatingAdmissionPolicies that deny sessions in the API server itself, with what"
              + " that costs")
  private boolean floor;

  @Option(
      names = "--reserve-grants",
      paramLabel = "GROUP",
      description =
          "also a ValidatingAdmissionPolicy that reserves the break-glass annotations for a group")
  private @Nullable String reserved;

  @Mixin private PolicyOption policy = new PolicyOption();

  @Mixin private FleetOption clusters = new FleetOption();

  @Override
  public Integer call() {
    Configuration configuration =
        ConfigurationFiles.configuration(policy.file(), List.of(clusters.file()));
    Cluster member =
        configuration
            .fleet()
            .cluster(cluster.id())
            .orElseThrow(
                () ->
                    new ToolException(
                        "--cluster "
                            + cluster.id()
                            + " is not in "
                            + clusters.file()
                            + ConfigurationFiles.known(configuration.fleet())));
    if (reserved != null) {
      requireGroup(reserved);
    }
    String webhooks = stage() + "/v1/clusters/" + cluster.id() + "/" + token(member);
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        new RegistrationDocument(
                configuration.policy(),
                configuration.policyDigest(),
                cluster.id(),
                webhooks,
                Optional.ofNullable(ca).map(RegistrationCommand::certificates))
            .render());
    if (floor) {
      out.print(AdmissionPolicyDocument.floor(configuration.policy(), cluster.id()));
    }
    if (reserved != null) {
      out.print(AdmissionPolicyDocument.reserved(reserved));
    }
    out.flush();
    return 0;
  }

  /// As the policy's grantors: reserved for nobody, nobody could grant.
  private static void requireGroup(String group) {
    try {
      new Exemptions(List.of(group), List.of(), List.of());
    } catch (IllegalArgumentException e) {
      throw new ToolException("--reserve-grants " + e.getMessage());
    }
  }

  /// What Kubernetes takes for a webhook: https, and neither user, query nor fragment.
  private String stage() {
    try {
      URI stage = new URI(url);
      if ("https".equals(stage.getScheme())
          && stage.getHost() != null
          && stage.getRawUserInfo() == null
          && stage.getRawQuery() == null
          && stage.getRawFragment() == null) {
        return url.replaceAll("/+$", "");
      }
    } catch (URISyntaxException _) {
      // Said below.
    }
    throw new ToolException(
        "--url is no webhook's: it has to be https, without user, query and fragment, like"
            + " https://API.execute-api.REGION.amazonaws.com/STAGE");
  }

  private String token(Cluster member) {
    Token token = TokenFile.read(tokenFile.file());
    String hash = TokenFile.hash(token);
    if (!member.tokens().contains(hash)) {
      throw new ToolException(
          "the token in "
              + TokenFile.name(tokenFile.file())
              + " is none of the cluster "
              + cluster.id()
              + " in "
              + clusters.file()
              + ": every call would be answered 401. Its hash is "
              + hash);
    }
    return token.secret();
  }

  private static String certificates(Path file) {
    String pem = TextFile.text(file);
    try {
      if (CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
          .isEmpty()) {
        throw new ToolException(file + " holds no certificate as PEM");
      }
    } catch (CertificateException _) {
      throw new ToolException(file + " holds no certificate as PEM");
    }
    return pem;
  }
}

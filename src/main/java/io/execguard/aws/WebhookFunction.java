package io.execguard.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.execguard.admission.AdmissionGate;
import io.execguard.admission.ClusterAuthenticator;
import io.execguard.admission.DecisionLog;
import io.execguard.admission.GateMode;
import io.execguard.admission.Mask;
import io.execguard.admission.NamespaceLookup;
import io.execguard.admission.PodLookup;
import io.execguard.admission.RecordWriter;
import io.execguard.admission.WebhookCall;
import io.execguard.admission.WebhookResponse;
import io.execguard.configuration.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.crac.Core;

/// The Lambda entry: API Gateway's proxy event in, its response out. One object serves many
/// threads.
public final class WebhookFunction implements RequestStreamHandler {
  private final Configuration configuration;
  private final AdmissionGate gate;
  private final AdmissionGate rehearsal;
  private final FleetProbe selfTest;
  private final InstantSource clock;
  private final ProxyEventReader events = new ProxyEventReader();
  private final AtomicBoolean started = new AtomicBoolean();

  /// SnapStart's registry holds its resources weakly.
  private final Optional<Snapshot> snapshot;

  /// What Lambda calls.
  ///
  /// @throws IllegalStateException where the artifact's policy or fleet is missing or damaged
  public WebhookFunction() {
    this(
        Configuration.load(WebhookFunction.class.getClassLoader()::getResourceAsStream, Mask::new));
  }

  private WebhookFunction(Configuration configuration) {
    this(
        configuration,
        EksFacts.of(configuration.fleet(), configuration.policy(), InstantSource.system()),
        InstantSource.system());
  }

  private WebhookFunction(Configuration configuration, EksFacts facts, InstantSource clock) {
    this(
        configuration,
        facts.namespaces(),
        facts.pods(),
        clock,
        Optional.of(
            new Snapshot(
                () -> new Priming(configuration.policy(), configuration.fleet(), clock).run(),
                facts)));
    snapshot.ifPresent(Core.getGlobalContext()::register);
  }

  /// The same function with other surroundings.
  public WebhookFunction(
      Configuration configuration,
      NamespaceLookup namespaces,
      PodLookup pods,
      InstantSource clock) {
    this(configuration, namespaces, pods, clock, Optional.empty());
  }

  private WebhookFunction(
      Configuration configuration,
      NamespaceLookup namespaces,
      PodLookup pods,
      InstantSource clock,
      Optional<Snapshot> snapshot) {
    this.snapshot = snapshot;
    this.configuration = configuration;
    this.clock = clock;
    this.selfTest = new FleetProbe(configuration.fleet(), namespaces, pods, clock);
    this.gate =
        gate(GateMode.DECISION, new FleetAuthenticator(configuration.fleet()), namespaces, pods);
    this.rehearsal =
        gate(GateMode.REHEARSAL, new FleetMembership(configuration.fleet()), namespaces, pods);
  }

  private AdmissionGate gate(
      GateMode mode,
      ClusterAuthenticator authenticator,
      NamespaceLookup namespaces,
      PodLookup pods) {
    return new AdmissionGate(
        mode,
        configuration.policy(),
        configuration.policyDigest(),
        authenticator,
        namespaces,
        pods,
        clock);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Instant received = clock.instant();
    DecisionLog log = line -> context.getLogger().log(line, LogLevel.INFO);
    boolean coldStart = !started.get();
    byte[] answer;
    try {
      if (coldStart) {
        log.append(policyLine(context, received));
        started.set(true);
      }
      answer =
          switch (events.read(input)) {
            case ProxyEvent.Call(GatewayEvent event) ->
                ProxyResponse.of(
                    gate.answer(
                        ProxyCall.of(event, context, received, coldStart),
                        ProxyCall.body(event),
                        log));
            case ProxyEvent.Rehearsal(GatewayEvent event) ->
                ProxyResponse.of(
                    rehearsal.answer(
                        ProxyCall.of(event, context, received, coldStart),
                        ProxyCall.body(event),
                        log));
            case ProxyEvent.SelfTest _ ->
                selfTest(context, received, ProxyCall.invocation("", context, coldStart), log);
            case ProxyEvent.NoEvent(int status, String problem) ->
                ProxyResponse.of(
                    reject(status, problem, ProxyCall.invocation("", context, coldStart), log));
          };
    } catch (RuntimeException e) {
      // The API server's failurePolicy decides: no session, and single commands go on.
      answer = ProxyResponse.of(WebhookResponse.status(500));
      FailureLog.write(e, context, coldStart, clock);
    }
    output.write(answer);
  }

  private byte[] selfTest(
      Context context, Instant received, WebhookCall.Invocation invocation, DecisionLog log) {
    List<ProbeResult> results =
        selfTest.run(ProxyCall.deadline(Optional.empty(), "", received, context));
    for (ProbeResult result : results) {
      log.append(
          RecordWriter.selfTest(
              invocation, result.cluster(), result.problem(), result.took(), clock.instant()));
    }
    return FleetProbe.summary(results);
  }

  private byte[] policyLine(Context context, Instant now) {
    return RecordWriter.policy(
        configuration.policyDigest(),
        configuration.policyJson(),
        context.getFunctionVersion(),
        now);
  }

  private WebhookResponse reject(
      int status, String problem, WebhookCall.Invocation invocation, DecisionLog log) {
    log.append(RecordWriter.rejected(invocation, "", status, problem, clock.instant()));
    return WebhookResponse.status(status);
  }
}

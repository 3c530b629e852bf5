package io.execguard.admission;

import io.execguard.policy.Access;
import io.execguard.policy.RecorderSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The script under which interactive execs run on record: `sh -c SCRIPT MARKER ARGUMENT…`. The
/// marker becomes the script's `$0`: `exec-guard/VERSION:SESSION:BYTES:BANNER`, where the first
/// version ended with the session.
///
/// @param script byte for byte what is sent
public record Recorder(int version, String script) {
  /// The present one first. Behind it the one before belongs, from when a new version comes until
  /// no function of the old one serves: while a deployment moves traffic over, one rewrites and the
  /// other decides.
  private static final List<Recorder> KNOWN = List.of(shipped(2), shipped(1));

  /// What the API server makes as a review's uid.
  private static final Pattern SESSION =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final Pattern WITH_SETTINGS =
      Pattern.compile("(" + SESSION + "):([1-9][0-9]{0,9}):(.*)", Pattern.DOTALL);

  private static final List<String> SHELL = List.of("sh", "-c");
  private static final int BEFORE_ARGUMENTS = SHELL.size() + 2;

  static boolean isSession(String id) {
    return SESSION.matcher(id).matches();
  }

  /// A command under the present recorder, whatever the command is: one that looks like the
  /// recorder is wrapped, too.
  ///
  /// @param session a review's uid
  public static List<String> wrap(String session, RecorderSettings settings, List<String> command) {
    Recorder present = KNOWN.getFirst();
    List<String> wrapped = new ArrayList<>(SHELL);
    wrapped.add(present.script);
    wrapped.add(
        present.marker() + session + ":" + settings.outputLimit() + ":" + settings.banner());
    wrapped.addAll(command);
    return List.copyOf(wrapped);
  }

  /// An interactive exec with the person's own command, and the session under which a known
  /// recorder runs it. Fails closed: what is not letter by letter a recorder is a command like any
  /// other. Without stdin and a terminal nothing is rewritten, and what looks so was typed so.
  static Access.Exec unwrapped(Access.Exec exec) {
    if (!exec.interactive() || exec.command().size() < BEFORE_ARGUMENTS) {
      return exec;
    }
    for (Recorder recorder : KNOWN) {
      Optional<String> session = recorder.session(exec.command());
      if (session.isPresent()) {
        return under(
            session.get(),
            exec.with(exec.command().subList(BEFORE_ARGUMENTS, exec.command().size())));
      }
    }
    return exec;
  }

  /// An interactive exec as it will run; others run as they are.
  ///
  /// @param session a review's uid
  static Access.Exec begun(String session, Access.Exec exec) {
    return exec.interactive() ? under(session, exec) : exec;
  }

  private static Access.Exec under(String session, Access.Exec exec) {
    return new Access.Exec(
        exec.stdin(),
        exec.tty(),
        exec.command(),
        exec.container(),
        exec.recordable(),
        Optional.of(session));
  }

  private Optional<String> session(List<String> command) {
    if (command.size() < BEFORE_ARGUMENTS
        || !command.subList(0, SHELL.size()).equals(SHELL)
        || !command.get(SHELL.size()).equals(script)
        || !command.get(SHELL.size() + 1).startsWith(marker())) {
      return Optional.empty();
    }
    return session(command.get(SHELL.size() + 1).substring(marker().length()));
  }

  /// Any settings that a policy can have: while a deployment moves traffic over, one function
  /// rewrites by the old policy and another decides by the new. None of them takes anything of what
  /// is typed from the record.
  private Optional<String> session(String told) {
    if (version == 1) {
      return Optional.of(told).filter(Recorder::isSession);
    }
    return Optional.of(WITH_SETTINGS.matcher(told))
        .filter(
            matcher ->
                matcher.matches()
                    && RecorderSettings.isLimit(Long.parseLong(matcher.group(2)))
                    && RecorderSettings.isBanner(matcher.group(3)))
        .map(matcher -> matcher.group(1));
  }

  private String marker() {
    return "exec-guard/" + version + ":";
  }

  /// A function whose recorder is missing does not start.
  private static Recorder shipped(int version) {
    String name = "/exec-guard/recorder-" + version + ".sh";
    try (InputStream script = Recorder.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new Recorder(version, new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.execguard.tool.kubectl;

import io.execguard.tool.terminal.ToolException;
import java.util.regex.Pattern;

/// Names as Kubernetes takes them: they stand in paths and in command lines.
public final class ResourceName {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  private ResourceName() {}

  static boolean isNamespace(String name) {
    return LABEL.matcher(name).matches();
  }

  static boolean isPod(String name) {
    return SUBDOMAIN.matcher(name).matches();
  }

  /// A namespace's.
  ///
  /// @throws ToolException for what is none
  public static String namespace(String name) {
    return checked(LABEL, name, "namespace", "at most 63 lower-case letters, digits and '-'");
  }

  public static String pod(String name) {
    return checked(SUBDOMAIN, name, "pod", "at most 253 lower-case letters, digits, '-' and '.'");
  }

  public static String container(String name) {
    return checked(LABEL, name, "container", "at most 63 lower-case letters, digits and '-'");
  }

  private static String checked(Pattern pattern, String name, String what, String right) {
    if (!pattern.matcher(name).matches()) {
      throw new ToolException("\"" + name + "\" is no " + what + ": " + right);
    }
    return name;
  }
}

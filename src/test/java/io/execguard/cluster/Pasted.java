package io.execguard.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;

/// What a shell did with a line that somebody pasted who has kubectl alone.
///
/// @param exitCode the shell's
/// @param printed on both streams
record Pasted(int exitCode, String printed) {
  static Pasted by(User user, ControlPlane controlPlane, String line)
      throws IOException, InterruptedException {
    Path kubeconfig = controlPlane.directory().resolve("pasted-by-" + user.userName());
    controlPlane.writeKubeconfig(user, kubeconfig);
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", line)
            .directory(controlPlane.directory().toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    shell.environment().put("KUBECONFIG", kubeconfig.toString());
    shell.environment().put("HOME", controlPlane.directory().toString());
    shell
        .environment()
        .merge("PATH", controlPlane.kubectlFolder().toString(), (path, own) -> own + ":" + path);
    Process process = shell.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Pasted(process.waitFor(), printed);
  }
}

package io.execguard.policy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Well-known programs that run what their arguments or their input tell them: shells, interpreters
/// and programs that exist to start another. No list of these is complete.
final class Interpreters {
  private static final Set<String> SHELLS =
      words(
          """
          sh ash bash csh dash elvish fish ksh lksh mksh nu oksh osh pdksh posh powershell
          pwsh rbash rc rksh tcsh xonsh yash zsh
          """);

  private static final Set<String> LANGUAGES =
      words(
          """
          awk bun deno erl expect gawk gdb groovy guile ipython irb java jjs jshell julia
          lldb lua luajit mawk nawk node nodejs original-awk perl php pry pypy python
          rscript ruby scala tclsh ts-node wish
          """);

  private static final Set<String> STARTERS =
      words(
          """
          at busybox capsh chroot chrt crun ctr doas docker dumb-init ed emacs entr env ex
          exec flock gosu ionice kubectl ltrace make ncat nice nohup nsenter numactl
          parallel pkexec prlimit runc runuser screen script setarch setpriv setsid socat
          ssh start-stop-daemon stdbuf strace su su-exec sudo systemd-run taskset time
          timeout tini tmux toybox unshare vi view vim watch xargs
          """);

  /// The dynamic linker starts any program that is named to it: `/lib64/ld-linux-x86-64.so.2
  /// /bin/sh`.
  private static final Pattern LINKER = Pattern.compile("ld(?:64)?[-.].*|ld-?(?:linux|musl).*");

  /// `python3.12`, `perl5.36.0`, `ksh93`, `bash-5.2`, `vim.basic`.
  private static final Pattern VERSION =
      Pattern.compile("(?:[-.]?[0-9][-.0-9a-z]*|\\.(?:basic|tiny|nox|distrib|exe))$");

  private Interpreters() {}

  static boolean include(String executable) {
    String name = executable.substring(executable.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return isKnown(name)
        || isKnown(VERSION.matcher(name).replaceFirst(""))
        || LINKER.matcher(name).matches();
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  private static boolean isKnown(String name) {
    return SHELLS.contains(name) || LANGUAGES.contains(name) || STARTERS.contains(name);
  }
}

package io.execguard.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Well-known programs that run what their arguments or their input tell them, Windows' among them.
/// No list of these is complete.
///
/// A program is here where it exists to run others (shells, interpreters, starters, build tools and
/// package managers, which run what a file or a package says), or where a command of its own hands
/// a line to a shell (`!` of a pager, `\!` of a database client, an editor). It is not here where
/// its work is another and an option can name a helper: `find -exec`, `tar --to-command`, `rsync
/// -e`, `sort --compress-program`, `tcpdump -z`, `zip -TT`. Those are too many, and the README
/// names the limit.
final class Interpreters {
  /// A file's name on Linux.
  private static final int LONGEST_NAME = 255;

  private static final Set<String> SHELLS =
      words(
          """
          sh ash bash csh dash elvish fish ksh lksh mksh nu oksh osh pdksh posh powershell
          pwsh rbash rc rksh rzsh sash tcsh xonsh yash zsh
          """);

  private static final Set<String> LANGUAGES =
      words(
          """
          awk bpftrace bun bunx deno erl escript expect gawk gdb ghci groovy guile ipython irb
          iex java jjs jrunscript jshell julia lldb lua luajit mawk mono nawk nmap node nodejs
          octave original-awk perl php pry pypy python r racket rscript ruby sbcl scala swipl
          tclsh ts-node tsx wish
          """);

  private static final Set<String> STARTERS =
      words(
          """
          at batch busybox bwrap capsh catchsegv cgexec choom chpst chroot chrt cpulimit
          crictl crontab crun ctr daemonize dbus-launch dbus-run-session docker doas dtach
          dumb-init eatmydata entr env envdir exec faketime fakeroot firejail flock gosu
          hyperfine ionice kubectl linux32 linux64 login ltrace ncat nerdctl newgrp nice nohup
          nsenter numactl parallel perf pkexec pm2 podman prlimit proot rlwrap runc runcon
          run-parts runuser screen script setarch setpriv setsid setuidgid sg socat softlimit
          ssh ssh-agent sshpass start-stop-daemon stdbuf strace su su-exec sudo supervisord
          systemctl systemd-run taskset time timeout tini tmux toybox unbuffer unshare valgrind
          watch watchexec xargs xvfb-run
          """);

  private static final Set<String> BUILDERS =
      words(
          """
          ansible ansible-console ansible-playbook ant bazel bundle cargo cmake composer conda
          corepack cpan ctest dotnet gem go gradle gradlew hatch lein mamba make gmake meson mvn
          mvnw ninja nodemon nox npm npx packer pip pipenv pipx pnpm pnpx poetry pulumi puppet
          rake salt-call sbt scons terraform tofu tox uv uvx vagrant yarn yarnpkg
          """);

  private static final Set<String> ESCAPES =
      words(
          """
          ed emacs ex ftp git gvim hg hx joe journalctl kak less lftp mail mailx man mariadb
          micro mongo mongosh more most mysql nano ncftp nvim pico psql red rview rvim sftp
          smbclient sqlcmd sqlite sqlite3 sqlplus telnet vi view vim vimdiff
          """);

  /// Of Windows, where they are no others' names.
  private static final Set<String> OF_WINDOWS =
      words(
          """
          cdb cmd command conhost cscript csi diskshadow explorer forfiles fsi hh installutil mmc
          msbuild mshta msiexec netsh odbcconf openconsole pcalua powershell_ise psexec regasm
          regsvcs regsvr32 runas rundll32 schtasks scriptrunner windbg winrs wmic wscript wsl wt
          """);

  /// The dynamic linker starts any program that is named to it: `/lib64/ld-linux-x86-64.so.2
  /// /bin/sh`.
  private static final Pattern LINKER = Pattern.compile("ld(?:64)?[-.].*|ld-?(?:linux|musl).*");

  /// Windows' second name for a file with a long one, `POWERS~1.EXE`, does not tell which it is.
  private static final Pattern SHORT = Pattern.compile("[^~]{1,6}~[0-9]+(?:\\.[a-z0-9]{0,3})?");

  /// What stands before a program's name: directories of both kinds, and a drive.
  private static final Pattern PATH = Pattern.compile("^(?:.*[/\\\\]|[a-z]:)");

  /// What stands behind it on Windows: a stream of the file, dots, the kind of program.
  private static final Pattern KIND = Pattern.compile("(?::.*|\\.+|\\.(?:exe|com|bat|cmd|ps1))$");

  /// `python3.12`, `perl5.36.0`, `ksh93`, `bash-5.2`, `vim.basic`, `bash-static`, `sh.distrib`,
  /// `busybox-x86_64`: one and the same program.
  private static final Pattern BUILD =
      Pattern.compile(
          "(?:[-.]?[0-9][-.0-9a-z]*"
              + "|[-._](?:static|dynamic|musl|glibc|gnu|distrib|real|orig|old|bak|basic|tiny|nox|small"
              + "|linux|windows|x86_64|amd64|arm64|aarch64|i[3-6]86))$"
              + "|^static[-._]");

  private Interpreters() {}

  static boolean include(String executable) {
    String name = PATH.matcher(executable.toLowerCase(Locale.ROOT)).replaceFirst("");
    if (LINKER.matcher(name).matches() || SHORT.matcher(name).matches()) {
      return true;
    }
    // Each round takes something away, so that it ends.
    for (String next = name; !next.isEmpty(); next = shorter(next)) {
      if (isKnown(next)) {
        return true;
      }
      if (shorter(next).equals(next)) {
        return false;
      }
    }
    return false;
  }

  /// Whether a command does nothing without input: one of these that is told nothing to run. Of a
  /// request, whose words can be anything: by its plain name alone, in one step.
  static boolean waitForInput(List<String> command) {
    String word = command.getFirst();
    String name = word.substring(word.lastIndexOf('/') + 1);
    return name.length() <= LONGEST_NAME
        && isKnown(name.toLowerCase(Locale.ROOT))
        && command.stream().skip(1).allMatch(argument -> argument.startsWith("-"));
  }

  private static String shorter(String name) {
    String plain = KIND.matcher(name).replaceFirst("");
    return plain.equals(name) ? BUILD.matcher(name).replaceFirst("") : plain;
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  private static boolean isKnown(String name) {
    return SHELLS.contains(name)
        || LANGUAGES.contains(name)
        || STARTERS.contains(name)
        || BUILDERS.contains(name)
        || ESCAPES.contains(name)
        || OF_WINDOWS.contains(name);
  }
}

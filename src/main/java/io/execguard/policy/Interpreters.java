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
/// -e`, `sort --compress-program`, `tcpdump -z`, `zip -TT`. Those are too many, and
/// `docs/policy.md` names the limit.
final class Interpreters {
  /// A file's name on Linux.
  private static final int LONGEST_NAME = 255;

  private static final Set<String> SHELLS =
      words(
          """
          ash bash bosh csh dash elvish fish git-shell hush ksh lash lksh loksh mksh mrsh msh
          murex nu nushell oil oksh osh pdksh posh powershell pwsh rbash rc rksh rzsh sash scsh
          sh tcsh xonsh yash ysh zsh
          """);

  private static final Set<String> LANGUAGES =
      words(
          """
          amm ammonite awk bb bpftrace bpython bun bunx cgdb clisp clj clojure crystal dart deno
          elixir erl escript expect gawk gdb gdbserver gforth ghci gnuplot groovy groovysh guile
          hhvm iex ipython irb janet java jbang jimsh jjs jruby jrunscript jshell julia jupyter
          jython kotlin kotlinc lldb lua luajit mawk maxima micropython mono nawk nmap node
          nodejs ocaml octave original-awk perl perl6 php phpdbg pry ptpython pypy pyspark
          python qjs r racket raku rscript ruby runghc runhaskell sbcl scala sml spark-shell
          spark-submit swipl tarantool tcc tclsh ts-node tsx utop wish
          """);

  private static final Set<String> STARTERS =
      words(
          """
          abduco agetty at autossh batch buildah busybox bwrap byobu capsh catatonit catchsegv
          cgexec choom chpst chroot chrt coredumpctl cpulimit crictl crontab crun ctr cttyhack
          daemonize dbclient dbus-launch dbus-run-session doas docker dtach dumb-init dvtm
          eatmydata entr env envdir exec execlineb fakechroot fakeroot faketime firejail flock
          getty gosu hyperfine ionice k3s k9s kubectl linux32 linux64 login logsave ltrace lxc
          lxc-attach lxc-execute machinectl microk8s minikube mosh multitime nc ncat nerdctl
          netcat newgrp nice nohup nsenter numactl oc openvt parallel perf pkexec pm2 podman
          prlimit proot proxychains proxychains4 qemu reptyr rexec rlogin rlwrap rsh run-parts
          runc runcon runit runsv runuser s6-setuidgid s6-svscan screen script setarch setlock
          setpriv setsid setuidgid sg socat softlimit ssh ssh-agent sshpass start-stop-daemon
          stdbuf strace su su-exec sudo sudoedit sulogin supervisord switch_root systemctl
          systemd-nspawn systemd-run taskset tcpserver tcpsvd time timeout tini tmate tmux
          torify torsocks toybox udpsvd unbuffer unshare valgrind vigr vipw visudo watch
          watchexec wine winpty with-contenv xargs xvfb-run zellij
          """);

  private static final Set<String> BUILDERS =
      words(
          """
          ansible ansible-console ansible-playbook ant bazel bundle bundler cabal cargo
          chef-client cmake composer conda corepack cpan cpanm ctest django-admin dotnet drush
          easy_install flask gem ghc gmake go gradle gradlew guix hatch knife lein make mamba
          meson mix mvn mvnw ninja nix nix-env nix-shell nodemon nox npm npx packer pip pipenv
          pipx pnpm pnpx poetry pulumi puppet rails rake rebar3 salt salt-call salt-minion sbt
          scons stack terraform tofu tox uv uvx vagrant yarn yarnpkg zig
          """);

  private static final Set<String> ESCAPES =
      words(
          """
          beeline dc duckdb ed elinks emacs emacsclient ex ftp git gvim helix hg hive hx
          impala-shell isql jed jmacs joe journalctl jpico jstar kak less lftp links litecli
          lynx mail mailx man mariadb micro mongo mongosh more most mutt mycli mysql mysqlsh
          nano ncftp neomutt nnn nvi nvim pgcli pico psql red rview rvim sftp smbclient
          spark-sql sqlcmd sqlite sqlite3 sqlplus telnet usql vi view vifm vim vimdiff vimtutor
          vimx vtysh w3m
          """);

  /// Of Windows, where they are no others' names.
  private static final Set<String> OF_WINDOWS =
      words(
          """
          bitsadmin cdb cmd command conhost control cscript csi diskshadow dnx explorer forfiles
          fsi fsianycpu git-bash git-cmd gsudo hh ieexec infdefaultinstall installutil kd mintty
          mmc msbuild msdt mshta msiexec netsh nircmd ntsd odbcconf openconsole paexec pcalua
          powershell_ise presentationhost psexec psexesvc rcsi regasm regsvcs regsvr32 runas
          rundll32 sc schtasks scriptrunner tttracer verclsid windbg winrs wmic wscript wsl wt
          xwizard
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
  /// `busybox-x86_64`, `php-cgi`, `x86_64-linux-gnu-gdb`: one and the same program.
  private static final Pattern BUILD =
      Pattern.compile(
          "(?:(?:[-._]v?)?[0-9][-._+0-9a-z]*"
              + "|[-._](?:x86_64|amd64|arm64|aarch64|i[3-6]86)(?:[-._][-._0-9a-z]*)?"
              + "|[-._](?:static|dynamic|musl|glibc|gnu|distrib|real|orig|old|bak|basic|tiny|nox|small"
              + "|linux|windows|w32|w64u?|dbg|multiarch|cgi|cli|bin|suid|nosuid|shadow|save|busybox"
              + "|traditional|openbsd|preview|lts|gtk|lucid|athena))$"
              + "|^(?:static[-._]|heirloom-|(?:x86_64|aarch64|i[3-6]86)-linux-gnu-)");

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
    if (name.length() > LONGEST_NAME || !isKnown(name.toLowerCase(Locale.ROOT))) {
      return false;
    }
    for (String argument : command.subList(1, command.size())) {
      if (!argument.startsWith("-")) {
        return false;
      }
    }
    return true;
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

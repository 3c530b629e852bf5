package io.execguard.policy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpretersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sh",
        "/bin/sh",
        "bash",
        "bash-5.2",
        "ksh93",
        "/bin/busybox",
        "env",
        "/usr/bin/env",
        "SH",
        "/lib64/ld-linux-x86-64.so.2",
        "/lib/ld-musl-aarch64.so.1",
        "/lib/ld-2.31.so",
        "ld.so",
        "/lib/ld-linux.so.3",
        "/lib64/ld64.so.1",
        "python",
        "python3",
        "python3.12",
        "python2.7",
        "perl5.36.0",
        "node",
        "lua5.4",
        "php8.2",
        "ruby3.1",
        "tclsh8.6",
        "xargs",
        "sudo",
        "su",
        "nsenter",
        "vim.basic",
        "vi",
        "toybox",
        "pwsh.exe",
        "awk",
        "mawk",
        "timeout",
        "nohup",
        "/tmp/sh",
        "git",
        "npx",
        "psql",
        "mariadb",
        "uvx",
        "gradlew",
        "less"
      })
  void knowsAShellByItsNames(String executable) {
    assertTrue(Interpreters.include(executable));
  }

  // `cmd` and `cmd.exe` were taken, as were the names by which a distribution builds a shell anew.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cmd",
        "CMD",
        "cmd.exe",
        "Cmd.EXE",
        "command.com",
        "powershell",
        "PowerShell.exe",
        "powershell_ise.exe",
        "pwsh.exe",
        "wscript",
        "cscript.exe",
        "mshta",
        "rundll32.exe",
        "regsvr32",
        "wmic.exe",
        "MSBuild.exe",
        "conhost.exe",
        "wsl.exe",
        "bash.exe",
        "C:\\Windows\\System32\\cmd.exe",
        "c:\\windows\\system32\\CMD",
        "C:cmd.exe",
        "\\\\server\\share\\cmd.exe",
        ".\\cmd",
        "C:\\Windows/System32\\cmd.exe",
        "cmd.exe.",
        "cmd.",
        "cmd.exe::$DATA",
        "POWERS~1.EXE",
        "npm.cmd",
        "gradlew.bat",
        "bash-static",
        "/bin/bash-static",
        "busybox-static",
        "busybox.static",
        "static-sh",
        "sash",
        "zsh-static",
        "ash.static",
        "mksh-static",
        "bash5",
        "sh.distrib",
        "dash.real",
        "busybox-x86_64",
        "busybox_amd64",
        "busybox-1.36.1-static",
        "bash-5.2-static.exe",
        "python3.12-static",
        "kubectl-linux-amd64"
      })
  void knowsAShellOfWindowsAndOneThatWasBuiltAnew(String executable) {
    assertTrue(Interpreters.include(executable));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls",
        "cat",
        "ps",
        "grep",
        "find",
        "tar",
        "df",
        "du",
        "top",
        "free",
        "id",
        "date",
        "head",
        "tail",
        "wc",
        "stat",
        "uptime",
        "netstat",
        "ss",
        "curl",
        "wget",
        "jstack",
        "jcmd",
        "jmap",
        "redis-cli",
        "tcpdump",
        "rsync",
        "sort",
        "sed",
        "zip",
        "apt",
        "gpg",
        "openssl",
        "ipconfig",
        "ipconfig.exe",
        "C:\\Windows\\System32\\tasklist.exe",
        "hostname.exe",
        "cmdline",
        "commander",
        "gitleaks",
        "git-lfs",
        "goaccess",
        "sharp",
        "static-files",
        "a~b",
        "mysqldump",
        "pg_dump",
        "nginx",
        "sha256sum",
        "md5sum",
        "b2sum",
        "printenv",
        "hostname",
        "uname",
        "dig",
        "nslookup",
        "ping",
        "lsof",
        "ldd",
        "ldconfig",
        "/usr/local/bin/healthcheck",
        "sleep",
        "true",
        "rclone",
        "nodetool"
      })
  void leavesOrdinaryProgramsAlone(String executable) {
    assertFalse(Interpreters.include(executable));
  }
}

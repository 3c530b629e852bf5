package io.execguard.tool.site;

import io.execguard.admission.Token;
import io.execguard.tool.CommandRun;
import io.execguard.tool.files.TokenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A folder with a fleet file and tokens. In the texts `<a>` stands for the hash of the token `a`.
record FleetFolder(Path directory) {
  private static final List<String> TOKENS = List.of("a", "b", "c", "d");

  Path clusters() {
    return directory.resolve("clusters.yaml");
  }

  Path policy(String text) {
    return write(directory.resolve("policy.yaml"), text);
  }

  FleetFolder with(String fleet) {
    write(clusters(), hashed(fleet));
    return this;
  }

  static String hashed(String text) {
    String hashed = text;
    for (String token : TOKENS) {
      hashed = hashed.replace("<" + token + ">", TokenFile.hash(new Token(secret(token))));
    }
    return hashed;
  }

  String text() {
    try {
      String text = new String(Files.readAllBytes(clusters()), StandardCharsets.UTF_8);
      for (String token : TOKENS) {
        text = text.replace(TokenFile.hash(new Token(secret(token))), "<" + token + ">");
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A file with a token, as openssl writes it.
  String token(String token) {
    return write(directory.resolve(token + ".token"), secret(token) + "\n").toString();
  }

  private static String secret(String token) {
    return token.repeat(32);
  }

  CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("fleet"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--clusters", clusters().toString()));
    return CommandRun.of(all);
  }

  CommandRun add(String id, String token, String... more) {
    List<String> all =
        new ArrayList<>(List.of("add", id, "--name", "production", "--region", "eu-central-1"));
    all.addAll(List.of("--token-file", token(token)));
    all.addAll(List.of(more));
    return run(all.toArray(String[]::new));
  }

  CommandRun tokens(String id, String... tokens) {
    List<String> all = new ArrayList<>(List.of("tokens", id));
    for (String token : tokens) {
      all.addAll(List.of("--token-file", token(token)));
    }
    return run(all.toArray(String[]::new));
  }

  CommandRun remove(String id) {
    return run("remove", id, "--policy", policy("constraints: []").toString());
  }

  List<String> files() {
    try (var files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

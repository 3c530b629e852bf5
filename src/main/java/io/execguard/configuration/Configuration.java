package io.execguard.configuration;

import io.execguard.json.Cursor;
import io.execguard.json.Digest;
import io.execguard.json.Json;
import io.execguard.json.JsonReader;
import io.execguard.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the build has checked and put into the artifact: `exec-guard/policy.json` and
/// `exec-guard/clusters.json`, each with its SHA-256 beside it.
///
/// @param policyDigest `sha256:` and the digest of `policyJson`
/// @param policyJson the policy as it is packaged
public record Configuration(Policy policy, String policyDigest, String policyJson, Fleet fleet) {
  public static final String POLICY = "exec-guard/policy.json";
  public static final String CLUSTERS = "exec-guard/clusters.json";

  /// What is appended to a file's name for the file that holds its digest.
  public static final String DIGEST = ".sha256";

  /// Bytes of either file: a log event holds 1 MB and the policy is logged whole; a thousand
  /// constraints need a third.
  public static final int LONGEST = 512 << 10;

  /// A configuration that no artifact carries: the operator's tool tries policies with it.
  public static Configuration of(Policy policy, Fleet fleet) {
    byte[] json = PolicyWriter.write(policy);
    return new Configuration(
        policy, "sha256:" + Digest.hex(json), new String(json, StandardCharsets.UTF_8), fleet);
  }

  /// Reads what the artifact carries.
  ///
  /// @param artifact opens a file of the artifact; null where it is not there
  /// @param masks as [PolicyDocument#read] has it
  /// @throws IllegalStateException where a file is missing or damaged: the function does not start
  public static Configuration load(
      Function<String, @Nullable InputStream> artifact, Consumer<List<String>> masks) {
    byte[] policy = intact(POLICY, artifact);
    byte[] clusters = intact(CLUSTERS, artifact);
    return of(
        valid(POLICY, PolicyDocument.read(tree(POLICY, policy), masks)),
        valid(CLUSTERS, FleetDocument.read(tree(CLUSTERS, clusters))));
  }

  private static byte[] intact(String name, Function<String, @Nullable InputStream> artifact) {
    byte[] content = read(name, artifact);
    String digest = new String(read(name + DIGEST, artifact), StandardCharsets.US_ASCII).strip();
    if (content.length > LONGEST || !digest.equals(Digest.hex(content))) {
      throw damaged(name);
    }
    return content;
  }

  private static byte[] read(String name, Function<String, @Nullable InputStream> artifact) {
    try (InputStream file = artifact.apply(name)) {
      if (file == null) {
        throw new IllegalStateException(
            name + " is missing from the artifact: build it with mvn package");
      }
      return file.readNBytes(LONGEST + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Cursor tree(String name, byte[] content) {
    Json tree = new JsonReader(LONGEST).read(content).orElseThrow(() -> damaged(name));
    return Cursor.at(name, tree);
  }

  private static <T> T valid(String name, FileResult<T> reading) {
    return switch (reading) {
      case FileResult.Valid<T>(T content) -> content;
      case FileResult.Mistaken<T> _ -> throw damaged(name);
    };
  }

  private static IllegalStateException damaged(String name) {
    return new IllegalStateException(
        name + " in the artifact is not what the build wrote: build it again with mvn package");
  }
}

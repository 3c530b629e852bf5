package io.execguard.tool.report;

import io.execguard.json.Cursor;
import io.execguard.json.Digest;
import io.execguard.json.JsonLine;
import io.execguard.json.JsonWriter;
import io.execguard.json.WrongShapeException;
import io.execguard.tool.report.evidence.SourceUse;
import io.execguard.tool.report.read.DigestingInputStream;
import io.execguard.tool.report.read.PartialJson;
import io.execguard.tool.terminal.IoProblem;
import io.execguard.tool.terminal.ToolException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// The file beside a page, `PAGE.sig`: what was signed, and the signature over it.
///
/// @param page its bytes and their digest
/// @param question the arguments of the command line
/// @param signature ECDSA over the SHA-256 of the line without it, in DER, as base64; empty before
record ReportSignature(
    String key,
    String algorithm,
    Instant time,
    Signed page,
    List<Signed> inputs,
    List<String> question,
    String signature) {
  private static final int VERSION = 1;

  private static final Set<String> MEMBERS =
      Set.of("version", "key", "algorithm", "time", "page", "inputs", "question", "signature");

  ReportSignature {
    inputs = List.copyOf(inputs);
    question = List.copyOf(question);
  }

  /// A file.
  ///
  /// @param sha256 of its bytes, in hex
  record Signed(String name, String sha256, long bytes) {
    static Signed of(Path file) {
      try (DigestingInputStream counted = new DigestingInputStream(Files.newInputStream(file))) {
        counted.transferTo(OutputStream.nullOutputStream());
        return new Signed(file.getFileName().toString(), counted.sha256Hex(), counted.bytes());
      } catch (IOException e) {
        throw new ToolException(file + " cannot be read: " + IoProblem.inWords(e));
      }
    }

    /// Whatever it is called.
    boolean hasBytesOf(Signed other) {
      return sha256.equals(other.sha256) && bytes == other.bytes;
    }

    private static Signed of(Cursor file) {
      return new Signed(
          file.required("name").text(),
          file.required("sha256").text(),
          PartialJson.number(file, "bytes"));
    }

    private void write(JsonWriter json) {
      json.writeStartObject();
      json.writeStringProperty("name", name);
      json.writeStringProperty("sha256", sha256);
      json.writeNumberProperty("bytes", bytes);
      json.writeEndObject();
    }
  }

  static Path beside(Path page) {
    return page.resolveSibling(page.getFileName() + ".sig");
  }

  static ReportSignature sign(
      Path page, List<SourceUse> inputs, List<String> question, SigningKey key) {
    ReportSignature unsigned =
        new ReportSignature(
            key.id(),
            SigningKey.ALGORITHM,
            Instant.now(),
            Signed.of(page),
            inputs.stream().map(one -> new Signed(one.name(), one.sha256(), one.bytes())).toList(),
            question,
            "");
    return unsigned.with(
        Base64.getEncoder().encodeToString(key.sign(Digest.sha256(unsigned.line()))));
  }

  private ReportSignature with(String made) {
    return new ReportSignature(key, algorithm, time, page, inputs, question, made);
  }

  /// @throws ToolException where it cannot be read
  static ReportSignature read(Path file) {
    try {
      Cursor line =
          PartialJson.of(Files.readAllBytes(file), MEMBERS)
              .orElseThrow(() -> new ToolException(file + " is no signature of a report"));
      if (PartialJson.number(line, "version") != VERSION) {
        throw new ToolException(file + " is of another version of exec-guard");
      }
      return new ReportSignature(
          line.text("key"),
          line.text("algorithm"),
          PartialJson.time(line, "time"),
          Signed.of(line.required("page")),
          line.items("inputs").stream().map(Signed::of).toList(),
          line.texts("question"),
          line.text("signature"));
    } catch (WrongShapeException wrong) {
      throw new ToolException(file + " is no signature of a report: " + wrong.sentence());
    } catch (IOException e) {
      throw new ToolException(file + " cannot be read: " + IoProblem.inWords(e));
    }
  }

  /// Whether nothing else stands in a file: what nobody knows, or stands there twice, is read by
  /// nobody here, and signed by nobody.
  boolean isAllOf(Path file) {
    try {
      return Arrays.equals(line(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ToolException(file + " cannot be read: " + IoProblem.inWords(e));
    }
  }

  /// Without a signature what is signed.
  byte[] line() {
    return JsonLine.of(
        json -> {
          json.writeNumberProperty("version", VERSION);
          json.writeStringProperty("key", key);
          json.writeStringProperty("algorithm", algorithm);
          json.writeStringProperty("time", time.toString());
          json.writeName("page");
          page.write(json);
          json.writeArrayPropertyStart("inputs");
          inputs.forEach(one -> one.write(json));
          json.writeEndArray();
          json.writeArrayPropertyStart("question");
          question.forEach(json::writeString);
          json.writeEndArray();
          if (!signature.isEmpty()) {
            json.writeStringProperty("signature", signature);
          }
        });
  }

  /// Fails closed: another algorithm, and what is no signature at all, is none of this key.
  boolean isBy(PublicKey publicKey) {
    try {
      Signature check = Signature.getInstance("SHA256withECDSA");
      check.initVerify(publicKey);
      check.update(with("").line());
      return algorithm.equals(SigningKey.ALGORITHM)
          && check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return false;
    }
  }
}

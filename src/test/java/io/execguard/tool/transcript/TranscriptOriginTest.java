package io.execguard.tool.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.tool.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// From which container's log a line is, in the forms that tell it.
class TranscriptOriginTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ID = "0123456789abcdef".repeat(4);

  @TempDir private Path directory;

  enum Told {
    BY_THE_NAME_OF_A_LINK {
      @Override
      String file(String pod) {
        return "var/log/containers/" + pod + "_payments_app-" + ID + ".log";
      }
    },
    BY_THE_NAME_OF_A_FOLDER {
      @Override
      String file(String pod) {
        return "var/log/pods/payments_" + pod + "_0f8fad5b-d9cb-469f-a165-70867728950e/app/0.log";
      }
    },
    BY_THE_NAME_OF_AN_EXPORT_TO_S3 {
      @Override
      String file(String pod) {
        return "ip-10-0-1-2.ec2.internal-application.var.log.containers.%s_payments_app-%s.log/000000"
            .formatted(pod, ID);
      }
    },
    BY_KUBECTLS_PREFIX {
      @Override
      String line(String pod, Recording.Entry entry) {
        return "[pod/" + pod + "/app] " + entry.time() + " " + entry.string();
      }
    },
    BY_CONTAINER_INSIGHTS {
      @Override
      String line(String pod, Recording.Entry entry) {
        return "{\"log\":%s,\"kubernetes\":{\"pod_name\":\"%s\",\"labels\":{\"pod_name\":\"x\"},\"namespace_name\":\"payments\",\"container_name\":\"app\"}}"
            .formatted(JSON.writeValueAsString(entry.string()), pod);
      }
    },
    BY_THE_STREAM_OF_LOGS_TAIL {
      @Override
      String line(String pod, Recording.Entry entry) {
        return entry.time() + " " + stream(pod) + " " + entry.string();
      }
    },
    BY_THE_STREAM_OF_AN_EVENT {
      @Override
      String line(String pod, Recording.Entry entry) {
        return "{\"logStreamName\":\"%s\",\"timestamp\":%d,\"message\":%s}"
            .formatted(
                stream(pod),
                entry.time().toEpochMilli(),
                JSON.writeValueAsString(
                    "{\"log\":" + JSON.writeValueAsString(entry.string()) + "}"));
      }
    },
    BY_THE_STREAM_OF_A_SUBSCRIPTION {
      @Override
      String line(String pod, Recording.Entry entry) {
        return "{\"messageType\":\"DATA_MESSAGE\",\"logStream\":\"%s\",\"logEvents\":[{\"timestamp\":%d,\"message\":%s}]}"
            .formatted(
                stream(pod), entry.time().toEpochMilli(), JSON.writeValueAsString(entry.string()));
      }
    };

    String file(String pod) {
      return pod + "/log";
    }

    String line(String pod, Recording.Entry entry) {
      return entry.time() + " " + entry.string();
    }

    private static String stream(String pod) {
      return "ip-10-0-1-2.ec2.internal-application.var.log.containers.%s_payments_app-%s.log"
          .formatted(pod, ID);
    }
  }

  /// Somebody in another container writes the lines that a session is to have shown.
  @ParameterizedTest
  @EnumSource
  void aLineOutOfAnotherContainersLogIsForged(Told told) throws IOException {
    List<Recording.Entry> entries = session();
    Path log = write(told, "web", entries);

    assertEquals(Set.of(), problems(log));
    assertEquals(
        Set.of("another-container"), problems(log, write(told, "web-0", entries.subList(1, 2))));
  }

  /// kubectl tells no namespace, and a collector tells it: that is one container.
  @Test
  void whatOneFormTellsAndTheOtherDoesNotIsNoDifference() throws IOException {
    Path one = write(Told.BY_KUBECTLS_PREFIX, "web", session());
    Path other = write(Told.BY_THE_NAME_OF_A_LINK, "web", session());

    assertEquals(Set.of(), problems(one, other));
  }

  /// A process in the container writes a prefix as kubectl does: the file's name is believed.
  @Test
  void whatStandsInALineSaysNothingWhereTheFileTellsTheContainer() throws IOException {
    List<String> lines =
        session().stream().map(entry -> Told.BY_KUBECTLS_PREFIX.line("other", entry)).toList();
    Path file = directory.resolve(Told.BY_THE_NAME_OF_A_LINK.file("web"));
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, lines);
    Path same = write(Told.BY_THE_NAME_OF_A_FOLDER, "web", session());

    assertEquals(Set.of(), problems(file, same));
  }

  private static List<Recording.Entry> session() {
    return new Recording(Recording.SESSION)
        .begin("yes", "script", "'sh'")
        .out("$ id\r")
        .end(0)
        .entries();
  }

  private Path write(Told told, String pod, List<Recording.Entry> entries) throws IOException {
    Path file = directory.resolve(told.name()).resolve(told.file(pod));
    Files.createDirectories(file.resolveSibling(""));
    return Files.write(file, entries.stream().map(entry -> told.line(pod, entry)).toList());
  }

  private static Set<String> problems(Path... logs) {
    List<String> arguments =
        new ArrayList<>(List.of("transcript", "--session", Recording.SESSION, "--json"));
    for (Path log : logs) {
      arguments.add(log.toString());
    }
    Set<String> problems = new TreeSet<>();
    JSON.readTree(CommandRun.of(arguments).lines().getFirst())
        .path("problems")
        .forEach(problem -> problems.add(problem.path("kind").asString("")));
    return problems;
  }
}

package io.execguard.cluster;

import io.execguard.tool.transcript.PersonsScreen;
import java.util.List;

/// What a person does at a terminal in ten minutes, in a Debian container: keys, and what they wait
/// for.
final class TenMinutes {
  static final String[] SHELL = {"env", "LC_ALL=C.UTF-8", "PS1=> ", "HISTFILE=", "bash", "--norc"};

  private static final String UP = "\033[A";
  private static final String LEFT = "\033[D";
  private static final String CTRL_A = "\001";
  private static final String CTRL_C = "\003";
  private static final String CTRL_D = "\004";
  private static final String CTRL_Z = "\032";
  private static final String BACKSPACE = "\177";
  private static final String ESCAPE = "\033";
  private static final String PROMPT = "> ";
  private static final String UNTIL_RESIZED = "until stty size | grep '40 100'; do sleep 0.1; done";

  /// What vi ends with when it has drawn: the cursor is visible again.
  private static final String DRAWN = "\033[?25h";

  /// Keys, and what is shown when they have done their work.
  record Step(String keys, List<String> shown) {
    Step(String keys, String... shown) {
      this(keys, List.of(shown));
    }
  }

  /// Whoever has pressed the keys of one step sees the screen before those of the next.
  static final List<Step> LINES =
      List.of(
          new Step("", PROMPT),
          new Step(
              "cho wrong" + BACKSPACE.repeat(5) + "right" + CTRL_A + "e\r", "\rright\r\n", PROMPT),
          new Step("echo ac" + LEFT + "b\r", "\rabc\r\n", PROMPT),
          new Step(UP, "echo abc"),
          new Step("\r", "\rabc\r\n", PROMPT),
          new Step(UP + UP + UP + "!\r", "\rright!\r\n", PROMPT),
          new Step("echo started; sleep 600\r", "\rstarted\r\n"),
          new Step(CTRL_C, "^C", PROMPT),
          new Step("echo code $?\r", "code 130", PROMPT),
          new Step("cat\r", "cat\r\n"),
          new Step("first line\r", "first line\r\nfirst line\r\n"),
          new Step(CTRL_Z, "Stopped", PROMPT),
          new Step("fg\r", "fg\r\n", "cat\r\n"),
          new Step("second line\r", "second line\r\nsecond line\r\n"),
          new Step(CTRL_D, PROMPT),
          new Step("echo 'äöü 漢字 🙂'\r", "\räöü 漢字 🙂\r\n", PROMPT),
          new Step("stty size\r", "24 80", PROMPT));

  static final List<Step> RESIZED =
      List.of(
          // The size and the keys take ways of their own.
          new Step(UNTIL_RESIZED + "\r", "\r40 100\r\n", PROMPT),
          new Step("vi -N -u NONE '+set showmode' /dev/shm/note\r", "\"/dev/shm/note\"", DRAWN),
          new Step("i", "INSERT", DRAWN),
          new Step("hello\rwold" + LEFT + LEFT + "r", "rld", DRAWN),
          new Step(ESCAPE, DRAWN),
          new Step(":wq\r", "written", PROMPT),
          new Step("cat /dev/shm/note; rm /dev/shm/note\r", "\rhello\r\nworld\r\n", PROMPT),
          new Step("seq 1000 | less\r", "\n20\r", ":"),
          new Step("G", "1000", "(END)"),
          new Step("q", PROMPT));

  /// No two screens of it are the same.
  static final List<Step> TOP =
      List.of(new Step("top\r", "load average", "PID USER"), new Step("q", PROMPT));

  private TenMinutes() {}

  /// The screens after each step, of a terminal of this size.
  static List<List<String>> play(Seat seat, List<Step> steps, int rows, int columns) {
    return steps.stream()
        .map(
            step -> {
              seat.type(step.keys(), step.shown());
              return PersonsScreen.of(seat.bytes(), columns, rows);
            })
        .toList();
  }

  /// The command lines that were typed, as bash shows them at last.
  static List<String> commands() {
    return List.of(
        "> echo right",
        "> echo abc",
        "> echo abc",
        "> echo right!",
        "> echo started; sleep 600",
        "^C",
        "> echo code $?",
        "code 130",
        "> cat",
        "first line",
        "first line",
        "> fg",
        "second line",
        "second line",
        "> echo 'äöü 漢字 🙂'",
        "äöü 漢字 🙂",
        "> stty size",
        "24 80",
        PROMPT + UNTIL_RESIZED,
        "40 100",
        "> vi -N -u NONE '+set showmode' /dev/shm/note",
        "> cat /dev/shm/note; rm /dev/shm/note",
        "hello",
        "world",
        "> seq 1000 | less",
        "> top",
        "> exit 7");
  }
}

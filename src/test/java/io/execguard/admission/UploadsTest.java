package io.execguard.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What reads an upload, by the commands that kubectl, its libraries and other tools send.
final class UploadsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          tar    ! tar,-xmf,-,-C,/tmp
          tar    ! tar,xf,-,-C,/
          tar    ! tar,xvf,-,-C,/
          tar    ! tar,--extract,--file=-
          tar    ! tar,xmf,-,-C,/,--no-same-owner
          tar    ! tar,--no-same-permissions,--no-same-owner,-xmf,-,-C,/
          tar    ! sh,-c,mkdir -p 'a/'; tar -C 'a/' -xmf a/fabric8-1.tar; e=$?; rm a/fabric8-1.tar; exit $e
          cat    ! sh,-c,mkdir -p 'a/' && cat - > 'a/fabric8-1.tar' && echo $?
          dd     ! bash,-c,dd of=/tmp/file bs=65536 && sleep 0
          tar    ! /bin/tar,-x,-f,-
          tar    ! sh,-c,tar xf - -C /tmp
          tar    ! sh,-c,mkdir -p /tmp/a && tar -xzf - -C /tmp/a
          tar    ! sh,-c,base64 -d | tar zxvf - -C /
          base64 ! sh,-c,base64 --decode > /tmp/file
          base64 ! base64,-d
          cat    ! sh,-c,cat - > /tmp/file
          cat    ! /bin/bash,-c,cat > '/tmp/a file'
          cat    ! bash,-e,-c,mkdir /tmp/a; cat >/tmp/a/file
          tee    ! tee,/tmp/file
          dd     ! dd,of=/tmp/file
          """)
  void tellsWhatReadsAnUpload(String reader, String command) {
    assertEquals(Optional.of(reader), Uploads.reader(Arrays.asList(command.split(","))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tar,cf,-,/etc/hostname",
        "tar,-c,-f,-,exclude",
        "tar,-cf,-,--exclude=x,-X,list",
        "cat,/etc/hosts",
        "sh,-c,cat /etc/os-release",
        "sh,-c,cat /etc/passwd > /tmp/copy",
        "sh,-i",
        "bash,-l",
        "psql,-c,select 1",
        "base64,/etc/hostname",
        "cat,-"
      })
  void takesNothingElseForOne(String command) {
    assertEquals(Optional.empty(), Uploads.reader(Arrays.asList(command.split(","))));
  }

  /// The attack: words that kept a regular expression busy for seconds.
  @Test
  @Timeout(5)
  void isNotKeptBusyByAWord() {
    String word = "x".repeat(23_000) + "1";
    assertEquals(Optional.empty(), Uploads.reader(List.of("tar", word, "-" + word)));
    assertEquals(Optional.empty(), Uploads.reader(List.of(word + "/tar", "xf")));
    assertEquals(
        Optional.empty(), Uploads.reader(List.of("sh", "-c", "tar " + "a".repeat(20_000))));
    assertEquals(Optional.empty(), Uploads.reader(List.of("sh", "-c", "cat".repeat(7_000))));
    assertEquals(Optional.empty(), Uploads.reader(List.of("sh", "-c", "cat" + " ".repeat(20_000))));
    assertEquals(Optional.empty(), Uploads.reader(List.of("sh", "-c", "tar -C ".repeat(3_000))));
  }

  @Test
  void needsACommandThatSaysWhatItReads() {
    assertEquals(Optional.empty(), Uploads.reader(List.of()));
    assertEquals(Optional.empty(), Uploads.reader(List.of("tar")));
  }
}

package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The parameters of an address, as the API server reads them.
final class RequestUriTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "each value in its order      | /exec?command=ls&stdin=true&command=-l | ls -l",
        "a blank and an ampersand     | /exec?command=a%26b+c                  | a&b c",
        "a name that is escaped       | /exec?c%6fmmand=ls                     | ls",
        "no value                     | /exec?command                          | ``",
        "a semicolon parts nothing    | /exec?command=a;b&command=c            | c",
        "what is not well-formed      | /exec?command=%zz&command=c            | c",
        "another name                 | /exec?commands=ls                      | -",
        "no query                     | /exec                                  | -"
      })
  void readsTheValuesOfAParameter(String what, String uri, String values) {
    List<String> read = new RequestUri(uri).values("command");
    assertEquals(values, read.isEmpty() ? "-" : String.join(" ", read), what);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/attach?stdin=true, true",
    "/attach?stdin=1, true",
    "/attach?stdin, true",
    "/attach?stdin=false, false",
    "/attach?stdin=FALSE, false",
    "/attach?stdin=0, false",
    "/attach?stdin=0&stdin=1, false",
    "/attach?tty=true, false",
    "/attach, false"
  })
  void aParameterIsSetByTheFirstOfItsValues(String uri, boolean isSet) {
    assertEquals(isSet, new RequestUri(uri).isSet("stdin"));
  }

  /// An attacker who escapes a letter of `proxy`, or makes a pod of that name on a node called so:
  /// the path of an exec was read from the wrong word on, as a look at metrics.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/api/v1/nodes/n/%70roxy/exec/a/proxy/metrics, /exec/a/proxy/metrics",
    "/api/v1/nodes/proxy-1/proxy/exec/a/b/c, /exec/a/b/c",
    "/api/v1/namespaces/proxy/pods/p/proxy/admin, /admin",
    "/api/v1/nodes/n%2Fproxy%2Frun/a/b/c, /run/a/b/c",
    "/api/v1/nodes/n/proxy/a+b, /a+b"
  })
  void aWordThatIsEscapedOrANameIsNotTakenForTheOther(String uri, String path) {
    assertEquals(path, new RequestUri(uri).proxied());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/api/v1/nodes/n/proxy/exec/a/b/c?command=sh, /exec/a/b/c",
    "/api/v1/nodes/n/proxy/%72un/a, /run/a",
    "/api/v1/nodes/n/proxy/%zz, /%zz",
    "/api/v1/nodes/n/proxy, ''",
    "/api/v1/pods?a=/proxy/exec, ''"
  })
  void knowsThePathBehindAProxy(String uri, String path) {
    assertEquals(path, new RequestUri(uri).proxied());
  }
}

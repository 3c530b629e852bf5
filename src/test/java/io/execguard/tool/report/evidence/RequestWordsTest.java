package io.execguard.tool.report.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.execguard.testing.LogGroups;
import io.execguard.tool.report.read.PartialJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// An event of a real API server, about something else each time. "get nodes/proxy", "debug" and
/// "run" were all that a row said, and a shell on a node looked like any other pod.
final class RequestWordsTest {
  private static final String EVENT = LogGroups.lines("report/audit.jsonl").getLast();

  private static final String NODE = "/api/v1/nodes/n1/proxy";
  private static final Map<String, String> OBJECTS =
      Map.of(
          "pod", "{'spec':{'containers':[{'name':'app'}]}}",
          "shell",
              "{'spec':{'containers':[{'name':'app','stdin':true,'tty':true,'command':['sh']}]}}",
          "node",
              "{'metadata':{'name':'node-debugger-ip-10-0-0-7.ec2.internal-x7k2p'},'spec':{'hostPID':true,'containers':[{'name':'debugger','stdin':true}]}}",
          "patch", "{'spec':{'ephemeralContainers':[{'name':'d','stdin':true,'command':['sh']}]}}",
          "privileged",
              "{'spec':{'ephemeralContainers':[{'name':'d','securityContext':{'privileged':true}}]}}",
          "operations",
              "[{'op':'add','path':'/spec/ephemeralContainers/-','value':{'name':'d','tty':true}}]",
          "entered",
              "{'spec':{'hostPID':true,'containers':[{'name':'app'}],'ephemeralContainers':[{'name':'d'}]}}",
          "hostile", "{'spec':{'containers':7,'ephemeralContainers':'x'},'metadata':[]}",
          "-", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run | pods                    | create | x   | pod        | -       | run              | production/x",
        "run | pods                    | create | x   | shell      | -       | run -it [sh]     | production/x",
        "run | pods                    | create | -   | node       | node    | debug node/ip-10-0-0-7.ec2.internal -i (a shell on the node: hostPID) | production/node-debugger-ip-10-0-0-7.ec2.internal-x7k2p",
        "run | pods                    | create | x   | -          | -       | run (its containers are not in the event) | production/x",
        "run | pods                    | create | x   | hostile    | hostile | run (its containers are not in the event) | production/x",
        "run | pods                    | delete | x   | -          | -       | delete pods      | production/x",
        "debug | pods/ephemeralcontainers | patch | web | patch     | entered | debug -i (a shell on the node: hostPID) [sh] | production/web",
        "debug | pods/ephemeralcontainers | patch | web | patch     | -       | debug -i (what of the node it has is not in the event) [sh] | production/web",
        "debug | pods/ephemeralcontainers | patch | web | privileged | -      | debug (a shell on the node: privileged) | production/web",
        "debug | pods/ephemeralcontainers | patch | web | operations | entered | debug -t (a shell on the node: hostPID) | production/web",
        "debug | pods/ephemeralcontainers | patch | web | hostile   | hostile | debug (its containers are not in the event) | production/web",
        "debug | pods/ephemeralcontainers | get   | web | -         | -       | get pods/ephemeralcontainers | production/web",
      })
  void whatIsMadeTellsWhetherSomebodyCanTypeAndWhatOfTheNodeItHas(
      String what,
      String resource,
      String verb,
      String name,
      String request,
      String response,
      String words,
      String where) {
    ObjectNode event = event(resource, verb, "production", name.equals("-") ? "" : name);
    put(event, "requestObject", request);
    put(event, "responseObject", response);
    assertEquals(words + " | " + where, said(event), what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nodes/proxy    | create | /exec/shop/web/app?command=sh&command=-c&command=id&input=1&tty=1 | nodeProxy exec -it through n1: /exec/shop/web/app [sh, -c, id] | shop/web",
        "nodes/proxy    | create | /run/shop/web/app?cmd=env                                | nodeProxy run through n1: /run/shop/web/app [env] | shop/web",
        "nodes/proxy    | get    | /pods/../%72un/shop/web/app?cmd=env                      | nodeProxy run through n1: /pods/../run/shop/web/app [env] | shop/web",
        "nodes/proxy    | get    | /cri/exec/token                                          | nodeProxy through n1: /cri/exec/token | n1",
        "nodes/proxy    | get    | /metrics                                                 | nodeProxy through n1: /metrics | n1",
        "pods/proxy     | create | /admin/run?x=1                                           | proxy create /admin/run | production/n1",
        "services/proxy | get    | /                                                        | proxy get / | production/n1",
      })
  void aCallThroughAProxyTellsWhereItLeads(
      String resource, String verb, String path, String words, String where) {
    ObjectNode event =
        event(resource, verb, resource.startsWith("nodes") ? "" : "production", "n1");
    event.put("requestURI", NODE + path);
    assertEquals(words + " | " + where, said(event));
  }

  /// Hostile: OPTIONS, for which the API server has no verb, and a call without a path behind the
  /// proxy had two words, as a record has that tells no verb, and counted as a look at health.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''     | /shell | proxy no-verb /shell",
        "create | ''     | proxy create /",
      })
  void aCallThroughAProxyThatDoesNotReadIsACommand(String verb, String path, String words) {
    ObjectNode event = event("pods/proxy", verb, "production", "n1");
    event.put("requestURI", NODE + path);
    assertEquals(words + " | production/n1", said(event));
    assertEquals(Severity.COMMAND, KubectlWords.severity(words));
  }

  /// Hostile: a GET with an upgrade header through a proxy, which is a web socket into a pod,
  /// counted as a look at health.
  @ParameterizedTest
  @CsvSource({"101, proxy stream /shell, COMMAND", "200, proxy get /shell, PROBE"})
  void aGetThroughAProxyThatSwitchesItsProtocolIsACommand(
      int code, String words, Severity severity) {
    ObjectNode event = event("pods/proxy", "get", "production", "n1");
    event.put("requestURI", NODE + "/shell");
    event.putObject("responseStatus").put("code", code);
    assertEquals(words + " | production/n1", said(event));
    assertEquals(severity, KubectlWords.severity(words));
  }

  private static String said(ObjectNode event) {
    byte[] json = event.toString().getBytes(StandardCharsets.UTF_8);
    RequestWords words =
        RequestWords.of(
            AuditEventReader.read(
                PartialJson.of(json, AuditEventReader.MEMBERS).orElseThrow(),
                PartialJson.of(json, AuditEventReader.OBJECTS).orElseThrow()));
    return words.what()
        + (words.command().isEmpty() ? "" : " " + words.command())
        + " | "
        + words.where();
  }

  private static ObjectNode event(String resource, String verb, String namespace, String name) {
    ObjectNode event = (ObjectNode) JsonMapper.shared().readTree(EVENT);
    String[] parts = resource.split("/", 2);
    ObjectNode object = event.putObject("objectRef");
    object.put("resource", parts[0]).put("namespace", namespace).put("name", name);
    if (parts.length > 1) {
      object.put("subresource", parts[1]);
    }
    return event.put("verb", verb).put("requestURI", "/api/v1/x");
  }

  private static void put(ObjectNode event, String name, String object) {
    String json = OBJECTS.getOrDefault(object, "");
    if (!json.isEmpty()) {
      event.set(name, JsonMapper.shared().readTree(json.replace('\'', '"')));
    }
  }
}

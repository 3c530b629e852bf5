package io.execguard.tool.review;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Policy tests as JUnit XML, which every CI system reads.
final class JUnitReport {
  private JUnitReport() {}

  /// The report, a suite for each file.
  static byte[] of(Map<PolicyTestFile, List<PolicyTestResult>> results) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      for (Map.Entry<PolicyTestFile, List<PolicyTestResult>> suite : results.entrySet()) {
        suite(xml, suite.getKey().file(), suite.getValue());
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void suite(XMLStreamWriter xml, Path file, List<PolicyTestResult> results)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    attribute(xml, "name", file.toString());
    attribute(xml, "tests", String.valueOf(results.size()));
    attribute(
        xml,
        "failures",
        String.valueOf(results.stream().filter(result -> !result.passed()).count()));
    attribute(xml, "errors", "0");
    attribute(xml, "skipped", "0");
    for (PolicyTestResult result : results) {
      xml.writeStartElement("testcase");
      attribute(xml, "classname", file.toString());
      attribute(xml, "name", result.test().name());
      if (!result.passed()) {
        xml.writeStartElement("failure");
        attribute(xml, "message", result.missed().getFirst());
        xml.writeCharacters(
            writable(
                file
                    + ":"
                    + result.test().line()
                    + "\n"
                    + String.join("\n", result.missed())
                    + "\n"));
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, writable(value));
  }

  /// XML 1.0 has no way to write most control characters, nor half a surrogate pair.
  private static String writable(String text) {
    StringBuilder writable = new StringBuilder();
    text.codePoints()
        .forEach(point -> writable.appendCodePoint(isWritable(point) ? point : '\uFFFD'));
    return writable.toString();
  }

  private static boolean isWritable(int point) {
    return point == '\t'
        || point == '\n'
        || (point >= 0x20 && point < 0x7F)
        || (point > 0x9F && point < 0xD800)
        || (point > 0xDFFF && point < 0xFFFE)
        || point > 0xFFFF;
  }
}

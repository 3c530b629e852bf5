package io.execguard.speed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What stands beside a measurement: Jackson reads the same event and the review in it, each name
/// and each text, and writes the same record and answer out of what is at hand. Nothing is kept or
/// decided.
public final class JacksonFloor {
  private static final JsonFactory JSON = new JsonFactory();

  private final byte[] event;
  private final List<List<Token>> documents;

  private record Token(JsonToken kind, String text) {}

  /// @param event of API Gateway
  /// @param written documents that are written in answer
  JacksonFloor(byte[] event, List<byte[]> written) {
    this.event = event.clone();
    documents = written.stream().map(JacksonFloor::tokens).toList();
  }

  /// Reads the event and the review, and writes what was written.
  public int readAndWrite() {
    return read(body().getBytes(StandardCharsets.UTF_8)) + write();
  }

  public int write() {
    return documents.stream().mapToInt(JacksonFloor::write).sum();
  }

  /// The sum of the lengths of all names and texts of a document.
  public static int read(byte[] document) {
    int sum = 0;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), document)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME || token.isScalarValue()) {
          sum += json.getString().length();
        }
      }
    }
    return sum;
  }

  /// The longest text of an event is its body.
  private String body() {
    String longest = "";
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), event)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token.isScalarValue()) {
          String text = json.getString();
          longest = text.length() > longest.length() ? text : longest;
        }
      }
    }
    return longest;
  }

  private static List<Token> tokens(byte[] document) {
    List<Token> tokens = new ArrayList<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), document)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        tokens.add(new Token(token, json.getString()));
      }
    }
    return tokens;
  }

  private static int write(List<Token> tokens) {
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), document)) {
      tokens.forEach(token -> write(json, token));
    }
    return document.size();
  }

  private static void write(JsonGenerator json, Token token) {
    switch (token.kind()) {
      case START_OBJECT -> json.writeStartObject();
      case END_OBJECT -> json.writeEndObject();
      case START_ARRAY -> json.writeStartArray();
      case END_ARRAY -> json.writeEndArray();
      case PROPERTY_NAME -> json.writeName(token.text());
      case VALUE_STRING -> json.writeString(token.text());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.writeNumber(token.text());
      case VALUE_TRUE -> json.writeBoolean(true);
      case VALUE_FALSE -> json.writeBoolean(false);
      case VALUE_NULL -> json.writeNull();
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> throw new IllegalArgumentException();
    }
  }
}

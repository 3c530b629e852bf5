package io.execguard.json;

/// Writes a JSON document. Commas are its own; that what is opened is closed is the caller's.
public final class JsonWriter {
  private final JsonBytes json;
  private boolean follows;

  JsonWriter(JsonBytes json) {
    this.json = json;
  }

  public void writeStartObject() {
    open('{');
  }

  public void writeEndObject() {
    close('}');
  }

  public void writeStartArray() {
    open('[');
  }

  public void writeEndArray() {
    close(']');
  }

  public void writeObjectPropertyStart(String name) {
    writeName(name);
    open('{');
  }

  public void writeArrayPropertyStart(String name) {
    writeName(name);
    open('[');
  }

  /// A member's name, behind which its value has to come.
  public void writeName(String name) {
    comma();
    json.add(WrittenNames.of(name));
    follows = false;
  }

  public void writeStringProperty(String name, String value) {
    writeName(name);
    writeString(value);
  }

  public void writeNumberProperty(String name, long value) {
    writeName(name);
    writeRawValue(Long.toString(value));
  }

  public void writeBooleanProperty(String name, boolean value) {
    writeName(name);
    writeBoolean(value);
  }

  public void writeBoolean(boolean value) {
    writeRawValue(value ? "true" : "false");
  }

  public void writeNull() {
    writeRawValue("null");
  }

  /// A value that is JSON already.
  public void writeRawValue(String value) {
    comma();
    json.addRaw(value);
  }

  public void writeString(String text) {
    comma();
    json.addText(text);
  }

  private void open(char bracket) {
    comma();
    json.add(bracket);
    follows = false;
  }

  private void close(char bracket) {
    json.add(bracket);
    follows = true;
  }

  private void comma() {
    if (follows) {
      json.add(',');
    }
    follows = true;
  }
}

package io.execguard.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value in a document and the place where it stands. As in Kubernetes, null means absent.
///
/// Every method that asks for a type throws [WrongShapeException] where the value has another.
public final class Cursor {
  /// For what is no item of a list.
  private static final int NO_ITEM = -1;

  private static final Cursor EMPTY = at("", new Json.Members(Map.of(), 1));

  private final @Nullable Cursor in;
  private final String name;
  private final int item;
  private final Json json;

  private Cursor(@Nullable Cursor in, String name, int item, Json json) {
    this.in = in;
    this.name = name;
    this.item = item;
    this.json = json;
  }

  /// The whole of a document.
  ///
  /// @param name how messages call it
  public static Cursor at(String name, Json document) {
    return new Cursor(null, name, NO_ITEM, document);
  }

  private Cursor member(String member, Json value) {
    return new Cursor(this, member, NO_ITEM, value);
  }

  public Json json() {
    return json;
  }

  /// How messages call the place, `review.request.name` for instance: put together when one asks,
  /// for most are read and never named.
  public String path() {
    if (in == null) {
      return name;
    }
    return item == NO_ITEM ? in.path() + "." + name : in.path() + "[" + item + "]";
  }

  public Cursor required(String name) {
    return optional(name).orElseThrow(() -> wrong("has no " + name));
  }

  public Optional<Cursor> optional(String name) {
    Json value = object().get(name);
    return value == null || value instanceof Json.Null
        ? Optional.empty()
        : Optional.of(member(name, value));
  }

  public String text() {
    if (json instanceof Json.Text(String value, _)) {
      return value;
    }
    throw wrong(
        json instanceof Json.Members || json instanceof Json.Items
            ? "is not a string"
            : "is not a string: put it in quotes");
  }

  /// A member's text, empty where it is absent.
  public String text(String name) {
    return object().get(name) instanceof Json.Text(String text, _)
        ? text
        : optional(name).map(Cursor::text).orElse("");
  }

  /// A member's flag, false where it is absent.
  public boolean flag(String name) {
    return optional(name).map(Cursor::flag).orElse(false);
  }

  private boolean flag() {
    if (json instanceof Json.Flag(boolean value, _)) {
      return value;
    }
    throw wrong("is not true or false");
  }

  /// A member's items, none where it is absent.
  public List<Cursor> items(String name) {
    return optional(name).map(Cursor::items).orElse(List.of());
  }

  public List<String> texts(String name) {
    return optional(name).map(Cursor::texts).orElse(List.of());
  }

  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    items().forEach(item -> texts.add(item.text()));
    return Collections.unmodifiableList(texts);
  }

  public List<Cursor> items() {
    if (!(json instanceof Json.Items(List<Json> values, _))) {
      throw wrong("is not a list");
    }
    List<Cursor> items = new ArrayList<>();
    for (Json value : values) {
      items.add(new Cursor(this, "", items.size(), value));
    }
    return items;
  }

  /// A member's own members, none where it is absent. Their path does not name the keys: those are
  /// the document's.
  public Map<String, Cursor> members(String name) {
    Cursor of = optional(name).orElse(EMPTY);
    Map<String, Cursor> members = new LinkedHashMap<>();
    for (Map.Entry<String, Json> member : of.object().entrySet()) {
      members.put(member.getKey(), of.member("*", member.getValue()));
    }
    return members;
  }

  public Map<String, String> textMembers(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    members(name).forEach((key, value) -> texts.put(key, value.text()));
    return texts;
  }

  public Set<String> names() {
    return object().keySet();
  }

  /// Refuses other members than these.
  public void only(List<String> names) {
    only(names, Map.of());
  }

  /// Refuses other members than these.
  ///
  /// @param habits for a member that another tool's files have the word that would be right here
  public void only(List<String> names, Map<String, String> habits) {
    for (String name : names()) {
      if (!names.contains(name)) {
        String right = habits.get(name);
        throw new WrongShapeException(
            path(),
            lineOf(name),
            "has the unknown key "
                + name
                + (right == null ? "; it takes " + String.join(", ", names) : ": " + right));
      }
    }
  }

  /// The line of a member, or of this value where there is no such member.
  public int lineOf(String name) {
    Json member = object().get(name);
    return member == null ? json.line() : member.line();
  }

  public WrongShapeException wrong(String problem) {
    return new WrongShapeException(path(), json.line(), problem);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cursor cursor
        && json.equals(cursor.json)
        && path().equals(cursor.path());
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return path() + " " + json;
  }

  private Map<String, Json> object() {
    if (json instanceof Json.Members(Map<String, Json> values, _)) {
      return values;
    }
    throw wrong("is not an object");
  }
}

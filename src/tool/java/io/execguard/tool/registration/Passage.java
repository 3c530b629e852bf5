package io.execguard.tool.registration;

import io.execguard.policy.Door;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How a review comes to the guard.
///
/// @param doors at least one; where nobody is asked, the one at which it is told what would be
///   decided
/// @param unasked why no webhook is asked; empty where one is
/// @param sentence for a person
public record Passage(List<Door> doors, Optional<UnaskedRequest> unasked, String sentence) {
  public Passage {
    doors = List.copyOf(doors);
  }

  /// Through a door that somebody names.
  public static Passage at(String door) {
    return new Passage(List.of(new Door(door)), Optional.empty(), door);
  }

  public static Passage of(Route route) {
    return switch (route) {
      case Route.Asked(List<Route.Way> ways) ->
          new Passage(
              ways.stream().map(Route.Way::door).toList(),
              Optional.empty(),
              ways.stream().map(Passage::words).collect(Collectors.joining("; ")));
      case Route.NotAsked notAsked -> unasked(notAsked);
      case Route.Refused(Route.Way way, String condition, String problem) ->
          unasked(
              way.door(),
              UnaskedRequest.REFUSED,
              "the API server refuses it without asking",
              "the match condition "
                  + condition
                  + " of "
                  + way.webhook()
                  + " cannot be evaluated: "
                  + problem);
      // The handler's answer is all there is to tell; this door's is the strictest.
      case Route.NoRequest _ -> at(Door.SESSIONS.name());
    };
  }

  /// What the doors come to together: the first denial, or else what the first door says.
  ///
  /// @param decision `deny` for a denial
  public <T> T strictest(Function<Door, T> decide, Function<T, String> decision) {
    List<T> decided = doors.stream().map(decide).toList();
    return decided.stream()
        .filter(one -> decision.apply(one).equals("deny"))
        .findFirst()
        .orElseGet(decided::getFirst);
  }

  private static Passage unasked(Route.NotAsked notAsked) {
    Door nearest =
        notAsked.nearest().stream()
            .map(miss -> miss.door().door())
            .findFirst()
            .orElse(Door.SESSIONS);
    return unasked(
        nearest,
        UnaskedRequest.NOT_ASKED,
        "the API server asks no webhook",
        ConditionWords.of(notAsked));
  }

  private static Passage unasked(Door door, String word, String what, String why) {
    return new Passage(
        List.of(door), Optional.of(new UnaskedRequest(word, why)), "none: " + what + ": " + why);
  }

  private static String words(Route.Way way) {
    return way.door().name()
        + ": "
        + (way.closed() ? "refused" : "admitted")
        + " without an answer";
  }
}

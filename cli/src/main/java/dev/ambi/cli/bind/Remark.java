package dev.ambi.cli.bind;

/**
 * What was not done, and why.
 *
 * @param place where the header has it
 * @param text in words
 * @param leftOut whether a function that was asked for is missing
 */
public record Remark(Place place, String text, boolean leftOut) {
  String shortly() {
    return place.shortly() + ": " + text;
  }

  @Override
  public String toString() {
    return place + ": " + text;
  }
}

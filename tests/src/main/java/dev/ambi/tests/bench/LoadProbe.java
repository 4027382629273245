package dev.ambi.tests.bench;

import dev.ambi.bridge.ExtensionHost;
import java.nio.file.Path;

/** The process that {@link Load} starts: does each step once, and prints the nanoseconds. */
final class LoadProbe {
  private LoadProbe() {}

  public static void main(String[] args) {
    Path wheel = Path.of(args[0]);
    long begin = System.nanoTime();
    try (ExtensionHost host = ExtensionHost.open()) {
      long opened = System.nanoTime();
      host.load(wheel, "bottleneck.reduce");
      long first = System.nanoTime();
      host.load(wheel, "bottleneck.move");
      long second = System.nanoTime();
      System.out.println((opened - begin) + " " + (first - opened) + " " + (second - first));
    }
  }
}

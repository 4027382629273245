package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.util.Optional;

/**
 * Compares what a tag says of a platform with the platform that there is. Two dialects: a wheel's
 * ({@code manylinux_2_17_x86_64}, {@code macosx_11_0_arm64}, {@code win_amd64}) and an extension's
 * ({@code x86_64-linux-gnu}, {@code darwin}).
 */
final class PlatformTag {

  private PlatformTag() {}

  /** Why a wheel's platform tag does not fit; empty if it does. */
  static Optional<Refusal> checkWheel(String tag, Platform platform) {
    if (tag.equals("any")) {
      return Optional.empty();
    }
    if (tag.startsWith("macosx_")) {
      return check(Platform.System.MACOS, null, tag, platform);
    }
    if (tag.startsWith("win")) {
      return check(Platform.System.WINDOWS, null, tag, platform);
    }
    if (tag.startsWith("musllinux_")) {
      return checkLinux(tag, Platform.Libc.MUSL, machineOfWheel(tag), platform);
    }
    if (tag.startsWith("manylinux")) {
      return checkLinux(tag, Platform.Libc.GLIBC, machineOfWheel(tag), platform);
    }
    if (tag.startsWith("linux_")) {
      return checkLinux(tag, platform.libc(), machineOfWheel(tag), platform);
    }
    return check(Platform.System.OTHER, null, tag, platform);
  }

  /** Why an extension's platform does not fit; empty if it does, or if none is named. */
  static Optional<Refusal> checkExtension(String tag, Platform platform) {
    if (tag.isEmpty()) {
      return Optional.empty();
    }
    if (tag.equals("darwin")) {
      return check(Platform.System.MACOS, null, tag, platform);
    }
    if (tag.startsWith("win")) {
      return check(Platform.System.WINDOWS, null, tag, platform);
    }
    int linux = tag.indexOf("-linux");
    if (linux < 0) {
      return check(Platform.System.OTHER, null, tag, platform);
    }
    String machine = tag.substring(0, linux);
    String rest = tag.substring(linux + "-linux".length());
    if (rest.endsWith("x32")) {
      machine = "x32";
    }
    Platform.Libc libc =
        rest.startsWith("-musl")
            ? Platform.Libc.MUSL
            : rest.startsWith("-gnu") ? Platform.Libc.GLIBC : platform.libc();
    return checkLinux(tag, libc, machine, platform);
  }

  /** What follows the version: manylinux_2_17_x86_64, manylinux2014_x86_64, linux_x86_64. */
  private static String machineOfWheel(String tag) {
    String rest = tag.substring(tag.indexOf("linux") + "linux".length());
    int at = 0;
    while (at < rest.length()
        && (rest.charAt(at) == '_' || rest.charAt(at) >= '0' && rest.charAt(at) <= '9')) {
      at++;
    }
    return rest.substring(at);
  }

  private static Optional<Refusal> checkLinux(
      String tag, Platform.Libc libc, String machine, Platform platform) {
    Optional<Refusal> refusal = check(Platform.System.LINUX, machine, tag, platform);
    if (refusal.isPresent() || libc == platform.libc()) {
      return refusal;
    }
    return Optional.of(
        new Refusal(
            Reason.OTHER_PLATFORM,
            "was built for Linux with "
                + libc.words
                + " ("
                + tag
                + "), this machine has "
                + platform.libc().words));
  }

  private static Optional<Refusal> check(
      Platform.System system, String machine, String tag, Platform platform) {
    if (system == Platform.System.OTHER || system != platform.system()) {
      String words = system == Platform.System.OTHER ? "another system" : system.words;
      return Optional.of(
          new Refusal(
              Reason.OTHER_PLATFORM,
              "was built for "
                  + words
                  + " ("
                  + tag
                  + "), this machine runs "
                  + platform.system().words));
    }
    if (machine != null && !machine.equals(platform.machine().tag())) {
      String words = machine.equals("x86_64") ? "x86-64" : machine;
      return Optional.of(
          new Refusal(
              Reason.OTHER_MACHINE,
              "was built for "
                  + words
                  + " ("
                  + tag
                  + "), this machine is "
                  + platform.machine().words()));
    }
    return Optional.empty();
  }
}

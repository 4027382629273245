package dev.ambi.cli;

import java.lang.module.ModuleDescriptor;

/** Which version of Ambi this is. */
final class Version {
  private Version() {}

  /** The module's version, and the Java that runs it. */
  static String text() {
    ModuleDescriptor module = Version.class.getModule().getDescriptor();
    String version = module == null ? "(unpackaged)" : module.rawVersion().orElse("(unpackaged)");
    return version + " on Java " + Runtime.version();
  }
}

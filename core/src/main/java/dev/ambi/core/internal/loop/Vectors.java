package dev.ambi.core.internal.loop;

/** Whether loops may use {@code jdk.incubator.vector}. Mentions none of its classes. */
public final class Vectors {

  /** Whether the module is there and not turned off ({@code -Ddev.ambi.vector=false}). */
  public static final boolean AVAILABLE = available();

  private Vectors() {}

  private static boolean available() {
    if (!Boolean.parseBoolean(System.getProperty("dev.ambi.vector", "true"))) {
      return false;
    }
    boolean there =
        Vectors.class.getModule().isNamed()
            ? ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                && Vectors.class
                    .getModule()
                    .canRead(ModuleLayer.boot().findModule("jdk.incubator.vector").get())
            : ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (!there) {
      System.getLogger("dev.ambi.core")
          .log(
              System.Logger.Level.INFO,
              "jdk.incubator.vector is not there: array operations are slower than they could be."
                  + " Start Java with --add-modules jdk.incubator.vector");
    }
    return there;
  }
}

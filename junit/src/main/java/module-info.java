/** Testing compiled extensions on several versions of NumPy's interface, with JUnit 5. */
module dev.ambi.junit {
  requires transitive dev.ambi.bridge;
  requires dev.ambi.compat;
  requires transitive org.junit.jupiter.api;

  exports dev.ambi.junit;
}

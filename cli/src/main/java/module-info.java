/** The command {@code ambi}. */
module dev.ambi.cli {
  requires dev.ambi.compat;

  // The benchmarks, which live with the tests, share what is known of a clone.
  exports dev.ambi.cli;
}

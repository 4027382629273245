/** The command {@code ambi}. */
module dev.ambi.cli {
  requires transitive dev.ambi.compat;
  requires tree.sitter;

  // The benchmarks, which live with the tests, share what is known of a clone.
  exports dev.ambi.cli;
  exports dev.ambi.cli.source;
}

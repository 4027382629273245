/** The command {@code ambi}. */
module dev.ambi.cli {
  requires dev.ambi.compat;
  requires info.picocli;
}

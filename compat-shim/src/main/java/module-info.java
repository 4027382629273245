/** Older NumPy ABIs, translated from and to the current one. */
module dev.ambi.compat {
  requires transitive dev.ambi.bridge;
}

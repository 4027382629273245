/** Versions: old layouts and old tables, translated from and to the current ones. */
module dev.ambi.compat {
  requires transitive dev.ambi.bridge;

  exports dev.ambi.compat.audit;
  exports dev.ambi.compat.notes;
  exports dev.ambi.compat.descr;
  exports dev.ambi.compat.table;

  provides dev.ambi.bridge.abi.NumpyAbi with
      dev.ambi.compat.Numpy1Abi;
}

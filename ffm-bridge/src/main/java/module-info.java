/** Everything that touches native code: layouts, objects, tables, loading. */
module dev.ambi.bridge {
  requires transitive dev.ambi.core;

  exports dev.ambi.bridge;
  exports dev.ambi.bridge.abi;
  exports dev.ambi.bridge.exchange;
  exports dev.ambi.bridge.kernel;
  exports dev.ambi.bridge.layout;
  exports dev.ambi.bridge.load;
  exports dev.ambi.bridge.trace;
  exports dev.ambi.bridge.nativelib to
      dev.ambi.compat;
  exports dev.ambi.bridge.numpy to
      dev.ambi.compat,
      dev.ambi.junit;
  exports dev.ambi.bridge.object to
      dev.ambi.compat;

  uses dev.ambi.bridge.abi.NumpyAbi;
}

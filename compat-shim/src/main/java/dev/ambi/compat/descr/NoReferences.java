package dev.ambi.compat.descr;

import dev.ambi.bridge.abi.DescrFieldException;

/** For translators that were not told what becomes of fields, subarrays and functions. */
enum NoReferences implements DescrReferences {
  INSTANCE;

  private static final String WHY = "the translator was given no DescrReferences";

  @Override
  public long fields(long fields) {
    throw new DescrFieldException("either ABI", "fields", "0x%x".formatted(fields), WHY);
  }

  @Override
  public long subarray(long subarray) {
    throw new DescrFieldException("either ABI", "subarray", "0x%x".formatted(subarray), WHY);
  }

  @Override
  public long functions(int typeNum) {
    throw new DescrFieldException("NumPy 2.x", "type_num", Integer.toString(typeNum), WHY);
  }
}

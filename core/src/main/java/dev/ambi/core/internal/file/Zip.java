package dev.ambi.core.internal.file;

/** Signatures, sizes and identifiers of the zip format. */
final class Zip {
  static final int LOCAL = 0x04034b50;
  static final int LOCAL_SIZE = 30;

  static final int CENTRAL = 0x02014b50;
  static final int CENTRAL_SIZE = 46;

  static final int END = 0x06054b50;
  static final int END_SIZE = 22;

  static final int LOCATOR64 = 0x07064b50;
  static final int LOCATOR64_SIZE = 20;

  static final int END64 = 0x06064b50;
  static final int END64_SIZE = 56;

  /** The extra field that holds sizes and offsets of 64 bits. */
  static final int EXTRA64 = 1;

  /** The extra field that others, too, use for padding. */
  static final int EXTRA_PADDING = 0xD935;

  /** In place of a number of 32 bits: it is in the extra field. */
  static final long IN_EXTRA = 0xFFFF_FFFFL;

  static final int MANY = 0xFFFF;

  static final int FLAG_ENCRYPTED = 1;
  static final int FLAG_UTF8 = 1 << 11;

  private Zip() {}
}

package dev.ambi.core.internal.dtype;

import dev.ambi.core.CastLoop;
import dev.ambi.core.CastMethod;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.UserDType;
import dev.ambi.core.internal.Casts;

/** What casts among the dtypes of one user's family do without an entry in the table. */
public final class UserCasts implements CastMethod {

  /** Elements move as they are, or into the other byte order; nothing else is known. */
  public static final CastMethod WITHIN_FAMILY = new UserCasts();

  private UserCasts() {}

  @Override
  public Casting level(DType from, DType to) {
    if (from.equals(to)) {
      return Casting.NO;
    }
    return from.equals(to.withByteOrder(from.byteOrder())) ? Casting.EQUIV : null;
  }

  @Override
  public CastLoop loop(DType from, DType to) {
    if (level(from, to) == null) {
      throw Casts.none(from, to);
    }
    return ((UserDType) from).copySwap(from.byteOrder() != to.byteOrder());
  }
}

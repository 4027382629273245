package dev.ambi.core.internal.dtype;

import dev.ambi.core.CastLoop;
import dev.ambi.core.CastMethod;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.Field;
import dev.ambi.core.Shape;
import dev.ambi.core.StructDType;
import dev.ambi.core.SubArrayDType;
import dev.ambi.core.VoidDType;
import dev.ambi.core.internal.Casts;

/** The casts to and from void, structured and sub-array dtypes. */
public final class VoidCasts implements CastMethod {

  @Override
  public Casting level(DType from, DType to) {
    if (from instanceof StructDType s) {
      return to instanceof StructDType t ? fieldsLevel(s, t) : soleFieldLevel(s, to);
    }
    if (to instanceof StructDType t) {
      return spreadLevel(from, t);
    }
    if (from instanceof SubArrayDType || to instanceof SubArrayDType) {
      return subArrayLevel(from, to);
    }
    if (to instanceof VoidDType v) {
      if (from.itemSize() > v.itemSize()) {
        return from instanceof VoidDType ? Casting.SAME_KIND : Casting.UNSAFE;
      }
      return from.equals(v) ? Casting.NO : Casting.SAFE;
    }
    return Casting.UNSAFE;
  }

  /** Fields go together by position; other names are a change, another layout hardly one. */
  private static Casting fieldsLevel(StructDType from, StructDType to) {
    int n = from.fields().size();
    if (n != to.fields().size()) {
      return null;
    }
    Casting level = from.itemSize() == to.itemSize() ? Casting.NO : Casting.EQUIV;
    for (int i = 0; i < n; i++) {
      Field f = from.fields().get(i);
      Field t = to.fields().get(i);
      if (f.offset() != t.offset()) {
        level = weaker(level, Casting.EQUIV);
      }
      if (!f.name().equals(t.name()) || !f.title().equals(t.title())) {
        level = weaker(level, Casting.SAFE);
      }
      level = weaker(level, Casts.level(f.dtype(), t.dtype()));
    }
    return level;
  }

  private static Casting soleFieldLevel(StructDType from, DType to) {
    boolean possible =
        from.fields().size() == 1 && Casts.level(from.fields().getFirst().dtype(), to) != null;
    return possible ? Casting.UNSAFE : null;
  }

  private static Casting spreadLevel(DType from, StructDType to) {
    boolean possible = to.fields().stream().allMatch(f -> Casts.level(from, f.dtype()) != null);
    return possible ? Casting.UNSAFE : null;
  }

  private static Casting subArrayLevel(DType from, DType to) {
    Casting level = Casts.level(base(from), base(to));
    if (level == null || shape(from).equals(shape(to))) {
      return level;
    }
    return weaker(level, from instanceof SubArrayDType ? Casting.UNSAFE : Casting.SAFE);
  }

  private static Casting weaker(Casting a, Casting b) {
    return a == null || b == null ? null : a.compareTo(b) > 0 ? a : b;
  }

  static DType base(DType dtype) {
    return dtype instanceof SubArrayDType s ? s.base() : dtype;
  }

  private static Shape shape(DType dtype) {
    return dtype instanceof SubArrayDType s ? s.shape() : Shape.of();
  }

  @Override
  public CastLoop loop(DType from, DType to) {
    if (level(from, to) == null) {
      throw Casts.none(from, to);
    }
    if (from instanceof StructDType s) {
      return to instanceof StructDType t ? StructCast.between(s, t) : StructCast.from(s, to);
    }
    if (to instanceof StructDType t) {
      return StructCast.to(from, t);
    }
    if (from instanceof SubArrayDType || to instanceof SubArrayDType) {
      return new SubArrayCast(
          Casts.find(base(from), base(to)),
          new SubArrayCast.Side(shape(from), base(from).itemSize()),
          new SubArrayCast.Side(shape(to), base(to).itemSize()));
    }
    return to instanceof VoidDType
        ? PadCast.of(from, to.itemSize())
        : new BytesCast((VoidDType) from, to);
  }
}

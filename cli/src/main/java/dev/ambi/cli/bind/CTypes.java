package dev.ambi.cli.bind;

import dev.ambi.cli.bind.Expression.NotConstantException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the types of a header are in the end, how large, and what its constants are. */
final class CTypes implements Expression.Names {
  private static final int DEEPEST = 200;
  private static final long LARGEST = 1L << 40;

  private final CHeader header;
  private final Map<String, Constant.Whole> constants = new HashMap<>();
  private final Map<String, CNumber> underlying = new HashMap<>();
  private final Set<String> measured = new LinkedHashSet<>();

  CTypes(CHeader header) {
    this.header = header;
  }

  /** The type behind names, without {@code const}. */
  CType stripped(CType type) {
    CType at = type;
    Set<String> seen = new LinkedHashSet<>();
    while (true) {
      if (at instanceof CType.Const c) {
        at = c.of();
      } else if (at instanceof CType.Alias a) {
        if (!seen.add(a.name())) {
          Place place = header.aliasPlace(a.name());
          throw new BindException(
              place,
              "the typedef %s goes in a circle: %s -> %s"
                  .formatted(a.name(), String.join(" -> ", seen), a.name()));
        }
        CType next = header.alias(a.name());
        if (next == null) {
          return new CType.Strange(a.name(), "no header that was read declares it");
        }
        at = next;
      } else {
        return at;
      }
    }
  }

  /** Whether it is a pointer as a parameter, where arrays and functions become one. */
  boolean isPointer(CType type) {
    CType t = stripped(type);
    return t instanceof CType.Pointer || t instanceof CType.Sequence || t instanceof CType.Function;
  }

  /** Whether it is {@code const char *}. */
  boolean isText(CType.Pointer p) {
    return isConst(p.target())
        && stripped(p.target()) instanceof CType.Number n
        && n.kind() == CNumber.CHAR;
  }

  /** Whether what has this type may not be written. */
  boolean isConst(CType type) {
    CType at = type;
    int steps = 0;
    while (steps++ < 1000) {
      if (at instanceof CType.Const) {
        return true;
      }
      if (at instanceof CType.Sequence s) {
        at = s.element();
      } else if (at instanceof CType.Alias a && header.alias(a.name()) != null) {
        at = header.alias(a.name());
      } else {
        return false;
      }
    }
    return false;
  }

  /** Looks that every type is one: a circle of names or of structs is none. */
  void check() {
    for (Map.Entry<String, CType> alias : header.aliases().entrySet()) {
      stripped(new CType.Alias(alias.getKey()));
    }
    Set<String> done = new HashSet<>();
    for (CStruct struct : header.structs()) {
      checkCircle(struct, new LinkedHashSet<>(), done);
    }
  }

  private void checkCircle(CStruct struct, LinkedHashSet<String> path, Set<String> done) {
    if (done.contains(struct.key())) {
      return;
    }
    if (!path.add(struct.key())) {
      throw new BindException(struct.place(), struct.words() + " contains itself");
    }
    if (path.size() > DEEPEST) {
      throw new BindException(struct.place(), struct.words() + " nests too deeply");
    }
    for (CStruct.Member m : struct.members()) {
      CType type = stripped(m.type());
      for (int i = 0; i < 64 && type instanceof CType.Sequence s; i++) {
        type = stripped(s.element());
      }
      if (type instanceof CType.Struct s && header.struct(s.key()) != null) {
        checkCircle(header.struct(s.key()), path, done);
      }
    }
    path.remove(struct.key());
    done.add(struct.key());
  }

  /** The values of the constants of an enumeration; computes those of all before. */
  Constant.Whole constant(CEnum.Item item) {
    return constants.get(item.name());
  }

  /**
   * Computes the constants of all enumerations, in the order of the header.
   *
   * @throws BindException where one is no constant
   */
  void computeConstants(java.util.function.Predicate<String> isOwn) {
    for (CEnum e : header.enums()) {
      try {
        compute(e);
      } catch (NotConstantException x) {
        if (isOwn.test(e.place().file())) {
          throw new BindException(e.place(), x.getMessage());
        }
      }
    }
  }

  private void compute(CEnum e) throws NotConstantException {
    long next = 0;
    long least = 0;
    long most = 0;
    for (CEnum.Item item : e.constants()) {
      if (!item.value().isEmpty()) {
        Constant value;
        try {
          value = Expression.of(item.value(), this);
        } catch (NotConstantException x) {
          throw new NotConstantException(
              "the value of %s, %s, cannot be computed: %s"
                  .formatted(item.name(), excerpt(item.value()), x.getMessage()));
        }
        if (!(value instanceof Constant.Whole w)) {
          throw new NotConstantException("the value of " + item.name() + " is no whole number");
        }
        next = w.bits();
      }
      least = Math.min(least, next);
      most = Math.max(most, next);
      boolean narrow = next == (int) next;
      constants.put(item.name(), new Constant.Whole(next, narrow ? CNumber.INT : CNumber.LONG));
      next++;
    }
    boolean wide =
        least < Integer.MIN_VALUE || most > (least < 0 ? Integer.MAX_VALUE : 0xffff_ffffL);
    underlying.put(e.key(), wide ? CNumber.LONG : CNumber.INT);
  }

  private static String excerpt(List<Token> tokens) {
    return Token.text(tokens.subList(0, Math.min(tokens.size(), 40)))
        + (tokens.size() > 40 ? "..." : "");
  }

  /** The number type of an enumeration. */
  CNumber underlying(CType.Enumeration e) {
    return underlying.getOrDefault(e.key(), CNumber.INT);
  }

  @Override
  public Constant value(String name) {
    return constants.get(name);
  }

  @Override
  public CNumber number(CType type) {
    return switch (stripped(type)) {
      case CType.Number n -> n.kind();
      case CType.Enumeration e -> underlying(e);
      default -> null;
    };
  }

  @Override
  public CType type(List<Token> words) {
    List<Token> base = new ArrayList<>(words);
    int pointers = 0;
    while (!base.isEmpty() && base.getLast().is("*")) {
      base.removeLast();
      pointers++;
    }
    CType type = TypeWords.type(base, header);
    for (int i = 0; i < pointers && type != null; i++) {
      type = new CType.Pointer(type);
    }
    return type;
  }

  @Override
  public long size(CType type) throws NotConstantException {
    return layout(type).size();
  }

  /** How large a type is, and to what it is aligned. */
  record Extent(long size, long alignment) {}

  /** The extent of a type, as this machine's C lays it out. */
  Extent layout(CType type) throws NotConstantException {
    return layout(type, 0);
  }

  private static long limited(double size) throws NotConstantException {
    if (size > LARGEST) {
      throw new NotConstantException("that type is too large");
    }
    return (long) size;
  }

  private Extent layout(CType type, int depth) throws NotConstantException {
    if (depth > DEEPEST) {
      throw new NotConstantException("that type nests too deeply");
    }
    return switch (stripped(type)) {
      case CType.Number n -> new Extent(n.kind().size(), n.kind().alignment());
      case CType.Enumeration e -> new Extent(underlying(e).size(), underlying(e).size());
      case CType.Pointer _ -> new Extent(8, 8);
      case CType.Sequence s -> {
        Extent element = layout(s.element(), depth + 1);
        yield new Extent(limited((double) element.size() * length(s)), element.alignment());
      }
      case CType.Struct s -> struct(s, depth);
      default -> throw new NotConstantException("the size of that type is not known");
    };
  }

  private Extent struct(CType.Struct type, int depth) throws NotConstantException {
    CStruct struct = header.struct(type.key());
    if (struct == null || struct.trouble() != null || !measured.add(type.key())) {
      throw new NotConstantException("the size of " + type.key() + " is not known");
    }
    try {
      long end = 0;
      long alignment = 1;
      for (CStruct.Member m : struct.members()) {
        if (m.isBitField()) {
          throw new NotConstantException("the size of " + type.key() + " is not known");
        }
        Extent e = layout(m.type(), depth + 1);
        long at = struct.isUnion() ? 0 : (end + e.alignment() - 1) & -e.alignment();
        end = limited((double) Math.max(end, at + e.size()));
        alignment = Math.max(alignment, e.alignment());
      }
      return new Extent((end + alignment - 1) & -alignment, alignment);
    } finally {
      measured.remove(type.key());
    }
  }

  /** The length of an array, from 1. */
  long length(CType.Sequence s) throws NotConstantException {
    if (s.bound().isEmpty()) {
      throw new NotConstantException("the array has no length");
    }
    Constant value = Expression.of(s.bound(), this);
    if (value instanceof Constant.Whole w && w.bits() > 0 && w.bits() <= LARGEST) {
      return w.bits();
    }
    throw new NotConstantException("the array's length is no positive number");
  }
}

package dev.ambi.core.internal.ufunc;

import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFunc;
import dev.ambi.core.UFuncLoop;
import dev.ambi.core.internal.loop.Kernels;
import dev.ambi.core.internal.loop.Op;
import java.util.List;

/**
 * Says a ufunc once: each line of a definition gives the loops of one class of dtypes. The order of
 * the lines is that in which loops are tried.
 */
final class UFuncBuilder {

  private static final List<TypeId> SIGNED =
      List.of(TypeId.INT8, TypeId.INT16, TypeId.INT32, TypeId.INT64);
  private static final List<TypeId> UNSIGNED =
      List.of(TypeId.UINT8, TypeId.UINT16, TypeId.UINT32, TypeId.UINT64);

  /** NumPy's order: of each size the signed type first. */
  private static final List<TypeId> INTEGERS =
      List.of(
          TypeId.INT8,
          TypeId.UINT8,
          TypeId.INT16,
          TypeId.UINT16,
          TypeId.INT32,
          TypeId.UINT32,
          TypeId.INT64,
          TypeId.UINT64);

  private static final List<TypeId> FLOATS =
      List.of(TypeId.FLOAT16, TypeId.FLOAT32, TypeId.FLOAT64);
  private static final List<TypeId> COMPLEX = List.of(TypeId.COMPLEX64, TypeId.COMPLEX128);

  private final UFunc ufunc;
  private final boolean reducible;

  private UFuncBuilder(UFunc ufunc, boolean reducible) {
    this.ufunc = ufunc;
    this.reducible = reducible;
  }

  static UFuncBuilder unary(String name) {
    return new UFuncBuilder(UFunc.of(name, 1, 1), false);
  }

  static UFuncBuilder binary(String name) {
    return new UFuncBuilder(UFunc.of(name, 2, 1), false);
  }

  static UFuncBuilder of(String name, int inputs, int outputs) {
    return new UFuncBuilder(UFunc.of(name, inputs, outputs), false);
  }

  /** A function of two inputs that may be reduced in any order, but by no kernel of its own. */
  static UFuncBuilder anyOrder(String name, Object identity) {
    return new UFuncBuilder(UFunc.reorderable(name, identity), false);
  }

  /** A function of two inputs that is associative and commutative. */
  static UFuncBuilder reorderable(String name, Object identity) {
    return new UFuncBuilder(UFunc.reorderable(name, identity), true);
  }

  UFunc done() {
    return ufunc;
  }

  /** Loops of the given types, whose output is of the same type, or bool. */
  private UFuncBuilder each(List<TypeId> ids, Op op, String vector) {
    for (TypeId id : ids) {
      add(id, isTest(op) ? TypeId.BOOL : id, op, vector);
    }
    return this;
  }

  private static boolean isTest(Op op) {
    return switch (op) {
      case Op.LongTest o -> true;
      case Op.LongTest2 o -> true;
      case Op.DoubleTest o -> true;
      case Op.DoubleTest2 o -> true;
      case Op.ComplexTest o -> true;
      case Op.ComplexTest2 o -> true;
      default -> false;
    };
  }

  private void add(TypeId in, TypeId out, Op op, String vector) {
    DType[] dtypes = new DType[ufunc.inputs() + 1];
    java.util.Arrays.fill(dtypes, DType.of(in));
    dtypes[ufunc.inputs()] = DType.of(out);
    ufunc.register(UFuncLoop.lazy(() -> Kernels.loop(in, out, op, vector), dtypes));
    if (reducible && in == out && (op instanceof Op.Doubles2 || op instanceof Op.Longs2)) {
      BuiltinReductions.add(ufunc.name(), DType.of(in), op, in == TypeId.BOOL ? null : vector);
    }
  }

  UFuncBuilder bool(Op op) {
    return each(List.of(TypeId.BOOL), op, null);
  }

  UFuncBuilder bool(Op op, String vector) {
    return each(List.of(TypeId.BOOL), op, vector);
  }

  /** Signed and unsigned integers: an operator that does not ask for the sign. */
  UFuncBuilder integers(Op op, String vector) {
    return each(INTEGERS, op, vector);
  }

  /** Signed and unsigned integers with operators of their own; uint64 needs the unsigned one. */
  UFuncBuilder integers(Op signed, String vector, Op unsigned, String unsignedVector) {
    for (TypeId id : INTEGERS) {
      boolean s = id.kind() == 'i';
      each(List.of(id), s ? signed : unsigned, s ? vector : unsignedVector);
    }
    return this;
  }

  UFuncBuilder signed(Op op, String vector) {
    return each(SIGNED, op, vector);
  }

  UFuncBuilder unsigned(Op op, String vector) {
    return each(UNSIGNED, op, vector);
  }

  /** Bool and integers of every size are converted to one dtype, whose loop computes. */
  UFuncBuilder integersAs(DType dtype) {
    DType[] all = new DType[ufunc.inputs() + 1];
    java.util.Arrays.fill(all, dtype);
    for (TypeId id : INTEGERS) {
      DType[] dtypes = all.clone();
      java.util.Arrays.fill(dtypes, 0, ufunc.inputs(), DType.of(id));
      ufunc.register(UFuncLoop.lazy(() -> loopOf(all), dtypes).withResolver(in -> List.of(all)));
    }
    return this;
  }

  private InnerLoop loopOf(DType[] dtypes) {
    return ufunc.loops().stream()
        .filter(l -> l.resolver() == null && l.dtypes().equals(List.of(dtypes)))
        .findFirst()
        .orElseThrow()
        .loop();
  }

  UFuncBuilder floats(Op op, String vector) {
    return each(FLOATS, op, vector);
  }

  UFuncBuilder complexes(Op op) {
    return each(COMPLEX, op, null);
  }

  /** Complex operands that give a float of the size of their parts. */
  UFuncBuilder complexToFloat(Op op) {
    for (TypeId id : COMPLEX) {
      add(id, id.realPart(), op, null);
    }
    return this;
  }

  /** Operands of other types than the output. */
  UFuncBuilder mixed(TypeId in, TypeId out, Op op) {
    add(in, out, op, null);
    return this;
  }

  /** A float and an integer. */
  UFuncBuilder mixed(List<TypeId> in, TypeId out, Op op) {
    ufunc.register(
        UFuncLoop.lazy(
            () -> Kernels.mixed(in.get(0), in.get(1), out, op),
            DType.of(in.get(0)),
            DType.of(in.get(1)),
            DType.of(out)));
    return this;
  }

  /** Two outputs. */
  UFuncBuilder pair(TypeId in, TypeId out1, TypeId out2, Op first, Op second) {
    DType[] dtypes = new DType[ufunc.inputs() + 2];
    java.util.Arrays.fill(dtypes, DType.of(in));
    dtypes[ufunc.inputs()] = DType.of(out1);
    dtypes[ufunc.inputs() + 1] = DType.of(out2);
    ufunc.register(UFuncLoop.lazy(() -> Kernels.pair(in, out1, out2, first, second), dtypes));
    return this;
  }

  /** Two outputs of the type of the inputs, of integers. */
  UFuncBuilder integerPairs(Op first, Op second, Op unsignedFirst, Op unsignedSecond) {
    for (TypeId id : INTEGERS) {
      boolean signed = id.kind() == 'i';
      pair(id, id, id, signed ? first : unsignedFirst, signed ? second : unsignedSecond);
    }
    return this;
  }

  /** Two outputs of the type of the inputs, of floats. */
  UFuncBuilder floatPairs(Op first, Op second) {
    for (TypeId id : FLOATS) {
      pair(id, id, id, first, second);
    }
    return this;
  }

  /** A loop that no table can say. */
  UFuncBuilder loop(UFuncLoop loop) {
    ufunc.register(loop);
    return this;
  }

  /** Bool to bool, also where the operator takes anything that is not zero. */
  UFuncBuilder boolTest(Op op) {
    return each(List.of(TypeId.BOOL), op, null);
  }

  /** int64 against uint64 and the other way around, whose common dtype would be float64. */
  UFuncBuilder mixedSigns(Op.LongRelation signedFirst, Op.LongRelation unsignedFirst) {
    mixedSigns(signedFirst, DType.INT64, DType.UINT64);
    mixedSigns(unsignedFirst, DType.UINT64, DType.INT64);
    return this;
  }

  private void mixedSigns(Op.LongRelation relation, DType a, DType b) {
    Op op = new Op.LongTest2(relation);
    ufunc.register(
        UFuncLoop.lazy(() -> Kernels.loop(TypeId.INT64, TypeId.BOOL, op, null), a, b, DType.BOOL));
  }

  /** Integers of every size to one type. */
  UFuncBuilder integersTo(TypeId out, Op signed, Op unsigned) {
    for (TypeId id : INTEGERS) {
      add(id, out, id.kind() == 'i' ? signed : unsigned, null);
    }
    return this;
  }
}

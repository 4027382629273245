package dev.ambi.core.internal.loop;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the formulas share: vectors of eight lanes, and tables of sixteen numbers in two of them.
 */
final class VectorTables {

  static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_512;

  /** 2 to the k/16, rounded. */
  static final double[] EXP2 = {
    0x1.0000000000000p+0, 0x1.0b5586cf9890fp+0, 0x1.172b83c7d517bp+0, 0x1.2387a6e756238p+0,
    0x1.306fe0a31b715p+0, 0x1.3dea64c123422p+0, 0x1.4bfdad5362a27p+0, 0x1.5ab07dd485429p+0,
    0x1.6a09e667f3bcdp+0, 0x1.7a11473eb0187p+0, 0x1.8ace5422aa0dbp+0, 0x1.9c49182a3f090p+0,
    0x1.ae89f995ad3adp+0, 0x1.c199bdd85529cp+0, 0x1.d5818dcfba487p+0, 0x1.ea4afa2a490dap+0
  };

  /** What rounding {@link #EXP2} has lost. */
  static final double[] EXP2_REST = {
    0x0.0p+0, 0x1.8a62e4adc610bp-54, -0x1.19041b9d78a76p-55, 0x1.9b07eb6c70573p-54,
    0x1.6f46ad23182e4p-55, 0x1.ada0911f09ebcp-55, 0x1.d4397afec42e2p-56, 0x1.6324c054647adp-54,
    -0x1.bdd3413b26456p-54, -0x1.41577ee04992fp-55, 0x1.6e9f156864b27p-54, 0x1.c7c46b071f2bep-56,
    0x1.7a1cd345dcc81p-54, 0x1.11065895048ddp-55, 0x1.2ed02d75b3707p-55, -0x1.e9c23179c2893p-54
  };

  /** About 1/c for the middle c of each sixteenth of the range of a mantissa, 1 around 1. */
  static final double[] INVERSE = {
    0x1.5555555555555p+0, 0x1.47ae147ae147bp+0, 0x1.3b13b13b13b14p+0, 0x1.2f684bda12f68p+0,
    0x1.2492492492492p+0, 0x1.1a7b9611a7b96p+0, 0x1.1111111111111p+0, 0x1.0842108421084p+0,
    0x1.0000000000000p+0, 0x1.e1e1e1e1e1e1ep-1, 0x1.c71c71c71c71cp-1, 0x1.af286bca1af28p-1,
    0x1.999999999999ap-1, 0x1.8618618618618p-1, 0x1.745d1745d1746p-1, 0x1.642c8590b2164p-1
  };

  /** -log of {@link #INVERSE}. */
  static final double[] LOG = {
    -0x1.269621134db91p-2, -0x1.f991c6cb3b37ap-3, -0x1.a93ed3c8ad9e5p-3, -0x1.5bf406b543db0p-3,
    -0x1.1178e8227e47ap-3, -0x1.9335e5d594988p-4, -0x1.08598b59e3a06p-4, -0x1.0415d89e74440p-5,
    0x0.0p+0, 0x1.f0a30c01162a8p-5, 0x1.e27076e2af2eap-4, 0x1.5ff3070a793d6p-3,
    0x1.c8ff7c79a9a20p-3, 0x1.1675cababa60fp-2, 0x1.4618bc21c5ec2p-2, 0x1.739d7f6bbd007p-2
  };

  private VectorTables() {}

  /** {@return whether this machine has vectors of eight lanes and the instructions for them} */
  static boolean fit() {
    return DoubleVector.SPECIES_PREFERRED == DOUBLES;
  }

  static DoubleVector all(double v) {
    return DoubleVector.broadcast(DOUBLES, v);
  }

  /** {@return the bits of the first eight numbers of a table} */
  static LongVector low(double[] table) {
    return DoubleVector.fromArray(DOUBLES, table, 0).reinterpretAsLongs();
  }

  /** {@return the bits of the last eight numbers of a table} */
  static LongVector high(double[] table) {
    return DoubleVector.fromArray(DOUBLES, table, 8).reinterpretAsLongs();
  }
}

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * ND4J as a peer of the benchmark {@code engine}, started from its source. It answers what {@code
 * engine_peer.py} answers, but for {@code check}: what ND4J does for a statement of NumPy is in
 * {@link #code}; a statement that is not there has no counterpart without a copy more.
 */
public final class Nd4jPeer {
  private final Map<String, INDArray> inputs = new HashMap<>();
  private Supplier<Object> code;
  private volatile Object sink;

  public static void main(String[] args) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    Nd4jPeer peer = new Nd4jPeer();
    var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = requests.readLine()) != null; ) {
      String answer;
      try {
        answer = peer.answer(line.split("\t"));
      } catch (RuntimeException e) {
        answer = ("failed: " + e).replace('\n', ' ');
      }
      answers.println(answer);
      answers.flush();
    }
  }

  private String answer(String[] request) {
    switch (request[0]) {
      case "case" -> {
        for (int i = 2; i < request.length; i++) {
          String[] input = request[i].split("=", 2);
          inputs.computeIfAbsent(input[0], name -> make(input[1].split(":")));
        }
        code = code(request[1]);
        return code == null ? "failed: no counterpart in ND4J" : "ok";
      }
      case "time" -> {
        long repeats = Long.parseLong(request[1]);
        long begin = System.nanoTime();
        for (long i = 0; i < repeats; i++) {
          sink = code.get();
        }
        return Long.toString(System.nanoTime() - begin);
      }
      case "forget" -> {
        inputs.clear();
        return "ok";
      }
      default -> throw new IllegalArgumentException(request[0]);
    }
  }

  private INDArray in(String name) {
    return inputs.get(name);
  }

  private Supplier<Object> code(String statement) {
    INDArray x = in("x");
    INDArray y = in("y");
    INDArray o = in("o");
    INDArray m = in("M");
    return switch (statement) {
      case "np.add(x, y, out=o)" -> () -> x.addi(y, o);
      case "np.add(x, y)" -> () -> x.add(y);
      case "np.multiply(x, y, out=o)" -> () -> x.muli(y, o);
      case "np.multiply(x, y)" -> () -> x.mul(y);
      case "np.less(x, y)" -> () -> x.lt(y);
      case "np.abs(x)" -> () -> Transforms.abs(x, true);
      case "M.sum()" -> () -> m.sumNumber();
      case "M.sum(axis=0)" -> () -> m.sum(0);
      case "M.sum(axis=1)" -> () -> m.sum(1);
      case "M.min()" -> () -> m.minNumber();
      case "M.min(axis=0)" -> () -> m.min(0);
      case "M.min(axis=1)" -> () -> m.min(1);
      case "M.max()" -> () -> m.maxNumber();
      case "M.max(axis=0)" -> () -> m.max(0);
      case "M.max(axis=1)" -> () -> m.max(1);
      case "M.mean()" -> () -> m.meanNumber();
      case "M.mean(axis=0)" -> () -> m.mean(0);
      case "M.mean(axis=1)" -> () -> m.mean(1);
      case "M.std()" -> () -> m.std(false, 0, 1);
      case "M.std(axis=0)" -> () -> m.std(false, 0);
      case "M.std(axis=1)" -> () -> m.std(false, 1);
      case "M.argmax(axis=0)" -> () -> m.argMax(0);
      case "M.argmax(axis=1)" -> () -> m.argMax(1);
      case "x.cumsum()" -> () -> x.cumsum(0);
      case "x.astype(np.float32)" -> () -> x.castTo(DataType.FLOAT);
      case "x.astype(np.int32)" -> () -> x.castTo(DataType.INT32);
      case "np.add(f, g)" -> () -> in("f").add(in("g"));
      case "f.sum()" -> () -> in("f").sumNumber();
      case "np.add(i, j)" -> () -> in("i").add(in("j"));
      case "np.add(k, l)" -> () -> in("k").add(in("l"));
      case "np.sort(x)" -> () -> Nd4j.sort(x.dup(), true);
      case "M.T.copy()" -> () -> m.transpose().dup('c');
      default -> null;
    };
  }

  /** An input, as {@code EngineInput} makes it; null for a dtype that ND4J has not. */
  private static INDArray make(String[] spec) {
    DataType type =
        switch (spec[1]) {
          case "float64" -> DataType.DOUBLE;
          case "float32" -> DataType.FLOAT;
          case "int32" -> DataType.INT32;
          case "int64" -> DataType.INT64;
          case "bool" -> DataType.BOOL;
          default -> throw new IllegalArgumentException("ND4J has no " + spec[1]);
        };
    long[] shape = Arrays.stream(spec[5].split("x")).mapToLong(Long::parseLong).toArray();
    long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    double[] values = new double[Math.toIntExact(size)];
    long seed = Long.parseLong(spec[2]);
    for (int i = 0; i < values.length; i++) {
      double u = (splitMix(seed + (i + 1) * 0x9E3779B97F4A7C15L) >>> 11) * 0x1p-53;
      values[i] = u * Double.parseDouble(spec[4]) + Double.parseDouble(spec[3]);
    }
    INDArray array = Nd4j.createFromArray(values).castTo(type).reshape(shape);
    long step = Long.parseLong(spec[6]);
    if (step == 1) {
      return array;
    }
    long[] wide = shape.clone();
    wide[wide.length - 1] *= step;
    INDArray base = Nd4j.zeros(type, wide);
    var last = NDArrayIndex.interval(0, step, wide[wide.length - 1]);
    INDArray view = shape.length == 1 ? base.get(last) : base.get(NDArrayIndex.all(), last);
    view.assign(array);
    return view;
  }

  private static long splitMix(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Compares with answers that NumPy gave; see {@code src/test/python/record_indexing2.py}. */
class IndexingAgainstNumPyTest {

  private static Index[] index(String cell) {
    String[] parts = cell.isEmpty() ? new String[0] : cell.split(";");
    Index[] index = new Index[parts.length];
    for (int i = 0; i < parts.length; i++) {
      index[i] =
          parts[i].startsWith("@")
              ? Index.of(Recorded.array(parts[i].substring(1)))
              : Index.parse(parts[i])[0];
    }
    return index;
  }

  @Test
  void arraysAndMasksSelectWhatTheySelectInNumPy() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("indexing-get.tsv")) {
      Index[] index = index(row[1]);
      Layouts.of(Recorded.array(row[0]))
          .forEach((layout, a) -> {
            String what = layout + " " + a.shape() + row[1];
            Outcome.compare(softly, what, row[2], () -> a.get(index));
          });
    }
    softly.assertAll();
  }

  @Test
  void assignmentWritesWhatItWritesInNumPy() {
    SoftAssertions softly = new SoftAssertions();
    int[] turn = new int[1];
    for (String[] row : Recorded.rows("indexing-set.tsv")) {
      Index[] index = index(row[1]);
      NDArray before = Recorded.array(row[0]);
      List<NDArray> values = List.copyOf(Layouts.of(Recorded.array(row[2])).values());
      Layouts.of(before)
          .forEach((layout, a) -> {
            NDArray value = values.get(turn[0]++ % values.size());
            String what = layout + " " + a.shape() + row[1];
            Outcome.compare(
                softly,
                what,
                row[3],
                () -> {
                  a.set(value, index);
                  return a;
                });
            if (Outcome.isError(row[3])) {
              softly.assertThat(Outcome.inNativeOrder(a)).as(what).isEqualTo(before);
            }
          });
    }
    softly.assertAll();
  }

  @Test
  void takeAndPut() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("indexing-take.tsv")) {
      NDArray indices = Recorded.array(row[2]);
      IndexMode mode = IndexMode.valueOf(row[4].toUpperCase(Locale.ROOT));
      Layouts.of(Recorded.array(row[1]))
          .forEach((layout, a) ->
              Outcome.compare(
                  softly,
                  layout + " " + row[0],
                  row[5],
                  () -> {
                    if (row[0].equals("put")) {
                      Indexing.put(a, indices, Recorded.array(row[6]), mode);
                      return a;
                    }
                    return row[3].isEmpty()
                        ? Indexing.take(a.ravel(), indices, 0, mode)
                        : Indexing.take(a, indices, Integer.parseInt(row[3]), mode);
                  }));
    }
    softly.assertAll();
  }

  @Test
  void takeIntoAnArray() {
    for (String[] row : Recorded.rows("indexing-take.tsv")) {
      if (!row[0].equals("take") || row[3].isEmpty() || row[5].startsWith("error: ")) {
        continue;
      }
      NDArray a = Recorded.array(row[1]);
      NDArray indices = Recorded.array(row[2]);
      IndexMode mode = IndexMode.valueOf(row[4].toUpperCase(Locale.ROOT));
      NDArray expected = Recorded.array(row[5]);
      Layouts.of(NDArray.zeros(expected.dtype(), expected.shape()))
          .forEach((layout, out) -> {
            Indexing.take(a, indices, Integer.parseInt(row[3]), mode, out);
            assertThat(Outcome.inNativeOrder(out)).as(layout).isEqualTo(expected);
          });
    }
  }

  @Test
  void alongAxis() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("indexing-along-axis.tsv")) {
      NDArray indices = Recorded.array(row[2]);
      boolean put = row[0].equals("put");
      if (row[3].isEmpty()) {
        continue; // no axis: the caller reshapes
      }
      int axis = Integer.parseInt(row[3]);
      Layouts.of(Recorded.array(row[1]))
          .forEach((layout, a) ->
              Outcome.compare(
                  softly,
                  layout + " " + row[0],
                  row[4],
                  () -> {
                    if (put) {
                      Indexing.putAlongAxis(a, indices, Recorded.array(row[5]), axis);
                      return a;
                    }
                    return Indexing.takeAlongAxis(a, indices, axis);
                  }));
    }
    softly.assertAll();
  }

  @Test
  void conditions() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("indexing-conditions.tsv")) {
      boolean hasArray = !row[2].isEmpty();
      NDArray first = Recorded.array(row[1]);
      Layouts.of(hasArray ? Recorded.array(row[2]) : first)
          .forEach((layout, a) ->
              Outcome.compare(
                  softly, layout + " " + row[0], row[4], () -> condition(row, first, a)));
    }
    softly.assertAll();
  }

  private static NDArray condition(String[] row, NDArray condition, NDArray a) {
    return switch (row[0]) {
      case "compress" ->
          row[3].isEmpty()
              ? Indexing.compress(condition, a.ravel(), 0)
              : Indexing.compress(condition, a, Integer.parseInt(row[3]));
      case "extract" -> Indexing.extract(condition, a);
      case "place" -> {
        Indexing.place(a, condition, Recorded.array(row[3]));
        yield a;
      }
      case "argwhere" -> Indexing.argwhere(a);
      case "flatnonzero" -> Indexing.flatnonzero(a);
      case "nonzero" -> Indexing.nonzero(a)[Integer.parseInt(row[3])];
      case "countNonzero" ->
          row[3].isEmpty()
              ? NDArray.scalar(Indexing.countNonzero(a))
              : Indexing.countNonzero(a, false, Integer.parseInt(row[3]));
      default -> throw new AssertionError(row[0]);
    };
  }

  @Test
  void placesAndDiagonals() {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("indexing-places.tsv")) {
      Layouts.of(Recorded.array(row[1]))
          .forEach((layout, a) ->
              Outcome.compare(softly, layout + " " + row[0], row[5], () -> places(row, a)));
    }
    softly.assertAll();
  }

  private static NDArray places(String[] row, NDArray a) {
    return switch (row[0]) {
      case "unravel" ->
          stack(
              Indexing.unravelIndex(a, Shape.of(Recorded.numbers(row[2])), Order.valueOf(row[3])));
      case "ravel" -> {
        NDArray[] positions = new NDArray[(int) a.shape(0)];
        Arrays.setAll(positions, i -> a.get(Index.at(i)));
        IndexMode mode = IndexMode.valueOf(row[4].toUpperCase(Locale.ROOT));
        yield Indexing.ravelMultiIndex(
            positions, Shape.of(Recorded.numbers(row[2])), mode, Order.valueOf(row[3]));
      }
      case "diagonal" ->
          Indexing.diagonal(
              a, Integer.parseInt(row[2]), Integer.parseInt(row[3]), Integer.parseInt(row[4]));
      case "diag" -> Indexing.diag(a, Integer.parseInt(row[2]));
      default -> throw new AssertionError(row[0]);
    };
  }

  private static NDArray stack(NDArray[] parts) {
    long[] shape = new long[parts[0].ndim() + 1];
    shape[0] = parts.length;
    System.arraycopy(parts[0].shape().toArray(), 0, shape, 1, shape.length - 1);
    NDArray all = NDArray.empty(DType.INT64, shape);
    for (int i = 0; i < parts.length; i++) {
      all.get(Index.at(i)).assign(parts[i]);
    }
    return all;
  }
}

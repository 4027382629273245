package dev.ambi.core;

import dev.ambi.core.RecordedStatistics.Function;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The functions of {@code functions.tsv}, by their names. */
final class RecordedFunctions {

  private RecordedFunctions() {}

  private static final Map<String, Function> OTHERS =
      Map.ofEntries(
          Map.entry("unique", (in, o) -> Sets.unique(in[0], axis(o))),
          Map.entry("unique_all", (in, o) -> all(Sets.uniqueAll(in[0], axis(o)))),
          Map.entry("cov", (in, o) -> cov(in[0], null, o, null, null)),
          Map.entry("cov y", (in, o) -> Correlation.cov(in[0], in[1])),
          Map.entry("cov weights", (in, o) -> cov(in[0], null, o, in[1], in[2])),
          Map.entry("cov fweights", (in, o) -> cov(in[0], null, o, in[1], null)),
          Map.entry("cov aweights", (in, o) -> cov(in[0], null, o, null, in[1])),
          Map.entry("corrcoef", (in, o) -> Correlation.corrcoef(in[0])),
          Map.entry("corrcoef y", (in, o) -> Correlation.corrcoef(in[0], in[1], true)),
          Map.entry(
              "bincount",
              (in, o) -> Histograms.bincount(in[0], null, Long.parseLong(o.get("least")))),
          Map.entry("bincount weights", (in, o) -> Histograms.bincount(in[0], in[1], 0)),
          Map.entry("histogram", (in, o) -> both(histogram(o).of(in[0]))),
          Map.entry("histogram weights", (in, o) -> both(histogram(o).weights(in[1]).of(in[0]))),
          Map.entry("histogram edges", (in, o) -> both(histogram(o).edges(in[1]).of(in[0]))),
          Map.entry(
              "histogram edges weights",
              (in, o) -> both(histogram(o).edges(in[1]).weights(in[2]).of(in[0]))),
          Map.entry("histogram_bin_edges", (in, o) -> histogram(o).edgesOf(in[0])),
          Map.entry("interp", RecordedFunctions::interp),
          Map.entry(
              "choose",
              (in, o) ->
                  Indexing.choose(
                      in[0],
                      Arrays.copyOfRange(in, 1, in.length),
                      IndexMode.valueOf(o.get("mode").toUpperCase(Locale.ROOT)))),
          Map.entry("select", RecordedFunctions::select),
          Map.entry(
              "select too few",
              (in, o) -> Indexing.select(in, new Object[0], number(o, "otherwise"))),
          Map.entry("angle", (in, o) -> Ops.angle(in[0], o.containsKey("deg"))),
          Map.entry("divmod", (in, o) -> Ops.divmod(in[0], in[1])),
          Map.entry("modf", (in, o) -> Ops.modf(in[0])),
          Map.entry("frexp", (in, o) -> Ops.frexp(in[0])),
          Map.entry("ldexp", (in, o) -> Ops.ldexp(in[0], in[1])),
          Map.entry("spacing", (in, o) -> Ops.spacing(in[0])),
          Map.entry("nextafter", (in, o) -> Ops.nextafter(in[0], in[1])),
          Map.entry("isnat", (in, o) -> Ops.isnat(in[0])));

  private static int axis(Map<String, String> o) {
    return Integer.parseInt(o.get("axis"));
  }

  private static NDArray[] all(Sets.UniqueAll u) {
    return new NDArray[] {u.values(), u.indices(), u.inverseIndices(), u.counts()};
  }

  private static NDArray cov(
      NDArray m, NDArray y, Map<String, String> o, NDArray fweights, NDArray aweights) {
    long ddof = Long.parseLong(o.getOrDefault("ddof", "1"));
    return Correlation.cov(m, y, !o.containsKey("rowvar"), ddof, fweights, aweights);
  }

  private static HistogramCall histogram(Map<String, String> o) {
    HistogramCall call = Histograms.with().density(o.containsKey("density"));
    if (o.containsKey("bins")) {
      call.bins(Long.parseLong(o.get("bins")));
    }
    if (o.containsKey("low")) {
      call.range(decimal(o.get("low")), decimal(o.get("high")));
    }
    return call;
  }

  private static double decimal(String text) {
    return text.equals("-inf") ? Double.NEGATIVE_INFINITY : Double.parseDouble(text);
  }

  private static NDArray[] both(Histograms.Histogram h) {
    return new NDArray[] {h.counts(), h.edges()};
  }

  private static Number number(Map<String, String> o, String name) {
    String text = o.get(name);
    return text == null
        ? null
        : text.contains(".") ? (Number) Double.valueOf(text) : (Number) Long.valueOf(text);
  }

  private static NDArray interp(NDArray[] in, Map<String, String> o) {
    return o.containsKey("period")
        ? Ops.interpPeriodic(in[0], in[1], in[2], Double.parseDouble(o.get("period")))
        : Ops.interp(in[0], in[1], in[2], number(o, "left"), number(o, "right"));
  }

  private static NDArray select(NDArray[] in, Map<String, String> o) {
    int n = in.length / 2;
    Object[] choices = Arrays.copyOfRange(in, n, 2 * n, Object[].class);
    return Indexing.select(Arrays.copyOf(in, n), choices, number(o, "otherwise"));
  }

  /** {@return what a function answers} */
  static NDArray[] call(String name, NDArray[] in, Map<String, String> options) {
    if (name.startsWith("ufunc ")) {
      return UFuncs.named(name.substring(6)).orElseThrow().with().callAll((Object[]) in);
    }
    Function f = OTHERS.containsKey(name) ? OTHERS.get(name) : RecordedStatistics.ALL.get(name);
    Object result = f.of(in, options);
    return result instanceof NDArray a ? new NDArray[] {a} : (NDArray[]) result;
  }
}

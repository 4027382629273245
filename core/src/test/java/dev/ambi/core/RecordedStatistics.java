package dev.ambi.core;

import java.util.Map;

/** The statistics of {@code functions.tsv}, by their names. */
final class RecordedStatistics {

  private RecordedStatistics() {}

  /** A function of arrays and options. */
  interface Function {
    Object of(NDArray[] in, Map<String, String> options);
  }

  private interface Statistic {
    NDArray of(StatisticsCall call, NDArray a);
  }

  private interface Running {
    NDArray of(NDArray a, Integer axis);
  }

  private static Integer axis(Map<String, String> options) {
    return options.containsKey("axis") ? Integer.valueOf(options.get("axis")) : null;
  }

  private static Function statistic(boolean skipNan, Statistic f) {
    return (in, o) -> {
      Integer axis = axis(o);
      StatisticsCall call = Statistics.with().skipNan(skipNan);
      if (axis != null) {
        call.axes(axis);
      }
      if ("none".equals(o.get("where"))) {
        call.where(NDArray.zeros(DType.BOOL, 1));
      }
      return f.of(call, in[0]);
    };
  }

  private static Function running(Running f) {
    return (in, o) -> f.of(in[0], axis(o));
  }

  private static double q(Map<String, String> o) {
    return Double.parseDouble(o.get("q"));
  }

  static final Map<String, Function> ALL =
      Map.ofEntries(
          Map.entry("equal", (in, o) -> in[0].equal(in[1])),
          Map.entry("not_equal", (in, o) -> Ops.notEqual(in[0], in[1])),
          Map.entry("mean", statistic(false, StatisticsCall::mean)),
          Map.entry("median", statistic(false, StatisticsCall::median)),
          Map.entry("std", statistic(false, StatisticsCall::std)),
          Map.entry("var", statistic(false, StatisticsCall::var)),
          Map.entry("sum", statistic(false, StatisticsCall::sum)),
          Map.entry("prod", statistic(false, StatisticsCall::prod)),
          Map.entry("min", statistic(false, StatisticsCall::min)),
          Map.entry("max", statistic(false, StatisticsCall::max)),
          Map.entry("ptp", statistic(false, StatisticsCall::ptp)),
          Map.entry("argmin", statistic(false, StatisticsCall::argmin)),
          Map.entry("argmax", statistic(false, StatisticsCall::argmax)),
          Map.entry("any", statistic(false, StatisticsCall::any)),
          Map.entry("all", statistic(false, StatisticsCall::all)),
          Map.entry("count_nonzero", statistic(false, StatisticsCall::countNonzero)),
          Map.entry("nanmean", statistic(true, StatisticsCall::mean)),
          Map.entry("nanmedian", statistic(true, StatisticsCall::median)),
          Map.entry("nansum", statistic(true, StatisticsCall::sum)),
          Map.entry("nanmin", statistic(true, StatisticsCall::min)),
          Map.entry("nanmax", statistic(true, StatisticsCall::max)),
          Map.entry("nanstd", statistic(true, StatisticsCall::std)),
          Map.entry("nanargmin", statistic(true, StatisticsCall::argmin)),
          Map.entry("nanargmax", statistic(true, StatisticsCall::argmax)),
          Map.entry(
              "quantile", (in, o) -> statistic(false, (c, a) -> c.quantile(a, q(o))).of(in, o)),
          Map.entry(
              "nanquantile", (in, o) -> statistic(true, (c, a) -> c.quantile(a, q(o))).of(in, o)),
          Map.entry(
              "cumsum",
              running((a, k) -> k == null ? Statistics.cumsum(a) : Statistics.cumsum(a, k))),
          Map.entry(
              "cumprod",
              running((a, k) -> k == null ? Statistics.cumprod(a) : Statistics.cumprod(a, k))),
          Map.entry("sort", running((a, k) -> Sorting.sort(a, k == null ? -1 : k))),
          Map.entry(
              "diff", running((a, k) -> Statistics.diff(a, 1, k == null ? -1 : k, null, null))));
}

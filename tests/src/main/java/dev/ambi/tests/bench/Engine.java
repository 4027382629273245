package dev.ambi.tests.bench;

import dev.ambi.core.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The engine's functions against NumPy's, case by case, with what is asked of them. */
final class Engine implements Benchmark {
  /** Answers of more elements are not compared: those of fewer come from the same code. */
  private static final long MOST_CHECKED = 1_000_000;

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public String summary() {
    return "the array engine, many cases with their targets; peers: NumPy, on request ND4J";
  }

  @Override
  public boolean takesOptions() {
    return true;
  }

  @Override
  public void run(Bench bench) throws IOException {
    EngineOptions options = EngineOptions.parse(bench.options());
    PeerPython python = PeerPython.newest();
    Path directory = Files.createTempDirectory("ambi-engine");
    try (EnginePeer numpy =
            new EnginePeer(
                python.description(),
                python.process(
                    bench.files().file("tests/src/main/python/engine_peer.py").toString(),
                    options.cpu() ? "thread_time_ns" : "perf_counter_ns"));
        EnginePeer nd4j = options.nd4j() ? Nd4jProcess.start(bench) : null) {
      new Session(bench, options, directory, numpy, nd4j).run();
    } finally {
      try (var files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
    }
  }

  /** One run of the command. */
  private static final class Session {
    private final Bench bench;
    private final EngineOptions options;
    private final Path directory;
    private final EnginePeer numpy;

    /** Null where it was not asked for. */
    private final EnginePeer nd4j;

    private final Map<String, NDArray> inputs = new HashMap<>();
    private int met;
    private int measured;
    private int failed;

    Session(Bench bench, EngineOptions options, Path directory, EnginePeer numpy, EnginePeer nd4j) {
      this.bench = bench;
      this.options = options;
      this.directory = directory;
      this.numpy = numpy;
      this.nd4j = nd4j;
    }

    void run() throws IOException {
      if (!bench.isJson()) {
        bench.out().println("peer: " + numpy.name());
        bench.out().println(EngineResult.header());
      }
      for (EngineSize size : EngineSize.ALL) {
        forEach(EngineCases.ALL, size);
      }
      for (Map.Entry<EngineSize, List<EngineCase>> one : EngineCases.OF_ONE_SIZE.entrySet()) {
        forEach(one.getValue(), one.getKey());
      }
      if (!bench.isJson()) {
        bench
            .out()
            .println(
                met + " of " + measured + " met" + (failed == 0 ? "" : ", " + failed + " failed"));
      }
    }

    private void forEach(List<EngineCase> cases, EngineSize size) throws IOException {
      for (EngineCase each : cases) {
        if (options.wants(each, size)) {
          one(each, size);
        }
      }
      inputs.clear();
      numpy.forget();
      if (nd4j != null) {
        nd4j.forget();
      }
    }

    private void one(EngineCase theCase, EngineSize size) {
      try {
        EngineResult result = measure(theCase, size);
        measured++;
        met += result.isMet() ? 1 : 0;
        bench.out().println(bench.isJson() ? result.toJson() : result.toRow());
        if (nd4j != null) {
          withNd4j(theCase, size, result);
        }
      } catch (IOException | RuntimeException e) {
        failed++;
        Bench.progress(theCase.name() + " " + size.n() + " " + size.layout() + ": " + e);
        if (System.getenv("AMBI_DEBUG") != null) {
          e.printStackTrace();
        }
      }
      bench.out().flush();
    }

    /** The time of ND4J beside that of ours just measured. */
    private void withNd4j(EngineCase theCase, EngineSize size, EngineResult ours) {
      try {
        nd4j.prepare(theCase.statement(), requests(theCase, size));
        long repeats = EngineTimer.repeats(nd4j.warmUp(), options.sampleNs());
        double[] samples = new double[options.samples()];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = nd4j.time(repeats) / repeats;
        }
        EngineResult result = ours.against(nd4j.name(), Rounds.median(samples));
        bench.out().println(bench.isJson() ? result.toJson() : result.toRow());
      } catch (IOException e) {
        Bench.progress(theCase.name() + ": " + e.getMessage());
      }
    }

    private List<String> requests(EngineCase theCase, EngineSize size) throws IOException {
      List<String> requests = new ArrayList<>();
      for (String name : theCase.inputs()) {
        requests.add(
            name.equals(EngineFile.INPUT)
                ? EngineFile.request()
                : EngineCases.INPUTS
                    .get(name)
                    .scaledTo(size.n())
                    .request(name, size.shape(name), size.step()));
      }
      return requests;
    }

    private EngineResult measure(EngineCase theCase, EngineSize size) throws IOException {
      NDArray[] in = new NDArray[theCase.inputs().size()];
      for (int i = 0; i < in.length; i++) {
        String name = theCase.inputs().get(i);
        if (name.equals(EngineFile.INPUT)) {
          continue;
        }
        EngineInput input = EngineCases.INPUTS.get(name).scaledTo(size.n());
        in[i] = inputs.computeIfAbsent(name, n -> input.make(size.shape(n), size.step()));
      }
      numpy.prepare(theCase.statement(), requests(theCase, size));
      if (size.n() <= MOST_CHECKED) {
        check(theCase.code().run(in));
      }
      System.gc(); // so that what earlier cases left behind is not freed in this one's time
      EngineTimer timer = new EngineTimer(theCase.code(), in, options.cpu());
      long ours = EngineTimer.repeats(timer.warmUp(), options.sampleNs());
      long peers = EngineTimer.repeats(numpy.warmUp(), options.sampleNs());
      Rounds.Medians medians =
          Rounds.interleave(
              options.samples(),
              () -> new double[] {timer.time(ours) / (double) ours},
              () -> new double[] {numpy.time(peers) / peers});
      return new EngineResult(
          theCase.name(),
          size.n(),
          size.layout(),
          medians.ours()[0],
          numpy.name(),
          medians.peer()[0],
          theCase.goal().at(size.n()));
    }

    private void check(Object answer) throws IOException {
      NDArray array =
          switch (answer) {
            case NDArray a -> a;
            case Double d -> NDArray.scalar(d);
            case Long l -> NDArray.scalar(l);
            default -> throw new IllegalStateException("an answer of " + answer.getClass());
          };
      Path file = directory.resolve("answer.npy");
      array.save(file);
      numpy.check(file);
    }
  }
}

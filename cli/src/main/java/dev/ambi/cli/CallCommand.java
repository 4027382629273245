package dev.ambi.cli;

import java.util.List;

/** {@code ambi call}: one call, or those of a file. */
final class CallCommand {
  private CallCommand() {}

  /**
   * Runs the command.
   *
   * @param words the words after {@code call}
   * @return the exit status: 0, or 1 after an error
   * @throws UsageException when the words make no sense
   */
  static int run(List<String> words, Console console) {
    CallOptions options = CallOptions.parse(words);
    if (options.help()) {
      console.out().print(Help.of("call"));
      return 0;
    }
    try (Session session = new Session(options.numpy())) {
      return options.batch() == null
          ? once(session, options, console)
          : new Batch(session, console).run(options.batch());
    }
  }

  private static int once(Session session, CallOptions options, Console console) {
    try {
      Session.Result result = session.call(options.request());
      console
          .out()
          .println(
              options.json()
                  ? Answer.of(result.value(), result.text())
                  : result.text().str(result.value()));
      return 0;
    } catch (Exception | Error e) {
      Failure failure = Failure.of(e);
      if (options.json()) {
        console.out().println(Answer.of(failure));
        console.trace(e);
      } else {
        console.report(failure, e);
      }
      return 1;
    }
  }
}

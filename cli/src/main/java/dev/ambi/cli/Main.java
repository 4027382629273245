package dev.ambi.cli;

import java.util.Arrays;
import java.util.List;

/** The command {@code ambi}. {@code ambi --help} says what it can do. */
public final class Main {
  private static final int WRONG_USE = 2;

  private Main() {}

  /**
   * Runs the command and ends the process: with 0, with 1 after an error, with 2 after a wrong use.
   *
   * @param args the words of the command
   */
  public static void main(String[] args) {
    int status = run(Arrays.asList(args), Console.system());
    if (status != 0) {
      System.exit(status);
    }
  }

  /** Runs the command and gives its exit status. */
  static int run(List<String> words, Console console) {
    try {
      return dispatch(words, console);
    } catch (UsageException e) {
      String command = e.topic().equals("ambi") ? "ambi" : "ambi " + e.topic();
      console.err().println(command + ": " + e.getMessage());
      console.err().println(Help.usage(e.topic()));
      console.err().println("More: " + command + " --help");
      return WRONG_USE;
    } catch (Exception | Error e) {
      console.report(Failure.of(e), e);
      return 1;
    } finally {
      console.out().flush();
      console.err().flush();
    }
  }

  private static int dispatch(List<String> words, Console console) {
    String command = words.isEmpty() ? "--help" : words.getFirst();
    List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (command) {
      case "api" -> ApiCommand.run(rest, console);
      case "audit" -> AuditCommand.run(rest, console);
      case "bind" -> BindCommand.run(rest, console);
      case "call" -> CallCommand.run(rest, console);
      case "demo" -> DemoCommand.run(rest, console);
      case "layout" -> LayoutCommand.run(rest, console);
      case "--help", "-h", "help" -> help(rest, console);
      case "--version", "-V" -> {
        console.out().println("ambi " + Version.text());
        yield 0;
      }
      // The launcher starts it, since it lives with the tests.
      case "bench" ->
          throw new UsageException("ambi", "bench runs from a clone only, as ./ambi bench");
      default -> throw new UsageException("ambi", "there is no command " + command);
    };
  }

  private static int help(List<String> words, Console console) {
    String topic = words.isEmpty() ? "ambi" : words.getFirst();
    if (!List.of("ambi", "api", "audit", "bench", "bind", "call", "demo", "layout")
        .contains(topic)) {
      throw new UsageException("ambi", "there is no command " + topic);
    }
    console.out().print(Help.of(topic));
    return 0;
  }
}

package dev.ambi.cli.source;

import dev.ambi.cli.syntax.Grammar;
import dev.ambi.cli.syntax.SyntaxTree;
import dev.ambi.compat.notes.MigrationNotes;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds, in C, C++ and Cython sources, direct accesses to fields that NumPy 2 moved or took away,
 * and uses of functions, macros, types and headers that it removed or changed; and functions that
 * the version asked for does not have yet.
 *
 * <p>What the preprocessor leaves out when the file is compiled with NumPy 2's headers is not
 * looked at. A field that only moved may be read directly where the code is for 2.x alone. Names
 * that the sources define by themselves are theirs. May be used by any thread.
 */
public final class SourceAudit {
  private static final Set<String> C = Set.of("c", "h");
  private static final Set<String> CPP = Set.of("cc", "cpp", "cxx", "hpp", "hh", "hxx", "c++");
  private static final Set<String> CYTHON = Set.of("pyx", "pxd", "pxi");

  /** NumPy's own, which is copied into projects to be safe with. */
  private static final Set<String> COMPAT = Set.of("npy_2_compat.h", "npy_2_complexcompat.h");

  private static final long LARGEST = 32L << 20;
  private static final int HEAD = 1 << 13;
  private static final Pattern DEFINE =
      Pattern.compile("^[ \\t]*#[ \\t]*define[ \\t]+(\\w+)", Pattern.MULTILINE);
  private static final Pattern CPP_ONLY =
      Pattern.compile("^[ \\t]*(namespace|class|template|using)\\b", Pattern.MULTILINE);

  private final SourceVersion version;
  private final Duration limit;

  /**
   * An audit for one version.
   *
   * @param version the NumPy that the sources are to be ready for
   * @param limit how long a file may take; one that takes longer is skipped, and reported so
   */
  public SourceAudit(SourceVersion version, Duration limit) {
    this.version = version;
    this.limit = limit;
  }

  /**
   * Audits a directory and all below, or one file. Symbolic links are not followed, and hidden
   * directories left out.
   *
   * @param root where to begin
   * @return what was found
   * @throws IOException when {@code root} cannot be read
   */
  public SourceReport audit(Path root) throws IOException {
    List<Path> files = files(root);
    List<SourceReport.Skipped> skipped = new ArrayList<>();
    Set<String> own = new HashSet<>();
    for (Path file : files) {
      byte[] bytes = read(root, file, new ArrayList<>());
      if (bytes != null) {
        addDefined(new SourceText(bytes).ascii(), own);
      }
    }
    List<SourceFinding> found = new ArrayList<>();
    int count = 0;
    for (Path file : files) {
      byte[] bytes = read(root, file, skipped);
      if (bytes != null) {
        count++;
        found.addAll(audit(relative(root, file), bytes, own, skipped));
      }
    }
    return new SourceReport(count, List.copyOf(found), List.copyOf(skipped));
  }

  /**
   * Audits one text.
   *
   * @param name a file name, whose ending tells the language
   * @param bytes its text
   * @return what was found
   */
  public SourceReport audit(Path name, byte[] bytes) {
    Set<String> own = new HashSet<>();
    addDefined(new SourceText(bytes).ascii(), own);
    List<SourceReport.Skipped> skipped = new ArrayList<>();
    List<SourceFinding> found = audit(name, bytes, own, skipped);
    return new SourceReport(1, found, skipped);
  }

  private List<SourceFinding> audit(
      Path name, byte[] bytes, Set<String> own, List<SourceReport.Skipped> skipped) {
    SourceText text = new SourceText(bytes);
    Findings findings = new Findings(name, text, version, own);
    long end = System.nanoTime() + limit.toNanos();
    try {
      String ending = ending(name);
      if (CYTHON.contains(ending)) {
        new CythonFile(findings, end).audit();
      } else {
        boolean cpp =
            CPP.contains(ending) || (ending.equals("h") && CPP_ONLY.matcher(text.ascii()).find());
        new CFile(cpp ? Grammar.CPP : Grammar.C, findings, end).audit();
      }
      return findings.sorted();
    } catch (SyntaxTree.TooHardException e) {
      skipped.add(new SourceReport.Skipped(name, e.getMessage()));
      return List.of();
    }
  }

  /** Of a name that has a note, a definition in the sources makes it theirs. */
  private static void addDefined(String text, Set<String> own) {
    Matcher defined = DEFINE.matcher(text);
    while (defined.find()) {
      String name = defined.group(1);
      if (MigrationNotes.find(name).isPresent() || NewFunctions.has(name)) {
        own.add(name);
      }
    }
  }

  private static byte[] read(Path root, Path file, List<SourceReport.Skipped> skipped)
      throws IOException {
    String reason;
    try {
      if (Files.size(file) > LARGEST) {
        reason = "it is larger than " + (LARGEST >> 20) + " MB";
      } else {
        byte[] bytes = Files.readAllBytes(file);
        if (!isBinary(bytes)) {
          return bytes;
        }
        reason = "it is no text";
      }
    } catch (IOException e) {
      if (file.equals(root)) {
        throw e;
      }
      reason = "it cannot be read: " + e.getMessage();
    }
    skipped.add(new SourceReport.Skipped(relative(root, file), reason));
    return null;
  }

  private static boolean isBinary(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, HEAD); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static List<Path> files(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes a) {
            boolean hidden =
                !directory.equals(root) && directory.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
            String name = file.getFileName().toString();
            String ending = ending(file);
            boolean source = C.contains(ending) || CPP.contains(ending) || CYTHON.contains(ending);
            if (a.isRegularFile() && source && !COMPAT.contains(name)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(root)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static Path relative(Path root, Path file) {
    Path path = root.relativize(file);
    return path.toString().isEmpty() ? file.getFileName() : path;
  }
}

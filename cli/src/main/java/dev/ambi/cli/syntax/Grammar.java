package dev.ambi.cli.syntax;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.treesitter.TSLanguage;

/**
 * The languages that tree-sitter parses here. Each grammar is a native library, which the build
 * takes out of its jar: the jars themselves share a package, and so cannot be modules together.
 */
public enum Grammar {
  /** C. */
  C("c"),
  /** C++. */
  CPP("cpp");

  private static final Map<Grammar, TSLanguage> LOADED = new ConcurrentHashMap<>();

  private final String name;

  Grammar(String name) {
    this.name = name;
  }

  /** The language, loaded when first asked for and kept. */
  TSLanguage language() {
    return LOADED.computeIfAbsent(this, Grammar::load);
  }

  private TSLanguage load() {
    String resource = "/META-INF/tree-sitter/lib/x86_64-linux-gnu-tree-sitter-" + name + ".so";
    try (InputStream in = Grammar.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing");
      }
      Path file = Files.createTempFile("ambi-tree-sitter-", ".so");
      try {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return TSLanguage.load(file.toString(), "tree_sitter_" + name);
      } finally {
        // What is mapped stays mapped.
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}

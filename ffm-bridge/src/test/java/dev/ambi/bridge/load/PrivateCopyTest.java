package dev.ambi.bridge.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a copy has its own static data, and its libraries, is asked of the loader itself. */
class PrivateCopyTest {

  /** Opens each file named, calls {@code count()} in it, and prints what it gives. */
  private static final CSource LOADER =
      new CSource(
          """
          #include <dlfcn.h>
          #include <stdio.h>
          int main(int argc, char **argv) {
            for (int i = 1; i < argc; i++) {
              void *library = dlopen(argv[i], RTLD_NOW | RTLD_LOCAL);
              if (!library) {
                printf("%s\\n", dlerror());
                return 1;
              }
              int (*count)(void) = (int (*)(void)) dlsym(library, "count");
              printf("%d ", count());
            }
            return 0;
          }
          """);

  @TempDir Path dir;
  private Path loader;
  private Path extension;

  @BeforeEach
  void compile() throws IOException {
    loader = LOADER.compile(dir.resolve("loader"), List.of("-ldl"));
    Path libs = Files.createDirectories(dir.resolve("root/pkg.libs"));
    new CSource("int deep(void) { return 100; }")
        .library(libs.resolve("libdeep.so"), "-Wl,-soname,libdeep.so");
    new CSource("extern int deep(void); int near(void) { return deep(); }")
        .library(
            libs.resolve("libnear.so"),
            "-Wl,-soname,libnear.so",
            "-L" + libs,
            "-ldeep",
            "-Wl,-rpath,$ORIGIN");
    extension =
        new CSource(
                """
                extern int near(void);
                static int calls;
                int count(void) { return near() + ++calls; }
                """)
            .library(
                dir.resolve("root/pkg/sub/ext.so"),
                "-L" + libs,
                "-lnear",
                "-Wl,-rpath-link," + libs,
                "-Wl,-rpath,$ORIGIN/../../pkg.libs");
  }

  private String load(Path... files) throws IOException {
    List<String> command = new ArrayList<>(List.of(loader.toString()));
    for (Path file : files) {
      command.add(file.toString());
    }
    return CSource.run(command).strip();
  }

  @Test
  void givesEachHostItsOwnStaticDataAndTheSameLibraries() throws IOException {
    ElfFile elf = ElfFile.read(extension);
    try (PrivateCopy one = PrivateCopy.create();
        PrivateCopy two = PrivateCopy.create()) {
      Path first = one.copy(elf);
      Path second = two.copy(elf);
      assertThat(first.getFileName()).isEqualTo(extension.getFileName());
      assertThat(first.startsWith(one.directory())).isTrue();
      assertThat(load(first, second, first, extension)).isEqualTo("101 101 102 101");
    }
  }

  /** The reason why a copy is made at all: if this fails, a link would do. */
  @Test
  void aLinkWouldShareStaticData() throws IOException {
    Path soft = extension.resolveSibling("soft.so");
    Files.createSymbolicLink(soft, extension);
    Path hard = extension.resolveSibling("hard.so");
    Files.createLink(hard, extension);
    assertThat(load(extension, soft, hard)).isEqualTo("101 102 103");
  }

  @Test
  void copiesABinaryWithoutLibrariesOfItsOwn() throws IOException {
    Path plain =
        new CSource("static int calls; int count(void) { return ++calls; }")
            .library(dir.resolve("plain.so"));
    try (PrivateCopy host = PrivateCopy.create()) {
      Path copy = host.copy(ElfFile.read(plain));
      assertThat(load(copy, plain, copy)).isEqualTo("1 1 2");
      assertThat(host.copy(ElfFile.read(plain))).isNotEqualTo(copy);
    }
  }

  @Test
  void deletesItsFilesAndNothingElse() throws IOException {
    PrivateCopy host = PrivateCopy.create();
    Path copy = host.copy(ElfFile.read(extension));
    assertThat(copy).exists();
    host.close();
    assertThat(host.directory()).doesNotExist();
    assertThat(extension).exists();
    assertThat(dir.resolve("root/pkg.libs/libdeep.so")).exists();
    host.close();
    assertThatThrownBy(() -> host.copy(ElfFile.read(extension)))
        .isInstanceOf(IllegalStateException.class);
  }

  /** What the other process runs: it forgets to close. */
  static final class Forgetting {
    private Forgetting() {}

    public static void main(String[] arguments) {
      PrivateCopy host = PrivateCopy.create();
      Path copy = host.copy(ElfFile.read(Path.of(arguments[0])));
      System.out.println(Files.exists(copy) + " " + host.directory());
    }
  }

  @Test
  void isDeletedWhenTheProcessExits() throws IOException {
    Path temporary = Files.createDirectory(dir.resolve("tmp"));
    String printed =
        CSource.run(
            ChildJvm.command(
                Forgetting.class, "-Djava.io.tmpdir=" + temporary, extension.toString()));
    assertThat(printed).startsWith("true " + temporary.toRealPath());
    assertThat(temporary).isEmptyDirectory();
  }
}

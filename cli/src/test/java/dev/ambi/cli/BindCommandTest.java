package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindCommandTest {
  @TempDir private Path dir;

  private Path header(String text) throws IOException {
    return Files.writeString(dir.resolve("my-lib.h"), text);
  }

  private Ran bind(String text, String... options) throws IOException {
    String[] words = new String[options.length + 2];
    words[0] = "bind";
    words[1] = header(text).toString();
    System.arraycopy(options, 0, words, 2, options.length);
    Ran ran = Ran.of(words);
    return new Ran(ran.status(), ran.out(), ran.err().replace(dir + "/", ""));
  }

  @Test
  void writesAnInterface() throws IOException {
    Ran ran = bind("double f(int n, const double *x);\n");
    assertThat(ran)
        .isEqualTo(
            new Ran(
                0,
                """
                import dev.ambi.bridge.kernel.Array;
                import dev.ambi.bridge.kernel.In;
                import dev.ambi.core.NDArray;

                /** The functions of {@code my-lib.h}, as {@code ambi bind} reads it. */
                public interface MyLib {
                  /** {@code double f(int n, const double *x)} */
                  double f(int n, @In @Array(dtype = "float64") NDArray x);
                }
                """,
                ""));
  }

  @Test
  void writesAFileAndSaysWhatIsLeftOut() throws IOException {
    Path file = dir.resolve("a/b/Blas.java");
    Ran ran =
        bind(
            "int f(void);\nlong double g(void);\n",
            "--package=a.b",
            "--class",
            "Blas",
            "--library",
            "openblas",
            "--output",
            file.toString());
    assertThat(ran)
        .isEqualTo(
            new Ran(
                1,
                "",
                "ambi bind: my-lib.h:2: g is left out: its result is long double, which Java has"
                    + " not\n"));
    assertThat(Files.readString(file))
        .startsWith("package a.b;\n\nimport dev.ambi.bridge.kernel.Kernels;\n")
        .contains(
            "  static Blas load() {\n    return Kernels.bind(MethodHandles.lookup(), Blas.class,"
                + " Library.find(\"openblas\"));\n")
        .contains("  int f();\n\n  // my-lib.h:2: g is left out: its result is long double");
    assertThat(bind("int f(void);\nlong double g(void);\n", "--quiet").err()).isEmpty();
    assertThat(bind("int f(void);\nlong double g(void);\n", "--include", "f").status()).isZero();
  }

  @Test
  void optionsChooseAndChange() throws IOException {
    String text = "API int a_f(double *x, int *info);\nAPI int b_f(int *info);\n";
    assertThat(
            bind(text, "--define", "API=", "--include", "a_.*", "--as", "info=out,a_f.1=in").out())
        .contains("int a_f(@In double[] x, @Out int[] info);")
        .doesNotContain("b_f");
    assertThat(
            bind(text, "--define=API=extern", "--as=a_f.x=nullable", "--as=b_f.info=pointer").out())
        .contains("nullable = true", "int b_f(MemorySegment info);");
    assertThat(
            bind("int f(char *s, char **v, unsigned char *b);", "--as=s=text,v=texts,b=text").out())
        .contains("int f(String s, @In String[] v, String b);");
    assertThat(bind("int f(void **p, int (*g)(int));", "--as=p=out,g=pointer").out())
        .contains("int f(@Out MemorySegment[] p, MemorySegment g);");
  }

  @Test
  void errnoAndCriticalAreWhatNoHeaderSays() throws IOException {
    String text = "int f(int x);\nint g(int errno);\nint h(double *x);\n";
    assertThat(bind(text, "--errno", "f,g", "--critical=h", "--critical", "g").out())
        .contains(
            "import dev.ambi.bridge.kernel.Critical;\nimport dev.ambi.bridge.kernel.Errno;\n",
            "  int f(int x, Errno errno);",
            "  @Critical\n  int g(int errno, Errno errno_);",
            "  @Critical\n  int h(@InOut");
    assertThat(bind(text, "--errno", "f,k").err())
        .isEqualTo("ambi bind: --errno: no function that is bound is called k\n");
    assertThat(bind(text, "--include", "f", "--critical", "h").err())
        .isEqualTo("ambi bind: --critical: no function that is bound is called h\n");
    assertThat(bind(text, "--errno", "f,,g").err())
        .isEqualTo("ambi bind: --errno f,,g: a function's name is expected\n");
    assertThat(bind("void f(void (*g)(int));", "--critical", "f").err())
        .isEqualTo(
            "ambi bind: my-lib.h:1: --critical: f is given a function, and what is critical cannot"
                + " call back\n");
  }

  @Test
  void structsBehindPointers() throws IOException {
    String text =
        "struct p { double x; };\nstruct b { int i : 3; };\n"
            + "void f(struct p *a, const struct p *b, struct b *c);\n";
    assertThat(bind(text).out())
        .contains("void f(MemorySegment a, MemorySegment b, MemorySegment c);");
    assertThat(bind(text, "--as", "a=inout,b=in").out())
        .contains("void f(@InOut p[] a, @In p[] b, MemorySegment c);");
    Ran ran = bind(text, "--as", "c=out");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "ambi bind: my-lib.h:3: --as: c of f cannot be 'out': it points to struct b, whose"
                + " member i (my-lib.h:2) is a bit-field\n");
    assertThat(bind(text, "--as", "a=text").err()).contains("a of f cannot be 'text'");
    assertThat(bind("struct p;\nvoid f(struct p *a);\n", "--as", "a=out").err())
        .contains("it points to struct p, whose members are not declared");
  }

  @Test
  void lengthsBehindPointers() throws IOException {
    assertThat(bind("void f(int *n, double x[*n + 1], float y[n[0]][2]);").out())
        .contains(
            "@Name(\"n\") @InOut int[] n",
            "@Array(dtype = \"float64\", size = \"n[0] + 1\") NDArray x",
            "@Array(dtype = \"float32\", size = \"n[0] * 2\") NDArray y");
    assertThat(bind("void f(const long *n, double x[*n]);").out())
        .contains("@In long[] n", "size = \"n[0]\"");
    // What is no length, and what C does not read before.
    assertThat(bind("void f(float *n, double x[(int)*n]);").out())
        .contains("@InOut @Array(dtype = \"float32\") NDArray n")
        .doesNotContain("size");
    assertThat(bind("void f(int *n, double x[*n]);", "--as", "n=out").out())
        .contains("@Out int[] n")
        .doesNotContain("size");
  }

  @Test
  void checkAsksTheLibrary() throws IOException {
    Ran ran = bind("double cos(double x);\ndouble cosine(double x);\n", "--library=m", "--check");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .contains("double cos(double x);")
        .doesNotContain("double cosine(double x);\n\n");
    assertThat(ran.err())
        .isEqualTo("ambi bind: my-lib.h:2: cosine is left out: the library has no symbol cosine\n");
  }

  @Test
  void includedHeaders() throws IOException {
    Files.createDirectories(dir.resolve("inc/deep"));
    Files.writeString(dir.resolve("inc/deep/other.h"), "typedef long id;\nid other(void);\n");
    String text = "#include <deep/other.h>\nid mine(id x);\nint known(void);\n";
    String inc = dir.resolve("inc").toString();
    Ran ran = bind(text, "--include-dir", inc);
    assertThat(ran.status()).isZero();
    assertThat(ran.out()).contains("long mine(long x);").doesNotContain("other();");
    assertThat(bind(text, "--include-dir", inc, "--headers", "deep/").out()).contains("other();");
    Ran missing = bind(text);
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err())
        .contains("mine is left out: its result is id: no header that was read declares it")
        .contains("it includes deep/other.h, which is not found");
    Ran nothing = bind("#include <deep/other.h>\n", "--include-dir", inc);
    assertThat(nothing.status()).isEqualTo(2);
    assertThat(nothing.err()).contains("inc/deep/other.h").contains("--headers");
  }

  @Test
  void theMachinesCompiler() throws IOException {
    String text = "#include <math.h>\ndouble f(double_t x);\nint g(void);\n";
    assertThat(bind(text).status()).isEqualTo(1);
    assertThat(bind(text, "--preprocess").out()).contains("double f(double x);");
    assertThat(bind(text, "--preprocess", "--headers", "mathcalls.h").out())
        .contains("double hypot(double __x, double __y);");
    Ran refused = bind("#error no\n", "--preprocess");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .contains("cc refuses my-lib.h")
        .contains("my-lib.h:1:2: error: #error no");
    assertThat(bind("int f(void);", "--compiler", "no-such-cc").err())
        .contains("the compiler 'no-such-cc' cannot be run");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          int f(int;                       | my-lib.h:1: the '(' here is not closed
          int x;;int f(;);                 | my-lib.h:3: this does not parse: int f(;);
          int f(void)                      | my-lib.h:1: the declaration that begins here has no end: int f(void)
          int f(void);;}                   | my-lib.h:3: there is nothing that this '}' closes
          int f(int a]);                   | my-lib.h:1: ']' closes the '(' of my-lib.h:1
          API int f(void);                 | --define NAME=VALUE says what it is
          API(f);                          | my-lib.h:1: this is no declaration: API(f);
          #if 1                            | my-lib.h:1: the #if that begins here has no #endif
          /* no end                        | my-lib.h:1: the comment that begins here has no end
          typedef a b;typedef b a;         | the typedef
          struct s { struct s x; };        | my-lib.h:1: struct s contains itself
          enum e { A = x };                | my-lib.h:1: the value of A, x, cannot be computed: x is no constant
          int x                            | has no end
          int f(void                       | is not closed
          //                               | there is nothing to bind in my-lib.h
          static int f(void);              | f is static, and so in no library
          """)
  void headersThatCannotBeBound(String text, String expected) throws IOException {
    Ran ran = bind(text.replace(";;", ";\n\n"));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("ambi bind: ").contains(expected).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bind                             | which header?
          bind a.h b.h                     | one name is enough: b.h
          bind a.h --nonsense              | there is no option --nonsense
          bind a.h --package a..b          | --package: a..b is no name of a package
          bind a.h --package class         | --package
          bind a.h --class NDArray         | --class: NDArray is no name that a class can have here
          bind a.h --library /usr/lib/x.so | --library: a name is expected
          bind a.h --include (             | --include: Unclosed group
          bind a.h --as                    | --as needs a value
          bind a.h --class A --class B     | --class is given twice
          bind a.h --check                 | --check: --library names the library
          bind a.h --check --library no-lib | no-lib
          bind /                           | / is no file
          """)
  void wrongUse(String words, String expected) {
    Ran ran = Ran.of(words.strip().split(" +"));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains(expected).contains("usage: ambi bind");
  }

  @Test
  void files() throws IOException {
    Ran missing = Ran.of("bind", dir.resolve("no.h").toString());
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).contains("No such file or directory: '" + dir.resolve("no.h"));
    Ran directory = Ran.of("bind", dir.toString());
    assertThat(directory.status()).isEqualTo(2);
    assertThat(directory.err()).contains("is a directory");
    Path latin =
        Files.write(dir.resolve("latin.h"), new byte[] {'\n', '/', '/', (byte) 0xe4, '\n'});
    assertThat(Ran.of("bind", latin.toString()).err()).contains("latin.h:2: this is not UTF-8");
    Path binary = Files.write(dir.resolve("binary.h"), new byte[] {1, 0, 2});
    assertThat(Ran.of("bind", binary.toString()).err()).contains("is no text");
    assertThat(bind("int f(int *x);", "--as", "y=out").err()).contains("has a pointer y");
    assertThat(bind("int f(int x);", "--as", "f.x=out").err()).contains("x of f is no pointer");
    assertThat(bind("int f(int *x);", "--as", "x=text").err()).contains("cannot be 'text'");
    assertThat(bind("int f(int *x);", "--as", "x=nonsense").err()).contains("FORM is one of");
    assertThat(bind("int f(int *x);", "--include", "g").err())
        .contains("of its 1 functions none matches --include g");
  }
}

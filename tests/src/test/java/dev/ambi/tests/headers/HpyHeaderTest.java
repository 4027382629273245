package dev.ambi.tests.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambi.tests.Wheels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HPy's context is laid out as HPy 0.9 has it, and an extension compiles with {@code hpy.h} alone.
 */
class HpyHeaderTest {
  private static final Path FACTS =
      Wheels.root()
          .resolve("ffm-bridge/src/main/resources/dev/ambi/bridge/abi/hpy-0.9-context.csv");

  @TempDir Path directory;

  static List<Compiler> compilers() {
    return Compiler.all().filter(c -> c.standard().equals("c11")).toList();
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void context(Compiler compiler) throws Exception {
    compiler.require();
    List<String> expected = new ArrayList<>();
    StringBuilder source =
        new StringBuilder("#include <ambi/hpy.h>\n#include <stdio.h>\nint main(void) {\n");
    for (String line : Files.readAllLines(FACTS)) {
      String[] fields = line.split(",", 4);
      if (!fields[0].equals("member")) {
        expected.add(fields[0] + " " + fields[1] + " " + fields[2]);
        source.append(
            "printf(\"%1$s %%zu %%zu\\n\", offsetof(HPyContext, %1$s), sizeof(((HPyContext *)0)->%1$s));\n"
                .formatted(fields[0]));
      }
    }
    assertThat(expected).hasSizeGreaterThan(200);
    Path file = directory.resolve("context.c");
    Files.writeString(file, source.append("return 0;\n}\n"));
    String program = directory.resolve("context").toString();
    assertThat(compiler.run(List.of("-o", program, file.toString())).text()).isEmpty();
    assertThat(Compiler.execute(List.of(program)).text().lines())
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void extension(Compiler compiler) throws Exception {
    compiler.require();
    String file = directory.resolve("hpy_example.hpy0.so").toString();
    String source = Compiler.SOURCES.resolve("hpy_example.c").toString();
    assertThat(compiler.run(List.of("-shared", "-fPIC", "-o", file, source)).text()).isEmpty();
    String symbols = Compiler.execute(List.of("nm", "-D", "--defined-only", file)).text();
    assertThat(symbols)
        .contains(
            "HPyInit_hpy_example",
            "HPyInitGlobalContext_hpy_example",
            "get_required_hpy_major_version_hpy_example",
            "get_required_hpy_minor_version_hpy_example");
    // Universal: it asks for nothing of Python's.
    assertThat(Compiler.execute(List.of("nm", "-D", "--undefined-only", file)).text())
        .doesNotContain(" Py", " _Py", " HPy");
  }

  /**
   * HPy's own headers, where they can be had, say the same of the context and of what a module
   * hands over.
   */
  @Test
  void asInHpysHeaders() throws Exception {
    String found =
        Compiler.execute(List.of("sh", Compiler.SOURCES.resolve("hpy.sh").toString()))
            .text()
            .trim();
    found = found.substring(found.lastIndexOf('\n') + 1);
    assumeTrue(found.startsWith("hpy "), "NOT compared with HPy's headers: " + found);
    String include = found.split(" ", 3)[2];
    StringBuilder questions = new StringBuilder();
    for (String line : Files.readAllLines(FACTS)) {
      String member = line.split(",", 2)[0];
      if (!member.equals("member")) {
        questions.append("F(HPyContext, %s)\n".formatted(member));
      }
    }
    for (String field :
        List.of(
            "HPyDef.kind HPyDef.meth HPyDef.slot HPyDef.getset HPyDef.member",
            "HPySlot.slot HPySlot.impl HPySlot.cpy_trampoline",
            "HPyMeth.name HPyMeth.impl HPyMeth.cpy_trampoline HPyMeth.signature HPyMeth.doc",
            "HPyMember.name HPyMember.type HPyMember.offset HPyMember.readonly HPyMember.doc",
            "HPyGetSet.name HPyGetSet.getter_impl HPyGetSet.setter_impl HPyGetSet.doc",
            "HPyGetSet.getter_cpy_trampoline HPyGetSet.setter_cpy_trampoline HPyGetSet.closure",
            "HPyType_Spec.name HPyType_Spec.basicsize HPyType_Spec.itemsize HPyType_Spec.flags",
            "HPyType_Spec.builtin_shape HPyType_Spec.legacy_slots HPyType_Spec.defines"
                + " HPyType_Spec.doc",
            "HPyType_SpecParam.kind HPyType_SpecParam.object HPyCallFunction.impl",
            "HPyModuleDef.doc HPyModuleDef.size HPyModuleDef.legacy_methods HPyModuleDef.defines",
            "HPyModuleDef.globals HPy_buffer.buf HPy_buffer.obj HPy_buffer.ndim"
                + " HPy_buffer.internal",
            "HPyCapsule_Destructor.impl HPyCapsule_Destructor.cpy_trampoline")) {
      for (String one : field.split(" ")) {
        questions.append("F(%s)\n".formatted(one.replace(".", ", ")));
      }
    }
    for (String value :
        List.of(
            "HPyFunc_VARARGS",
            "HPyFunc_KEYWORDS",
            "HPyFunc_NOARGS",
            "HPyFunc_O",
            "HPyFunc_MOD_CREATE",
            "HPyFunc_TRAVERSEPROC",
            "HPyType_BuiltinShape_List",
            "HPy_TPFLAGS_DEFAULT",
            "HPyDef_Kind_GetSet",
            "HPyCapsule_key_Destructor",
            "HPy_SourceKind_Single",
            "HPyType_SpecParam_Metaclass",
            "HPy_GE")) {
      questions.append("printf(\"%1$s %%ld\\n\", (long)%1$s);\n".formatted(value));
    }
    String ours = answers("#include <ambi/hpy.h>\n", Compiler.HEADERS.toString(), questions);
    String theirs = answers("#define HPY_ABI_UNIVERSAL\n#include <hpy.h>\n", include, questions);
    assertThat(ours.lines().count()).isGreaterThan(280);
    assertThat(ours).isEqualTo(theirs);
  }

  private String answers(String include, String path, CharSequence questions) throws Exception {
    Path file = directory.resolve("questions.c");
    Files.writeString(
        file,
        include
            + """
            #include <stddef.h>
            #include <stdio.h>
            #define F(s, f) printf(#s "." #f " %zu %zu of %zu\\n", offsetof(s, f), sizeof(((s *)0)->f), sizeof(s));
            int main(void) {
            """
            + questions
            + "return 0;\n}\n");
    String program = directory.resolve("questions").toString();
    Compiler.Output built =
        Compiler.execute(
            List.of(
                Compiler.find("gcc"),
                "-std=gnu11",
                "-w",
                "-O1",
                "-I" + path,
                "-o",
                program,
                file.toString()));
    assertThat(built.status()).as(built.text()).isZero();
    return Compiler.execute(List.of(program)).text();
  }
}

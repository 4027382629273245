import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the headers in {@code headers/include/ambi} that are tables, from the facts. The result is
 * committed; a test fails where it is not what this writes.
 *
 * <p>By hand, from the root: {@code java ffm-bridge/src/main/generator/Headers.java ffm-bridge
 * headers/include/ambi}.
 */
public final class Headers {
  private static final String FACTS = "src/main/resources/dev/ambi/bridge/abi/";

  private Headers() {}

  public static void main(String[] args) throws IOException {
    Path module = Path.of(args[0]);
    Path out = Path.of(args[1]);
    Map<String, String> headers = new LinkedHashMap<>();
    var api = Csv.read(module.resolve(FACTS + "numpy-c-api.csv"));
    headers.put("numpy_api.h", NumpyHeader.MULTIARRAY.write(api));
    headers.put("numpy_ufunc_api.h", NumpyHeader.UFUNC.write(api));
    headers.put(
        "cpython_api.h",
        CPythonHeader.write(
            Csv.read(module.resolve(FACTS + "cpython-3.11-symbols.csv")),
            Files.readString(module.resolve("src/main/c/pyapi.h"))));
    headers.put(
        "hpy_context.h", HpyHeader.write(Csv.read(module.resolve(FACTS + "hpy-0.9-context.csv"))));
    Files.createDirectories(out);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      Files.writeString(out.resolve(header.getKey()), header.getValue());
    }
  }
}

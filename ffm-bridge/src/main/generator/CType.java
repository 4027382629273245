import java.util.Map;

/** How a C type crosses: in one 64-bit word. */
enum CType {
  VOID("void"),
  POINTER("void *"),
  INT("int"),
  UINT("unsigned int"),
  UCHAR("unsigned char"),
  CHAR("char"),
  INT64("int64_t"),
  UINT64("uint64_t"),
  DOUBLE("double");

  private static final Map<String, CType> NAMES =
      Map.ofEntries(
          Map.entry("void", VOID),
          Map.entry("int", INT),
          Map.entry("NPY_CASTING", INT),
          Map.entry("NPY_ORDER", INT),
          Map.entry("NPY_CLIPMODE", INT),
          Map.entry("NPY_SORTKIND", INT),
          Map.entry("NPY_SELECTKIND", INT),
          Map.entry("NPY_SEARCHSIDE", INT),
          Map.entry("NPY_SCALARKIND", INT),
          Map.entry("NPY_DATETIMEUNIT", INT),
          Map.entry("NPY_ARRAYMETHOD_FLAGS", INT),
          Map.entry("PySendResult", INT),
          Map.entry("PyGILState_STATE", INT),
          Map.entry("unsigned int", UINT),
          Map.entry("npy_uint32", UINT),
          Map.entry("Py_UCS4", UINT),
          Map.entry("npy_bool", UCHAR),
          Map.entry("unsigned char", UCHAR),
          Map.entry("char", CHAR),
          Map.entry("long", INT64),
          Map.entry("long long", INT64),
          Map.entry("int64_t", INT64),
          Map.entry("Py_ssize_t", INT64),
          Map.entry("Py_hash_t", INT64),
          Map.entry("npy_intp", INT64),
          Map.entry("npy_int64", INT64),
          Map.entry("npy_datetime", INT64),
          Map.entry("npy_timedelta", INT64),
          Map.entry("unsigned long", UINT64),
          Map.entry("unsigned long long", UINT64),
          Map.entry("size_t", UINT64),
          Map.entry("double", DOUBLE),
          Map.entry("PyCapsule_Destructor", POINTER),
          Map.entry("PyThread_type_lock", POINTER),
          Map.entry("PyUFuncGenericFunction", POINTER),
          Map.entry("vectorcallfunc", POINTER));

  private final String c;

  CType(String c) {
    this.c = c;
  }

  static CType of(String text) {
    String t = text.replaceAll("\\b(const|struct|extern)\\b", " ").replaceAll("\\s+", " ").trim();
    if (t.contains("*") || t.contains("[") || t.contains("(")) {
      return POINTER;
    }
    CType type = NAMES.get(t);
    if (type == null) {
      // A parameter's name may follow its type.
      int space = t.lastIndexOf(' ');
      type = space < 0 ? null : NAMES.get(t.substring(0, space).trim());
    }
    if (type == null) {
      throw new IllegalArgumentException("unknown C type: '" + text + "'");
    }
    return type;
  }

  String c() {
    return c;
  }

  /** The C expression that packs {@code value}. */
  String toWord(String value) {
    return switch (this) {
      case POINTER -> "(int64_t)(intptr_t)" + value;
      case DOUBLE -> "word_of(" + value + ")";
      default -> "(int64_t)" + value;
    };
  }

  /** The C statement that returns what the upcall gave. */
  String fromWord(String call) {
    return switch (this) {
      case VOID -> call;
      case POINTER -> "return (void *)(intptr_t)" + call;
      case DOUBLE -> "return double_of(" + call + ")";
      default -> "return (" + c + ")" + call;
    };
  }

  /** The Java type that a {@code @CApi} method declares. */
  String java() {
    return switch (this) {
      case VOID -> "void";
      case INT, UINT, UCHAR, CHAR -> "int";
      case DOUBLE -> "double";
      default -> "long";
    };
  }

  /** The Java expression that reads argument {@code i} from {@code argv}. */
  String read(int i) {
    String word = "Memory.getLong(argv" + (i == 0 ? "" : " + " + 8 * i) + ")";
    return switch (this) {
      case INT, UINT, UCHAR, CHAR -> "(int) " + word;
      case DOUBLE -> "Double.longBitsToDouble(" + word + ")";
      default -> word;
    };
  }
}
